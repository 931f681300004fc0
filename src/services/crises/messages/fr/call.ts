/** What is sent to people. SMS texts are made GSM-7 before sending: plain words, no ornament. */
export interface CallWords {
  readonly caller: string;
  readonly title: string;
  readonly position: string;
  readonly commune: string;
  readonly site: string;
  /** "12 km", or empty when it is not known. */
  readonly distance: string;
  readonly shift: string;
  readonly bring: string;
  readonly url: string;
  readonly letter: string;
  /** The position that an assignment replaces; empty for somebody in reserve. */
  readonly instead: string;
  /** A time of day: an offered place is kept until then. */
  readonly until: string;
}

const details = (w: CallWords) =>
  [
    `Quoi : ${w.position}`,
    `Où : ${w.site}, ${w.commune}${w.distance ? ` (à ${w.distance} de chez vous)` : ''}`,
    `Quand : ${w.shift}`,
    ...(w.bring ? [`À prévoir : ${w.bring}`] : []),
  ].join('\n');

export const call = {
  exercise: 'EXERCICE',
  exercise_long: 'Ceci est un exercice : ne vous déplacez pas.',
  called: {
    sms: (w: CallWords) =>
      `${w.caller} : ${w.title}. Besoin de vous : ${w.position}, ${w.commune}${w.distance ? ` (${w.distance})` : ''}, ${w.shift}. OUI : répondez ${w.letter}1. NON : ${w.letter}2. Détails : ${w.url}`,
    subject: (w: CallWords) => `Besoin de vous : ${w.position}, ${w.commune}`,
    text: (w: CallWords) =>
      `Bonjour,\n\n${w.caller} a besoin de volontaires : ${w.title}.\n\n${details(w)}\n\nPouvez-vous venir ? Répondez oui ou non ici, en un geste :\n${w.url}\n\nUn « non » nous aide aussi : nous appelons quelqu’un d’autre tout de suite. Merci de ne pas vous déplacer sans confirmation.`,
  },
  confirmed: {
    subject: (w: CallWords) => `Vous êtes attendu : ${w.position}, ${w.commune}`,
    text: (w: CallWords) =>
      `Merci. Votre place est confirmée.\n\n${details(w)}\n\nUn empêchement ? Prévenez-nous ici, la place ira à quelqu’un d’autre :\n${w.url}`,
  },
  assigned: {
    sms: (w: CallWords) =>
      `${w.caller} : ${w.instead ? 'CHANGEMENT, vous' : 'vous'} êtes attendu ici : ${w.position}, ${w.site}, ${w.commune}, ${w.shift}${w.instead ? `, au lieu de ${w.instead}` : ''}. Empêchement : répondez ${w.letter}2. ${w.url}`,
    subject: (w: CallWords) =>
      `${w.instead ? 'Changement : vous êtes' : 'Vous êtes'} attendu : ${w.position}, ${w.commune}`,
    text: (w: CallWords) =>
      `${w.instead ? `Merci d’avoir répondu. Vous serez plus utile à un autre poste : celui-ci remplace « ${w.instead} ».` : 'Vous étiez en réserve : une place est pour vous.'}\n\n${details(w)}\n\nUn empêchement ? Prévenez-nous ici, la place ira à quelqu’un d’autre :\n${w.url}`,
  },
  reminder: {
    sms: (w: CallWords) =>
      `${w.caller} : rappel, vous êtes attendu ${w.shift} : ${w.position}, ${w.site}, ${w.commune}. Consignes à lire, ou empêchement : ${w.url}`,
    subject: (w: CallWords) => `Rappel : vous êtes attendu ${w.shift}, ${w.commune}`,
    text: (w: CallWords) =>
      `Bonjour,\n\nVous êtes attendu.\n\n${details(w)}\n\nLisez les consignes avant de venir, ou prévenez-nous d’un empêchement, ici :\n${w.url}`,
  },
  offered: {
    sms: (w: CallWords) =>
      `${w.caller} : une place s'est libérée pour ${w.position}, ${w.commune}, ${w.shift}. Elle est à vous si vous répondez ${w.letter}1 avant ${w.until}. NON : ${w.letter}2. ${w.url}`,
    subject: (w: CallWords) => `Une place s’est libérée : confirmez avant ${w.until}`,
    text: (w: CallWords) =>
      `Vous étiez en réserve : une place s’est libérée.\n\n${details(w)}\n\nElle est à vous si vous confirmez avant ${w.until} :\n${w.url}`,
  },
  filled: {
    subject: (w: CallWords) => `C’est complet, merci : ${w.position}, ${w.commune}`,
    text: (w: CallWords) =>
      `Assez de volontaires ont répondu pour « ${w.position} » à ${w.commune} : vous n’avez plus rien à faire pour cet appel. Merci d’être là ; nous vous rappellerons si un autre besoin vous correspond.`,
  },
  released: {
    sms: (w: CallWords) =>
      `${w.caller} : merci, il y a assez de monde pour ${w.position}, ${w.commune}. Nous n'aurons pas besoin de vous cette fois.`,
    subject: (w: CallWords) => `Merci, il y a assez de monde : ${w.position}, ${w.commune}`,
    text: (w: CallWords) =>
      `Vous étiez en réserve pour « ${w.position} » à ${w.commune} (${w.shift}). Il y a assez de monde : nous n’aurons pas besoin de vous cette fois. Merci d’avoir répondu.`,
  },
  cancelled: {
    sms: (w: CallWords) =>
      `${w.caller} : ANNULE. ${w.position}, ${w.commune}, ${w.shift} : ne venez pas. Merci d'avoir répondu.`,
    subject: (w: CallWords) => `Annulé, ne venez pas : ${w.position}, ${w.commune}`,
    text: (w: CallWords) =>
      `« ${w.position} » à ${w.commune} (${w.shift}) est annulé : ne venez pas. Merci d’avoir répondu ; nous sommes désolés du dérangement.`,
  },
  thanks_came: {
    sms: (w: CallWords) =>
      `${w.caller} : la mobilisation est terminée (${w.title}). Merci d'être venu.`,
    subject: (w: CallWords) => `Merci d’être venu : ${w.title}`,
    text: (w: CallWords) =>
      `La mobilisation « ${w.title} » est terminée. Vous étiez là : merci. Reposez-vous.\n\nDans quelques jours, votre attestation de présence sera sur votre compte, page « Mes heures en mobilisation ». N’hésitez pas à nous écrire ce qui pourrait aller mieux la prochaine fois.`,
  },
  thanks_reserve: {
    sms: (w: CallWords) =>
      `${w.caller} : la mobilisation est terminée (${w.title}). Vous étiez prêt à venir, nous n'avons pas eu besoin de vous : merci.`,
    subject: (w: CallWords) => `Merci d’avoir été prêt : ${w.title}`,
    text: (w: CallWords) =>
      `La mobilisation « ${w.title} » est terminée. Vous aviez dit oui et vous êtes resté prêt ; il n’a pas fallu faire appel à vous. C’est cette réserve qui permet de tenir : merci. Vous n’avez plus rien à faire.`,
  },
  thanks_late: {
    sms: (w: CallWords) =>
      `${w.caller} : la mobilisation est terminée (${w.title}). Vous aviez dit oui quand tout était pris : merci quand même.`,
    subject: (w: CallWords) => `Merci d’avoir dit oui : ${w.title}`,
    text: (w: CallWords) =>
      `La mobilisation « ${w.title} » est terminée. Quand vous avez dit oui, toutes les places étaient prises : vous n’y êtes pour rien, d’autres avaient répondu plus tôt. Merci ; votre réponse compte, et nous vous rappellerons si un autre besoin vous correspond.`,
  },
  sms_answer: {
    confirmed: (w: CallWords) =>
      `C'est noté : vous êtes attendu. ${w.position}, ${w.site}, ${w.commune}, ${w.shift}. Empêchement : ${w.letter}2`,
    reserve: (w: CallWords, position: number) =>
      `Merci. C'est complet pour ${w.position} : vous êtes en réserve, rang ${position}. Ne venez pas sans nouvelle de nous.`,
    declined: () => `C'est noté, merci d'avoir répondu. Nous appelons quelqu'un d'autre.`,
    withdrawn: (w: CallWords) =>
      `C'est noté : vous ne venez pas pour ${w.position}. Merci d'avoir prévenu.`,
    busy: () =>
      `Vous êtes déjà attendu ailleurs à ce moment-là : nous gardons votre premier engagement.`,
    closed: (w: CallWords) =>
      `Merci. L'appel pour ${w.position} est terminé : ne venez pas, nous vous rappellerons au besoin.`,
    released: (w: CallWords) =>
      `Merci. Nous n'avons plus besoin de vous pour ${w.position} cette fois-ci.`,
    unclear: (letters: readonly string[]) =>
      `Nous n'avons pas compris. ${letters.map((letter) => `Répondez ${letter}1 pour oui, ${letter}2 pour non`).join('. ')}. STOP pour ne plus recevoir d'appels.`,
    nothing: () => `Aucun appel n'attend votre réponse en ce moment. Merci.`,
  },
};
