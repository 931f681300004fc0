import type { LabelAct, Reading } from '../../actions/review.ts';

interface About {
  readonly space: string;
  readonly link: string;
}
interface Noted extends About {
  readonly note: string;
}

const HEADS: Readonly<
  Record<Exclude<Reading, 'opinion_grant' | 'opinion_refuse'>, [string, string]>
> = {
  ask_changes: [
    'Votre demande de label est à compléter',
    'Les relecteurs ont besoin d’autre chose avant de répondre.',
  ],
  grant: ['Le label est accordé', 'Votre espace est labellisé pour trois ans.'],
  refuse: [
    'Le label n’est pas accordé',
    'Vous pouvez faire un recours pendant deux mois : une troisième personne relira tout.',
  ],
  uphold: [
    'Le refus du label est confirmé',
    'Le recours a été lu par une troisième personne. Vous pourrez faire une nouvelle demande.',
  ],
};

const ACTS: Readonly<Record<LabelAct, string>> = {
  suspend: 'Le label est suspendu',
  restore: 'Le label est rétabli',
  withdraw: 'Le label est retiré',
};

export const mail = {
  toRead: ({ space, link }: About) => ({
    subject: `Une demande de label à relire : ${space}`,
    text: `Bonjour,\n\nL’espace « ${space} » attend une lecture.\n\nLes demandes à relire :\n${link}\n`,
  }),
  late: ({ space, link }: About) => ({
    subject: `Une demande de label est en retard : ${space}`,
    text: `Bonjour,\n\nLa réponse promise à l’espace « ${space} » est en retard. Il attend.\n\nLes demandes à relire :\n${link}\n`,
  }),
  read: (reading: Reading, { space, note, link }: Noted) => {
    const [subject, text] = HEADS[reading as keyof typeof HEADS];
    const why = note ? `\nCe qui a été écrit :\n${note}\n` : '';
    return {
      subject: `${subject} : ${space}`,
      text: `Bonjour,\n\nEspace « ${space} ». ${text}\n${why}\nLa suite :\n${link}\n`,
    };
  },
  labelAct: (act: LabelAct, { space, note, link }: Noted) => ({
    subject: `${ACTS[act]} : ${space}`,
    text: `Bonjour,\n\nEspace « ${space} » : ${ACTS[act].toLowerCase()}.\n\nRaison :\n${note}\n\nVotre page du label :\n${link}\n`,
  }),
  ends: ({ space, day, link }: About & { readonly day: string }) => ({
    subject: `Le label de « ${space} » se termine le ${day}`,
    text: `Bonjour,\n\nLe label de l’espace « ${space} » se termine le ${day}. Demandez son renouvellement : vos réponses sont déjà là, il reste à les relire.\n\n${link}\n`,
  }),
  expired: ({ space, link }: About) => ({
    subject: `Le label de « ${space} » a expiré`,
    text: `Bonjour,\n\nLe label de l’espace « ${space} » a expiré. L’espace ne paraît plus dans la liste publique. Vous pouvez redemander le label dès aujourd’hui.\n\n${link}\n`,
  }),
  complete: ({ space, link }: About) => ({
    subject: `Il reste deux semaines pour compléter votre demande : ${space}`,
    text: `Bonjour,\n\nLa demande de label de l’espace « ${space} » attend vos compléments. Sans eux, elle sera retirée dans deux semaines ; vos réponses resteront.\n\n${link}\n`,
  }),
  letGo: ({ space, link }: About) => ({
    subject: `Votre demande de label est retirée : ${space}`,
    text: `Bonjour,\n\nLa demande de label de l’espace « ${space} » n’a pas été complétée : elle est retirée. Vos réponses sont gardées pour la prochaine.\n\n${link}\n`,
  }),
  invite: ({ role, space, link }: About & { readonly role: string }) => ({
    subject: `Vous êtes invité : ${role}, ${space}`,
    text: `Bonjour,\n\nVous êtes invité comme ${role} à l’espace « ${space} ».\n\nPour accepter, connectez-vous avec cette adresse :\n${link}\n\nSans réponse, l’invitation s’éteint dans deux semaines.\n`,
  }),
  slotSoon: ({
    space,
    when,
    post,
    link,
  }: About & { readonly when: string; readonly post: number }) => ({
    subject: `Votre créneau à ${space} : ${when}`,
    text: `Bonjour,\n\nUn ordinateur vous attend à l’espace « ${space} » : ${when}, poste ${post}.\n\nSi vous ne venez pas, annulez : quelqu’un d’autre prendra la place.\n${link}\n`,
  }),
};
