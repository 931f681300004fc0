export const fr = {
  title: 'Prêter main-forte, au bon endroit, au bon moment',
  hero: {
    lead: 'Renfort relie les associations et les personnes qui veulent les aider, dans la vie de tous les jours et quand tout déborde.',
    join: 'Devenir bénévole',
    sign_in: 'J’ai déjà un compte',
  },
  doors: {
    title: 'Par où commencer ?',
    soon: 'En préparation',
    soon_text: 'Cette partie n’est pas encore ouverte ici.',
    help: {
      title: 'Je veux aider',
      text: 'Inscrivez-vous en deux minutes : votre commune, ce que vous savez faire, quand vous êtes libre.',
      go: 'M’inscrire',
    },
    association: {
      title: 'Mon association a besoin d’aide',
      text: 'Décrivez le coup de main qu’il vous faut, une heure ou un an, sur place ou à distance.',
      go: 'Décrire un besoin',
    },
    software: {
      title: 'Des logiciels pour mon association',
      text: 'Vérifiez en quelques secondes si vous avez droit aux tarifs réservés, et comparez avec le libre.',
      go: 'Vérifier mes droits',
    },
    learn: {
      title: 'Apprendre et être certifié',
      text: 'Progressez en informatique à votre rythme, puis faites reconnaître ce que vous savez.',
      go: 'Commencer',
    },
  },
  how: {
    title: 'Quand une crise survient',
    lead: 'Une crue, une tempête, un feu : voici ce qui se passe pour vous.',
    steps: [
      {
        title: 'On ne vous appelle que si vous convenez',
        text: 'Vos compétences, votre rayon, vos disponibilités et la validité de vos diplômes sont vérifiés avant tout message.',
      },
      {
        title: 'Vous répondez d’un geste',
        text: 'Un message dit qui appelle, pour quoi, où et quand. Oui, non, ou « ne m’appelez plus » : un bouton suffit.',
      },
      {
        title: 'Votre place est à vous',
        text: 'Quand c’est complet, on vous le dit. Si vous êtes en réserve, vous connaissez votre rang.',
      },
    ],
  },
  promises: {
    title: 'Ce à quoi nous tenons',
    items: [
      {
        title: 'Votre commune suffit',
        text: 'Nous ne demandons jamais votre adresse. Aucune association ne voit votre fiche sans votre accord.',
      },
      {
        title: 'Chaque décision dit pourquoi',
        text: 'Une réponse, un refus, un appel : les raisons sont écrites, avec leur source et leur date.',
      },
      {
        title: 'Vous partez quand vous voulez',
        text: 'Pause, retrait, effacement : un seul endroit, sans justification.',
      },
    ],
  },
  figures: 'Aujourd’hui',
  today: {
    title: (name: string | undefined) => (name ? `Bonjour, ${name}` : 'Bonjour'),
    heading: 'Ce qui vous attend',
    nothing: 'Rien ne vous attend',
    nothing_text: 'Vous êtes à jour. Ce qui demandera une réponse de votre part apparaîtra ici.',
    places: 'Aller à',
    account: 'Mon compte',
    due: 'Avant le',
  },
};
