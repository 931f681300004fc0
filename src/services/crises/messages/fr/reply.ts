import type { NeverReason, NoReason } from '../../domain/reasons.ts';

export const reply = {
  title: (position: string) => `Pouvez-vous venir ? ${position}`,
  calls_you: (caller: string) => `${caller} a besoin de vous.`,
  exercise: 'Ceci est un exercice : répondez comme pour de vrai, mais ne vous déplacez pas.',
  facts: {
    what: 'Quoi',
    where: 'Où',
    when: 'Quand',
    bring: 'À prévoir',
    code: 'Réponse par SMS',
  },
  km: (km: number) => `à environ ${km}\u00a0km de chez vous`,
  sms_code: (letter: string) => `${letter}1 pour oui, ${letter}2 pour non`,
  yes: 'Oui, je viens',
  no: 'Non, pas cette fois',
  yes_reserve: 'Oui, en réserve',
  confirm: 'Je confirme, je viens',
  cancel: 'Je ne peux plus venir',
  cancel_reserve: 'Je ne suis plus disponible',
  back: 'Finalement, je peux venir',
  /** The page when everything is taken, before any answer. */
  full: {
    title: 'C’est complet, merci',
    text: 'Assez de volontaires ont déjà répondu. Vous pouvez vous inscrire en réserve : nous vous préviendrons si une place se libère. Ne venez pas sans nouvelle de nous.',
  },
  confirmed: {
    title: 'Merci, vous êtes attendu',
    text: 'Votre place est réservée. Gardez cette page : elle dit où et quand venir.',
  },
  offered: {
    title: (until: string) => `Une place s’est libérée\u00a0: confirmez avant ${until}`,
    text: 'Sans réponse de votre part, elle sera proposée à la personne suivante.',
  },
  reserve: {
    title: (rank: number) => `Merci, vous êtes en réserve (rang ${rank})`,
    text: 'Toutes les places sont prises pour l’instant. Ne venez pas sans nouvelle de nous : si une place se libère, vous recevrez un message et il faudra la confirmer.',
  },
  declined: {
    title: 'C’est noté, merci d’avoir répondu',
    text: 'Nous appelons quelqu’un d’autre.',
  },
  withdrawn: {
    title: 'C’est noté, vous ne venez pas',
    text: 'Merci d’avoir prévenu : votre place va à quelqu’un d’autre.',
  },
  lapsed: {
    title: 'La place a été proposée à quelqu’un d’autre',
    text: 'Le délai pour confirmer est passé. Vous pouvez revenir dans la réserve.',
  },
  released: {
    title: 'Merci, il y a assez de monde',
    text: 'Nous n’avons pas besoin de vous cette fois-ci. Ne venez pas.',
  },
  closed: {
    title: 'Cet appel est terminé',
    text: 'Merci d’avoir répondu. Ne venez pas : nous vous rappellerons si un autre besoin vous correspond.',
  },
  busy: {
    title: 'Vous êtes déjà attendu ailleurs',
    text: 'Vous avez déjà accepté un autre renfort à ce moment-là : nous gardons ce premier engagement. Pour en changer, annulez-le d’abord par le lien de son message.',
  },
  why: 'Voulez-vous dire pourquoi ? (facultatif)',
  no_reasons: {
    not_here: 'Je suis trop loin en ce moment',
    not_now: 'Pas à ce moment-là',
  } satisfies Record<NoReason, string>,
  reason_thanks: 'Merci, c’est noté.',
  never: {
    summary: 'Ne plus m’appeler',
    text: 'Vous ne recevrez plus d’appel en cas de crise. Vous pourrez changer d’avis dans votre profil.',
    legend: 'Pourquoi ? (facultatif)',
    reasons: {
      too_many: 'Trop de messages',
      no_time: 'Je n’ai plus le temps',
      moved: 'J’ai déménagé',
      health: 'Ma santé',
      other: 'Autre raison',
    } satisfies Record<NeverReason, string>,
    button: 'Ne plus m’appeler',
    done_title: 'C’est fait',
    done: 'Vous ne recevrez plus d’appel en cas de crise. Merci pour ce que vous avez fait.',
  },
  expired: {
    title: 'Ce lien a expiré',
    text: 'L’appel auquel il répondait est terminé depuis plus d’une semaine. Il n’y a rien à faire. Merci de votre aide.',
  },
  unknown: {
    title: 'Ce lien n’est pas bon',
    text: 'L’adresse est peut-être coupée. Ouvrez de nouveau le lien depuis le message reçu, ou répondez par SMS avec le code qu’il contient.',
  },
};
