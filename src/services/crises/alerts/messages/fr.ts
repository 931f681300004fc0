import type { Hazard } from '../../domain/proposal/hazard.ts';
import type { Level } from '../../domain/proposal/level.ts';
import type { SignatureState } from '../../domain/proposal/received.ts';
import type { ProposalState } from '../../domain/proposal/states.ts';
import { frFeeds } from './feeds.fr.ts';
import { frReasons } from './reasons.fr.ts';

const levels: Record<Level, string> = {
  green: 'Vert',
  yellow: 'Jaune',
  orange: 'Orange',
  red: 'Rouge',
};

const hazards: Record<Hazard, string> = {
  wind: 'vent violent',
  snow_ice: 'neige et verglas',
  thunderstorm: 'orages',
  fog: 'brouillard',
  heat: 'canicule',
  cold: 'grand froid',
  coastal: 'vagues-submersion',
  fire: 'feux de forêt',
  avalanche: 'avalanches',
  rain: 'fortes pluies',
  flood: 'crues',
  rain_flood: 'pluie-inondation',
  earthquake: 'séisme',
  landslide: 'mouvement de terrain',
  tsunami: 'tsunami',
  volcano: 'volcan',
  cyclone: 'cyclone',
  industrial: 'accident industriel',
  other: 'autre danger',
};

const states: Record<ProposalState, string> = {
  waiting: 'À décider',
  updated: 'À décider, mise à jour',
  accepted: 'Crise ouverte',
  dismissed: 'Écartée',
  expired: 'Expirée',
  cancelled: 'Levée par l’émetteur',
};

const signatures: Record<SignatureState, string> = {
  none: 'Sans signature',
  valid: 'Signature vérifiée',
  invalid: 'Signature fausse',
  unverified: 'Signature non reconnue',
};

export const fr = {
  nav: 'Alertes',
  title: 'Alertes officielles',
  lead: 'Les alertes reçues proposent une mobilisation. C’est vous qui décidez : ouvrir une crise, ou écarter.',
  levels,
  hazards,
  states,
  signatures,
  signatureHelp: {
    none: 'L’émetteur ne signe pas ses messages, ce qui est courant.',
    valid:
      'Le contenu est intact depuis sa signature par un signataire que cette installation reconnaît.',
    invalid: 'Le contenu a été modifié après signature. Ce message ne propose rien.',
    unverified:
      'Le message porte une signature, mais pas celle d’un signataire que cette installation reconnaît.',
  } satisfies Record<SignatureState, string>,
  signedBy: (name: string) => `Signé par ${name}.`,
  notes: {
    end_assumed: 'L’émetteur ne donne pas de fin : durée habituelle retenue.',
    coordinates_turned: 'Coordonnées reçues à l’envers et remises à l’endroit.',
    severity_minor:
      'L’émetteur ne donne pas de couleur, et une gravité mineure : gêne possible, sans danger attendu. Rien n’est proposé.',
    severity_unknown:
      'L’émetteur ne dit pas la gravité : le jaune est notre prudence, pas son avis. Lisez son texte avant de décider.',
    left_feed:
      'N’est plus dans le flux qui l’annonçait, sans avoir été annulée : vérifiez auprès de l’émetteur.',
  } as Record<string, string>,
  heading: (level: string, hazard: string) => `Vigilance ${level.toLowerCase()}, ${hazard}`,
  list: {
    caption: 'Propositions à décider',
    mapTitle: 'Départements dont l’alerte attend une décision',
    mapValue: 'Niveau',
    department: 'Département',
    alert: 'Alerte',
    sender: 'Émetteur',
    signature: 'Signature',
    begins: 'Début',
    ends: 'Fin',
    state: 'État',
    count: (n: number) =>
      n > 1 ? `${n} propositions attendent une décision` : `${n} proposition attend une décision`,
    empty: 'Aucune alerte n’attend de décision',
    emptyText:
      'Quand un service officiel alerte un de vos départements, sa proposition apparaît ici et vous recevez un message.',
    waiting: 'À décider',
    all: 'Toutes',
    messages: 'Messages reçus',
    feeds: 'Flux',
    exercise: 'EXERCICE',
    upload: 'Déposer un fichier d’alerte',
  },
  record: {
    level: 'Niveau',
    hazard: 'Danger',
    department: 'Département',
    period: 'Période',
    ends: 'Se termine',
    from: 'Du',
    to: 'au',
    sender: 'Émetteur',
    signature: 'Signature',
    text: 'Texte de l’émetteur',
    state: 'État',
    notes: 'À savoir',
    history: 'Historique',
    message: 'Lire le message',
    dismissedBecause: 'Écartée parce que',
    openedCrisis: 'Voir la crise',
    decide: 'Décider',
    open: 'Ouvrir une crise',
    openHelp: 'La crise s’ouvre pour les départements cochés. Personne n’est encore appelé.',
    openExercise: 'Ouvrir un exercice',
    crisisTitle: 'Nom de la crise',
    departments: 'Départements concernés',
    dismiss: 'Écarter',
    dismissReason: 'Pourquoi écarter cette alerte ?',
    dismissHelp: 'Votre raison reste dans l’historique.',
    onlyDepartment: 'La décision revient aux responsables du département.',
  },
  message: {
    next: 'Voir les propositions à décider',
    title: 'Message reçu',
    listTitle: 'Messages reçus',
    received: 'Reçu',
    source: 'Arrivé par',
    outcome: 'Résultat',
    alerts: 'Ce que dit le message',
    raw: 'Le message tel qu’il est arrivé',
    rawCut: (shown: number) => `Les ${shown} premiers caractères.`,
    download: 'Télécharger le fichier d’origine',
    identifier: 'Identifiant',
    sent: 'Envoyé',
    decision: 'Ce qui en a été fait',
    none: 'Aucun message reçu pour le moment',
    noneText: 'Déposez un fichier d’alerte, ou raccordez un flux par l’interface de programmation.',
    sources: { upload: 'dépôt', api: 'interface', feed: 'flux', demo: 'démonstration' },
    outcomes: { alert: 'Alerte lue', feed: 'Flux lu', refused: 'Refusé' },
    place: (line: number | string, column: number | string) => `ligne ${line}, colonne ${column}`,
  },
  actions: {
    propose: 'Proposée',
    update: 'Proposition mise à jour',
    merge: 'Rattachée à une proposition',
    cancel: 'Proposition levée',
    exercise: 'Exercice',
    ignore: 'Sans suite',
    refuse: 'Refusée',
  },
  events: {
    propose: 'Proposée',
    raise: 'Niveau relevé',
    change: 'Modifiée par l’émetteur',
    note: 'Confirmée par l’émetteur',
    cancel: 'Levée par l’émetteur',
    expire: 'Arrivée à son terme',
    accept: 'Crise ouverte',
    dismiss: 'Écartée',
  },
  reasons: frReasons,
  feeds: frFeeds,
  upload: {
    title: 'Déposer un fichier d’alerte',
    help: 'Le fichier est lu comme une alerte reçue. S’il annonce un danger dans vos départements, une proposition attendra votre décision : rien n’est envoyé à personne.',
    lead: 'Message au format CAP (fichier .xml ou .cap), flux Atom ou RSS, ou fichier JSON de MeteoAlarm. 8 Mo au plus.',
    file: 'Fichier',
    send: 'Déposer',
    errors: {
      file_missing: 'Choisissez le fichier d’alerte.',
      file_too_large: 'Le fichier dépasse 8 Mo.',
    } as Record<string, string>,
    repeated: 'Ce fichier avait déjà été reçu : rien n’a été fait une seconde fois.',
    accepted: 'Fichier reçu et lu.',
    refused: 'Fichier gardé, mais il ne peut pas être lu.',
  },
  errors: {
    title_missing: 'Donnez un nom à la crise.',
    title_too_long: 'Le nom dépasse 150 caractères.',
    departments_missing: 'Cochez au moins un département.',
    reason_missing: 'Écrivez pourquoi vous écartez cette alerte.',
    reason_too_long: 'La raison dépasse 1 000 caractères.',
    already_decided: 'Cette alerte a déjà été décidée ou n’est plus en cours.',
    out_of_territory: 'Un des départements n’est pas dans votre territoire.',
    zone_unknown: 'Un des départements n’est pas connu.',
  } as Record<string, string>,
  errorTitle: 'La décision n’a pas été enregistrée',
  email: {
    line: (level: string, hazard: string, department: string, news: 'new' | 'raised') =>
      `Vigilance ${level.toLowerCase()} ${hazard}, ${department}${news === 'raised' ? ' (niveau relevé)' : ''}`,
    subject: (first: string, others: number, exercise: boolean) =>
      `${exercise ? 'EXERCICE : ' : ''}${first}${others > 0 ? ` et ${others} autre${others > 1 ? 's' : ''}` : ''}`,
    text: (lines: readonly string[], url: string, exercise: boolean) =>
      `${exercise ? 'EXERCICE : ceci n’est pas une alerte réelle.\n\n' : ''}Une alerte officielle attend votre décision :\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\nOuvrir une crise ou écarter :\n${url}\n`,
  },
  todo: (n: number) => (n > 1 ? `${n} alertes à décider` : `${n} alerte à décider`),
};
