import type { CallState } from '../../domain/webhook.ts';

const states: Readonly<Record<CallState, string>> = {
  waiting: 'À envoyer',
  delivered: 'Reçu',
  given_up: 'Abandonné',
};

export const fr = {
  title: 'Appels vers votre logiciel',
  lead: 'À chaque étape d’une commande, Renfort appelle l’adresse que vous donnez.',
  url: 'Adresse à appeler',
  urlHelp: 'Elle commence par https:// et répond de tout Internet. Vide : plus aucun appel.',
  save: 'Enregistrer',
  saved: 'C’est noté.',
  secretTitle: 'Votre secret : copiez-le maintenant',
  secretHelp:
    'Il ne sera plus jamais affiché. Il vérifie que chaque appel vient d’ici et n’a pas été changé.',
  secret: 'Secret de signature',
  secretSince: 'En service depuis le',
  renew: 'Renouveler le secret',
  renewHelp:
    'Après un renouvellement, l’ancien signe encore 24 heures à côté du nouveau, le temps de le changer chez vous.',
  howTitle: 'Vérifier un appel',
  how: [
    'En-têtes « webhook-id », « webhook-timestamp », « webhook-signature », comme dans la norme Standard Webhooks.',
    'Signature : HMAC-SHA256, avec le secret (en base64 après « whsec_ »), de « id.horodatage.corps ».',
    'Refusez un horodatage de plus de cinq minutes, et un identifiant déjà vu : un appel peut arriver deux fois, ou dans le désordre (« step » donne l’ordre).',
    'Répondez 2xx en moins de dix secondes. Sinon Renfort rappelle six fois en 21 heures, puis vous écrit.',
  ] as readonly string[],
  log: 'Derniers appels',
  logEmpty: 'Aucun appel encore.',
  logKept: 'Gardés 90 jours.',
  at: 'Quand',
  order: 'Commande',
  event: 'Étape',
  state: 'État',
  tries: 'Essais',
  answer: 'Dernière réponse',
  nextTry: 'prochain essai',
  again: 'Renvoyer',
  againWhat: (reference: string) => `l’appel de la commande ${reference}`,
  states,
  /** Why there was no answer; a status is shown as it is. */
  answers: {
    address_refused: 'adresse refusée',
    redirected_elsewhere: 'renvoie ailleurs',
    too_many_redirects: 'renvoie ailleurs',
    timeout: 'pas de réponse en 10 secondes',
    too_large: 'réponse trop longue',
    name_unknown: 'nom inconnu',
    tls: 'certificat refusé',
    unreachable: 'injoignable',
    body_broken: 'réponse illisible',
    no_address: 'plus d’adresse',
  } as Readonly<Record<string, string>>,
  errors: {
    address_refused:
      'Cette adresse n’est pas acceptée : elle commence par https:// et n’est pas dans un réseau privé.',
    transition_not_allowed: 'Cet appel est déjà en cours d’envoi.',
  },
  givenUpSubject: 'Votre logiciel ne répond plus à Renfort',
  givenUpText: (url: string) =>
    [
      'Renfort a appelé sept fois votre logiciel au sujet d’une commande, sans réponse. Il n’insiste plus.',
      '',
      'Rien n’est perdu : la commande se lit sur votre page, et chaque appel peut être renvoyé.',
      url,
    ].join('\n'),
};
