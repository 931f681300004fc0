import { fr as device } from './device/fr.ts';

const s = (n: number) => (n > 1 ? 's' : '');

export const fr = {
  ...device,
  nav: 'Accueil sur site',
  list: {
    title: 'Accueil sur site',
    lead: 'Choisissez votre lieu : arrivées, départs, personnes sur place.',
    none: 'Aucun lieu pour le moment',
    none_help: 'Un lieu apparaît ici quand une mobilisation est ouverte sur votre territoire.',
    exercise: 'EXERCICE',
    here: (n: number) => `${n} personne${s(n)} sur place`,
  },
  badge: {
    title: 'Mon badge',
    link: 'Voir mon badge d’arrivée',
    lead: 'Montrez ce carré en arrivant et en partant. Il ne contient pas votre nom.',
    code: 'Ou dites ce code',
    until: (time: string) => `Valable jusqu’au ${time}`,
    alt: 'Code QR du badge',
    print: 'Vous pouvez imprimer cette page.',
    not_yet: 'Il n’y a pas de badge : votre place n’est pas confirmée.',
    back: 'Revenir à mon engagement',
    wrong_title: 'Badge refusé',
    elsewhere: 'Cette personne n’est pas attendue sur l’un de vos lieux.',
  },
  leaders: {
    nav: 'Nommer un responsable de ce lieu',
    title: (site: string) => `Responsables de ce lieu : ${site}`,
    lead: 'La personne nommée note les arrivées et les départs ici, et ne voit aucun autre lieu.',
    named: 'Personnes nommées',
    none: 'Personne n’est nommé pour ce lieu : les responsables de la commune et du département le sont déjà.',
    until: (time: string) => `jusqu’au ${time}`,
    dismiss: 'Retirer',
    dismiss_hidden: (email: string) => `le rôle de ${email}`,
    dismissed: 'Le rôle est retiré.',
    done: (email: string) =>
      `${email} est responsable de ce lieu : un e-mail lui dit comment y entrer.`,
    email: 'Son adresse e-mail',
    email_hint: 'Celle avec laquelle cette personne se connecte, ou se connectera.',
    name: 'Nommer cette personne',
    ends: 'Le rôle s’arrête de lui-même un jour après le dernier besoin de ce lieu, et à la fin de la mobilisation.',
    errors: {
      email_missing: 'Indiquez son adresse e-mail',
      email_wrong:
        'Cette adresse n’a pas la forme d’une adresse e-mail, par exemple prenom@exemple.fr',
      crisis_over: 'La mobilisation est terminée : personne ne peut plus être nommé.',
    },
    mail_subject: (site: string, exercise: boolean) =>
      `${exercise ? 'EXERCICE. ' : ''}Vous êtes responsable de ce lieu : ${site}`,
    mail_text: (site: string, title: string, link: string, exercise: boolean) =>
      `${exercise ? 'EXERCICE : ceci n’est pas une alerte réelle.\n\n' : ''}Bonjour,\n\nVous êtes responsable de ${site}, pour la mobilisation « ${title} ». Vous y notez qui arrive et qui part, même sans réseau.\n\nOuvrez cette page avec votre adresse e-mail avant de partir sur place :\n${link}\n`,
  },
  paper: {
    title: (site: string) => `Feuille de présence, ${site}`,
    print:
      'Imprimez cette page avant de partir sur le terrain (Ctrl + P). Elle sert si les appareils tombent en panne.',
    printed: 'Imprimée le',
    blank: 'Bénévoles hors liste',
    columns: {
      name: 'Nom',
      code: 'Code',
      phone: 'Téléphone',
      in: 'Arrivée',
      out: 'Départ',
      sign: 'Signature',
    },
  },
  entry: {
    back: 'Revenir à l’accueil du site',
    title: 'Saisir une feuille remplie',
    lead: 'Recopiez les heures. Laissez vide ce qui n’est pas écrit. Ce qui est déjà enregistré n’est pas changé.',
    day: 'Jour de la feuille',
    in: 'Arrivée',
    out: 'Départ',
    save: 'Enregistrer',
    saved: (n: number) => `${n} heure${s(n)} enregistrée${s(n)}.`,
    wrong: 'Vérifiez les heures marquées : écrivez par exemple 14:05, et pas une heure à venir.',
    wrong_time: 'Écrivez par exemple 14:05',
    wrong_day: 'Choisissez un jour',
    hint: 'Par exemple 14:05. Un départ plus petit que l’arrivée est du lendemain.',
    nobody: 'Personne sur la liste de ce jour.',
  },
  board: {
    title: 'Sur place',
    here: (n: number) => `${n} personne${s(n)} sur place`,
    doubtful: (n: number) => `${n} présence${s(n)} à vérifier`,
    desk: 'Accueil sur site',
  },
};
