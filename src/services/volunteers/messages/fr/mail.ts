const sign = '\n\nRenfort';

export const mail = {
  // In GSM-7: one narrow space would halve the room of an SMS.
  phoneCode: (code: string) => `Votre code Renfort est ${code}. Ne le donnez à personne.`,
  welcome: (firstName: string, url: string) => ({
    subject: 'Votre inscription est faite',
    text: `Bonjour ${firstName},

Merci : vous êtes inscrit comme bénévole. Il se peut que personne n’ait besoin de vous tout de suite. Nous vous écrirons quand ce sera le cas, et une fois par an pour vérifier que vous êtes toujours là.

Votre fiche, à compléter ou à corriger quand vous voulez :
${url}${sign}`,
  }),
  resumeSignUp: (firstName: string, url: string) => ({
    subject: 'Votre inscription est presque finie',
    text: `Bonjour ${firstName},

Vous avez commencé à vous inscrire comme bénévole. Ce que vous avez rempli est gardé ; il reste une ou deux étapes :
${url}

Si vous ne voulez pas continuer, ne faites rien : votre début d’inscription sera effacé dans un mois.${sign}`,
  }),
  guardianAsk: (guardian: string, minor: string, url: string) => ({
    subject: `${minor} veut être bénévole : votre accord`,
    text: `Bonjour ${guardian},

${minor} s’inscrit comme bénévole sur Renfort et vous désigne comme parent ou tuteur. Son inscription n’est valable qu’avec votre accord. Avant 18 ans, on peut proposer des missions à ${minor}, mais jamais l’appeler en cas de crise.

Pour donner ou refuser votre accord :
${url}

Ce lien est valable 30 jours. Sans réponse, l’inscription sera effacée.${sign}`,
  }),
  guardianAnswered: (firstName: string, agreed: boolean, url: string) => ({
    subject: agreed ? 'Votre parent ou tuteur est d’accord' : 'Votre parent ou tuteur a refusé',
    text: agreed
      ? `Bonjour ${firstName},

L’accord demandé a été donné : votre inscription est complète.
${url}${sign}`
      : `Bonjour ${firstName},

L’accord demandé a été refusé : votre inscription reste incomplète et sera effacée dans 30 jours. Vous pourrez vous inscrire seul à 18 ans.${sign}`,
  }),
  phoneTaken: (firstName: string, url: string) => ({
    subject: 'Votre numéro de téléphone est à mettre à jour',
    text: `Bonjour ${firstName},

Quelqu’un d’autre vient de prouver qu’il reçoit les SMS envoyés à votre numéro. Nous l’avons retiré de votre fiche. Si vous avez un nouveau numéro, ajoutez-le :
${url}${sign}`,
  }),
  stillThere: (firstName: string, url: string, last: string | undefined) => ({
    subject: last ? 'Dernier rappel : toujours là ?' : 'Toujours là ?',
    text: `Bonjour ${firstName},

Une fois par an, nous vérifions que les bénévoles inscrits sont toujours prêts à aider. Pour répondre, une page et un bouton :
${url}

${last ? `Sans réponse avant le ${last}, votre fiche sera mise en sommeil : vous ne serez plus appelé.` : 'Sans réponse, votre fiche sera mise en sommeil et vous ne serez plus appelé.'}${sign}`,
  }),
  dormant: (firstName: string, url: string) => ({
    subject: 'Votre fiche est en sommeil',
    text: `Bonjour ${firstName},

Sans nouvelles de vous depuis un an, nous ne vous appellerons plus. Vous revenez quand vous voulez :
${url}${sign}`,
  }),
  erasureSoon: (firstName: string, day: string, url: string) => ({
    subject: `Votre fiche sera effacée le ${day}`,
    text: `Bonjour ${firstName},

Sans nouvelles de vous depuis bientôt trois ans, nous effacerons votre fiche et vos données le ${day}. Pour rester inscrit, une page et un bouton :
${url}${sign}`,
  }),
  pauseEnded: (firstName: string, url: string) => ({
    subject: 'Votre pause est finie',
    text: `Bonjour ${firstName},

Votre pause est finie : vous pouvez de nouveau être appelé. Si ce n’est pas le moment, prolongez-la :
${url}${sign}`,
  }),
  certificateExpiring: (firstName: string, name: string, day: string, url: string) => ({
    subject: `Bientôt périmé : ${name}`,
    text: `Bonjour ${firstName},

Votre « ${name} » est valable jusqu’au ${day} inclus. Après cette date, nous ne vous appellerons plus pour ce qui le demande. Dès que vous l’avez renouvelé, ajoutez le nouveau document :
${url}${sign}`,
  }),
  certificateExpired: (firstName: string, name: string, url: string) => ({
    subject: `Périmé : ${name}`,
    text: `Bonjour ${firstName},

Votre « ${name} » n’est plus valable : nous ne vous appellerons plus pour ce qui le demande. Si vous l’avez renouvelé, ajoutez le nouveau document :
${url}${sign}`,
  }),
  certificateVerified: (firstName: string, name: string, url: string) => ({
    subject: `Vérifié : ${name}`,
    text: `Bonjour ${firstName},

Votre « ${name} » a été vérifié. Merci.
${url}${sign}`,
  }),
  certificateRejected: (firstName: string, name: string, reason: string, url: string) => ({
    subject: `À revoir : ${name}`,
    text: `Bonjour ${firstName},

Votre « ${name} » n’a pas pu être accepté. Raison : ${reason.toLowerCase()}.

Vous pouvez corriger la fiche ou envoyer un autre document :
${url}${sign}`,
  }),
  isThisYou: (firstName: string, url: string) => ({
    subject: 'Une autre fiche est-elle aussi la vôtre ?',
    text: `Bonjour ${firstName},

Une autre fiche de bénévole porte votre nom, votre date de naissance et votre commune. Dites si c’est aussi la vôtre : les deux n’en feront qu’une, et ce que vous avez écrit ne changera pas.
${url}${sign}`,
  }),
};
