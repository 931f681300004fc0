import type { Channel, Purpose } from '../domain/message.ts';
import type { MessageState } from '../domain/message-state.ts';
import type { SegmentCount } from '../segments.ts';

const unsubscribe: Record<Purpose, string> = {
  sign_in: '',
  account: '',
  crisis: 'Ne plus être appelé en cas de crise à cette adresse :',
  missions: 'Ne plus recevoir les messages sur les missions à cette adresse :',
  newsletter: 'Ne plus recevoir la lettre d’information à cette adresse :',
  alerts: 'Ne plus recevoir d’alertes de recherche à cette adresse :',
};

const channel: Record<Channel, string> = { email: 'E-mail', sms: 'SMS', push: 'Notification' };

const purpose: Record<Purpose, string> = {
  sign_in: 'connexion',
  account: 'compte',
  crisis: 'crise',
  missions: 'missions',
  newsletter: 'lettre d’information',
  alerts: 'alertes',
};

const state: Record<MessageState, string> = {
  waiting: 'en attente',
  sending: 'en cours d’envoi',
  sent: 'envoyé',
  delivered: 'reçu',
  uncertain: 'envoi incertain',
  failed: 'refusé',
  undelivered: 'non reçu',
  cancelled: 'annulé avant l’envoi',
  muted: 'la personne n’en veut pas',
  expired: 'trop tard pour l’envoyer',
  captured: 'retenu ici',
  abandoned: 'abandonné',
};

const outbox = {
  title: 'Messages de la démonstration',
  titleExercise: 'Messages des exercices',
  lead: 'Tout ce que Renfort aurait envoyé, comme la personne l’aurait reçu. Rien ne part : suivez les liens comme si vous étiez elle.',
  leadExercise:
    'Ce que les exercices auraient envoyé, comme la personne l’aurait reçu. Rien n’est parti.',
  channels: 'Voie',
  purposes: 'Sujet',
  all: 'Tous',
  recipient: 'Adresse e-mail ou numéro',
  search: 'Chercher',
  count: (n: number): string => (n > 1 ? 'messages, les plus récents d’abord' : 'message'),
  emptyTitle: 'Aucun message',
  empty:
    'Demandez un code de connexion, inscrivez-vous ou lancez un appel : les messages arriveront ici.',
  emptyFiltered: 'Aucun message ne répond à ces choix.',
  showAll: 'Voir tous les messages',
  exercise: 'Exercice',
  devices: 'les appareils de la personne',
  segments: ({ segments, encoding, characters, offending }: SegmentCount) =>
    `${characters} caractères, ${segments} SMS facturé${segments > 1 ? 's' : ''} (${encoding})` +
    (offending.length > 0 ? ` : à cause de ${offending.join(' ')}` : ''),
  answer: 'Répondre à la place de cette personne',
  answerTitle: (number: string) => `Le téléphone ${number}`,
  answerLabel: 'Votre SMS',
  answerHint: 'Par exemple A1 pour oui, A2 pour non, ou STOP.',
  send: 'Envoyer ce SMS',
  group: 'Messages d’un appel',
  allGroups: 'Tous les messages',
  show: 'Afficher',
  answered: 'SMS reçu. La réponse de Renfort est ci-dessous.',
  answerMissing: 'Écrivez le texte du SMS, 500 caractères au plus.',
};

const operations = {
  navigation: 'Messages',
  title: 'Messages envoyés',
  lead: 'Ce que Renfort envoie, ce qui n’est pas arrivé et pourquoi. Les adresses sont masquées et les textes ne sont pas montrés.',
  counts: (days: number) => `Messages des ${days} derniers jours`,
  state: 'État',
  states: 'État',
  trouble: 'À regarder',
  choose: 'Choisir',
  chooseThis: (to: string) => `Choisir le message à ${to}`,
  at: 'Écrit le',
  to: 'À',
  cause: 'Cause',
  erased: 'effacé',
  tries: (n: number) => `${n} essai${n > 1 ? 's' : ''}`,
  retry: 'Réessayer les messages choisis',
  giveUp: 'Y renoncer',
  uncertainWarning:
    'Un message « envoi incertain » est peut-être déjà arrivé : réessayer peut l’envoyer une seconde fois.',
  chooseFirst: 'Choisissez au moins un message dans la liste.',
  retried: (n: number) => (n > 1 ? `${n} messages repartent.` : `${n} message repart.`),
  givenUp: (n: number) =>
    n > 1 ? `${n} messages sont abandonnés.` : `${n} message est abandonné.`,
  left: (n: number) =>
    n > 1
      ? `${n} messages n’ont pas changé : effacés, trop tardifs, ou déjà décidés par quelqu’un d’autre.`
      : '1 message n’a pas changé : effacé, trop tardif, ou déjà décidé par quelqu’un d’autre.',
  noTroubleTitle: 'Rien à regarder',
  noTrouble: 'Aucun message refusé, incertain ou non reçu.',
  causes: {
    timeout: 'pas de réponse à temps',
    worker_died: 'le programme s’est arrêté pendant l’envoi',
    no_subscription: 'plus aucun appareil abonné',
    EPRIVATE: 'adresse de notification interdite',
    quiet_hours: 'attend la fin des heures calmes',
  } as Readonly<Record<string, string>>,
};

const quiet = {
  title: 'Heures calmes',
  lead: 'Les heures où Renfort laisse les gens dormir, à l’heure de chez eux.',
  meaningTitle: 'Ce que cela veut dire',
  waits:
    'Un message écrit pendant les heures calmes attend leur fin, puis part. Ceux-ci n’attendent jamais :',
  ignores: [
    'les codes de connexion, les messages sur un compte et les réponses à un SMS reçu ;',
    'les appels de crise lancés avec « Urgence vitale : appeler aussi la nuit » ;',
    'une place qui se libère et qu’il faut confirmer vite ;',
    'les alertes officielles, pour les personnes d’astreinte.',
  ],
  expires: 'Un appel qui attend encore quand son délai est passé ne part pas.',
  caption: 'Heures calmes aujourd’hui',
  place: 'Où',
  everywhere: 'Tout le pays',
  quietFrom: 'Heures calmes',
  origin: 'D’où vient la règle',
  act: 'Revenir en arrière',
  never: 'jamais',
  hours: (from: string, until: string) => `de ${from} à ${until}`,
  decided: 'décidée ici',
  setting: 'réglage de l’installation',
  asNational: 'comme tout le pays',
  backToSetting: 'Reprendre le réglage',
  backToNational: 'Comme tout le pays',
  changeTitle: 'Changer les heures',
  from: 'Début',
  until: 'Fin',
  untilHint: 'Plus tôt que le début : le lendemain matin. La même heure : jamais calme.',
  save: 'Enregistrer',
  saved: 'C’est enregistré. Les messages en attente suivent déjà ces heures.',
  errors: {
    time_invalid: 'Donnez une heure, comme 21:00.',
    place_unknown: 'Choisissez un territoire dans la liste.',
  } as Readonly<Record<string, string>>,
};

const stop = {
  exercise: '[Exercice] ',
  stop: "C'est noté : Renfort n'enverra plus de SMS à ce numéro. Pour en recevoir à nouveau, répondez START.",
  start: 'Renfort peut à nouveau envoyer des SMS à ce numéro. Pour arrêter, répondez STOP.',
};

const unsubscribePage = {
  title: 'Ne plus recevoir ces messages',
  about: {
    sign_in: '',
    account: '',
    crisis: 'Vous ne serez plus appelé en cas de crise à cette adresse.',
    missions: 'Vous ne recevrez plus de messages sur les missions à cette adresse.',
    newsletter: 'Vous ne recevrez plus la lettre d’information à cette adresse.',
    alerts: 'Vous ne recevrez plus d’alertes à cette adresse.',
  } satisfies Record<Purpose, string> as Record<Purpose, string>,
  confirm: 'Confirmer',
  doneTitle: 'C’est fait',
  undo: 'Vous avez changé d’avis ?',
  undoButton: 'Recevoir à nouveau ces messages',
  wrongTitle: 'Ce lien ne fonctionne pas',
  wrong: 'Il est incomplet ou a été modifié. Ouvrez-le depuis le dernier message reçu.',
};

const push = {
  title: 'Notifications sur mes appareils',
  lead: 'En plus des SMS et des e-mails, les appels de crise peuvent s’afficher sur ce téléphone ou cet ordinateur, même quand Renfort n’est pas ouvert.',
  needs:
    'Pour ajouter cet appareil, il faut un navigateur récent, avec JavaScript. Les SMS et les e-mails arrivent sans cela.',
  add: 'Recevoir les notifications sur cet appareil',
  remove: 'Ne plus notifier',
  unknown: 'Appareil',
  since: 'depuis le',
  thisDevice: 'cet appareil',
  on: 'C’est fait : les appels de crise s’afficheront sur cet appareil.',
  off: 'C’est fait : cet appareil ne recevra plus de notifications.',
  refused:
    'Ce navigateur a donné une adresse que nous ne pouvons pas utiliser. Essayez avec un autre navigateur.',
  states: {
    unsupported:
      'Ce navigateur ne sait pas recevoir de notifications ici. Sur iPhone, ajoutez d’abord Renfort à l’écran d’accueil.',
    denied:
      'Ce navigateur refuse les notifications de Renfort. Autorisez-les dans ses réglages pour ce site, puis rechargez cette page.',
    failed:
      'Ce navigateur n’a pas pu s’abonner aux notifications. Réessayez, ou essayez avec un autre navigateur.',
    asking: 'Votre navigateur demande votre accord.',
    here: 'Cet appareil reçoit les notifications.',
  },
};

export const fr = {
  keeps: (days: number): readonly string[] => [
    `Les messages : leur texte et l’adresse ou le numéro où ils sont partis sont effacés après ${days} jours. Il reste qu’un message est parti, et quand.`,
  ],
  push,
  operations,
  quiet,
  unsubscribe,
  unsubscribePage,
  stop,
  channel,
  purpose,
  state,
  outbox,
};
