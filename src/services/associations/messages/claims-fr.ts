import type {
  AssociationRole,
  ClaimKind,
  ClaimQuestion,
  ClaimRefusal,
  ClaimState,
  Office,
  Proof,
} from '../domain/claim.ts';
import type { Claim } from '../queries/claims.ts';

const states: Readonly<Record<ClaimState, string>> = {
  letter: 'un code vous est envoyé par courrier',
  owner: 'on demande à la personne qui agit déjà pour l’association',
  review: 'en cours d’examen',
  question: 'une question vous est posée',
  second: 'un second avis est demandé',
  accepted: 'acceptée',
  refused: 'refusée',
  withdrawn: 'retirée',
  expired: 'close faute de réponse',
};

/** The same for anybody but the person who asks. */
const statesForOthers: typeof states = {
  ...states,
  letter: 'un code part par courrier',
  owner: 'attend la réponse d’un dirigeant',
  review: 'à examiner',
  question: 'attend la réponse de la personne',
  second: 'second avis à donner',
};

const kinds: Readonly<Record<ClaimKind, string>> = {
  claim: 'Agir pour cette association',
  join: 'Rejoindre les personnes qui agissent pour elle',
  hand_over: 'Prendre la suite de la personne qui agit pour elle',
};

const proofs: Readonly<Record<Proof, string>> = {
  document: 'Un document',
  domain: 'Mon adresse électronique est celle du site de l’association',
  letter: 'Un code envoyé par courrier au siège',
  invitation: 'Un dirigeant m’a désigné',
};

const roles: Readonly<Record<AssociationRole, string>> = {
  association_owner: 'dirigeant : tout faire, et choisir qui agit',
  association_manager: 'gestionnaire : agir au nom de l’association',
  association_reader: 'lecteur : consulter',
};

const offices: Readonly<Record<Office, string>> = {
  president: 'Président ou présidente',
  treasurer: 'Trésorier ou trésorière',
  secretary: 'Secrétaire',
  other: 'Autre (salarié, membre mandaté)',
};

const refusals: Readonly<Record<ClaimRefusal, string>> = {
  not_officer: 'le document ne montre pas que vous êtes dirigeant ou mandaté',
  document_unreadable: 'le document n’est pas lisible',
  other_association: 'le document concerne une autre association',
  dissolved: 'l’association est dissoute',
  no_answer: 'vous n’avez pas répondu',
};

const questions: Readonly<Record<ClaimQuestion, string>> = {
  minutes: 'Envoyez le compte rendu de l’assemblée qui a élu les dirigeants.',
  register_receipt:
    'Envoyez le récépissé de la préfecture, ou l’extrait du registre du tribunal en Alsace-Moselle.',
  identity: 'Indiquez votre nom tel qu’il figure sur la liste des dirigeants.',
  clearer_copy: 'Envoyez une copie plus lisible de votre document.',
  free: 'Répondez à la question ci-dessous.',
};

const errors = {
  own_role:
    'Vous ne pouvez pas retirer votre propre rôle : demandez-le à une autre personne qui dirige l’association.',
  already_held:
    'Quelqu’un agit déjà pour cette association : demandez à la rejoindre ou à prendre la suite.',
  not_held:
    'Personne n’agit encore pour cette association : choisissez « Agir pour cette association ».',
  document_missing: 'Joignez un document qui montre que vous êtes dirigeant.',
  domain_differs:
    'Votre adresse électronique n’est pas celle du site que connaît le registre : choisissez un document ou le courrier.',
  address_unknown: 'Le registre ne donne pas l’adresse du siège : choisissez un document.',
  not_invited: 'Aucun dirigeant n’a désigné votre adresse : choisissez une autre preuve.',
  already_open: 'Vous avez déjà une demande en cours pour cette association.',
  already_yours: 'Vous agissez déjà pour cette association.',
  email_wrong: 'Une des adresses électroniques n’est pas écrite correctement.',
  not_found: 'Cette demande n’existe pas, ou n’est pas pour vous.',
  file_empty: 'Le document est vide.',
  file_too_large: 'Le document dépasse 8 Mo.',
  file_type_refused: 'Le document doit être un PDF, une photo JPEG ou PNG.',
  storage_full: 'Le document n’a pas pu être gardé. Réessayez dans un moment.',
  file_missing: 'Choisissez un document.',
  choice_missing: 'Choisissez une réponse.',
  code_wrong: 'Ce n’est pas le code de la lettre : vérifiez chaque lettre et chaque chiffre.',
  code_locked: 'Trop d’essais : demandez une nouvelle lettre, ou joignez un document.',
  answer_missing: 'Écrivez une réponse ou joignez un document.',
  not_ending: 'Votre mandat ne se prolonge que dans son dernier mois.',
  transition_not_allowed: 'La demande a changé entre-temps : voici où elle en est.',
  own_claim: 'Vous ne pouvez pas décider de votre propre demande.',
  same_reviewer: 'Vous avez proposé cette décision : une autre personne doit la confirmer.',
  second_reviewer_needed:
    'Sans document, ou contre l’avis d’un dirigeant, il faut deux personnes : proposez une décision avec ses raisons.',
  text_missing: 'Écrivez un texte.',
  text_too_long: '2 000 caractères au plus : raccourcissez le texte.',
} as const;

export const fr = {
  states,
  statesForOthers,
  kinds,
  proofs,
  roles,
  offices,
  refusals,
  questions,
  errors: errors as Readonly<Record<keyof typeof errors, string>>,
  navigation: 'Mes associations',
  reviewNavigation: 'Demandes d’associations',
  errorTitle: 'À corriger',
  actForIt: 'Agir pour cette association',
  askTitle: (name: string) => `Agir pour ${name}`,
  askLead:
    'Pour agir en son nom, montrez que l’association vous en a chargé. Une personne peut agir pour plusieurs associations.',
  kindLegend: 'Que voulez-vous faire ?',
  proofLegend: 'Comment le montrer ?',
  proofHints: {
    document: 'Liste des dirigeants, compte rendu d’assemblée, récépissé : réponse en 7 jours',
    domain: 'Réponse immédiate',
    letter: 'Une semaine environ',
    invitation: 'Réponse immédiate',
  } as Readonly<Record<Proof, string>>,
  officeLegend: 'Votre fonction',
  roleLegend: 'Votre rôle',
  file: 'Document',
  fileHint: 'PDF, JPEG ou PNG, 8 Mo au plus',
  message: 'Un mot pour qui lira la demande',
  contactEmail: 'Adresse électronique de l’association',
  contactHint: 'Elle recevra aussi les rappels ; facultatif',
  secondEmail: 'Adresse d’un second dirigeant',
  secondHint: 'Il ou elle pourra agir sans nouvelle demande ; facultatif',
  send: 'Envoyer la demande',
  peopleTitle: (name: string) => `Qui agit pour ${name}`,
  peopleLead: 'Retirer un rôle prend effet aussitôt ; la personne en est prévenue par e-mail.',
  peopleOf: 'Qui agit pour vos associations',
  until: 'jusqu’au',
  yourself: 'c’est vous',
  remove: 'Retirer',
  removeHidden: (email: string) => `le rôle de ${email}`,
  removed: 'Le rôle est retiré. Un e-mail a été envoyé à cette personne.',
  mineTitle: 'Mes associations',
  mineLead: 'Les associations pour lesquelles vous agissez, et vos demandes.',
  mineNone: 'Vous n’agissez pour aucune association',
  mineNoneHelp:
    'Cherchez la vôtre dans le registre, puis choisissez « Agir pour cette association ».',
  find: 'Chercher une association',
  waitingForYou: 'Demandes qui attendent votre réponse',
  ownClaims: 'Vos demandes',
  association: 'Association',
  state: 'État',
  due: 'Échéance',
  askedOn: 'Demandée le',
  claimTitle: (name: string) => `Votre demande pour ${name}`,
  validUntil: (date: string) => `Vous agissez pour elle jusqu’au ${date}.`,
  refusedBecause: (reason: string) => `Raison : ${reason}. Vous pouvez faire une nouvelle demande.`,
  code: 'Code de la lettre',
  codeHint: '10 lettres et chiffres ; les espaces ne comptent pas',
  giveCode: 'Donner le code',
  noLetter: 'La lettre n’arrive pas ?',
  giveDocument: 'Joindre un document à la place',
  answer: 'Votre réponse',
  sendAnswer: 'Répondre',
  withdraw: 'Retirer la demande',
  renew: 'J’agis toujours pour cette association',
  renewed: 'C’est noté, pour deux ans.',
  ownerTitle: (name: string) => `Une demande pour ${name}`,
  ownerText: {
    claim: 'Quelqu’un demande à agir pour votre association.',
    join: 'Quelqu’un demande à agir avec vous.',
    hand_over:
      'Quelqu’un demande à prendre votre suite, avec un document. Si vous refusez, deux personnes de l’administration examineront la demande.',
  } as Readonly<Record<ClaimKind, string>>,
  ownerLimit: (date: string) => `Sans réponse le ${date}, l’administration examine la demande.`,
  agree: 'Accepter',
  disagree: 'Refuser',
  queueTitle: 'Demandes pour agir au nom d’associations',
  queueLead: 'Les plus urgentes d’abord. Chaque demande reçoit une réponse en 7 jours.',
  queueEmpty: 'Aucune demande n’attend',
  queueEmptyHelp: 'Les nouvelles demandes de votre territoire apparaîtront ici.',
  count: (n: number) => (n > 1 ? `${n} demandes` : `${n} demande`),
  filters: 'Voir',
  filterReview: 'À examiner',
  filterLetters: 'Lettres à envoyer',
  filterWaiting: 'En attente d’une réponse',
  reviewTitle: (name: string) => `Demande : ${name}`,
  person: 'Personne',
  wants: 'Demande',
  proof: 'Preuve',
  office: 'Fonction',
  role: 'Rôle',
  contested: 'Un dirigeant s’y oppose',
  yes: 'oui',
  seeDocument: 'Ouvrir le document',
  seeRecord: 'Fiche de l’association',
  printLetter: 'Imprimer la lettre (PDF)',
  printHint: 'Chaque impression change le code : seule la dernière lettre compte.',
  decision: 'Décision',
  decideAccept: 'Accepter',
  decideRefuse: 'Refuser',
  decideAsk: 'Poser une question',
  decideOverride: 'Proposer d’accepter malgré la règle',
  decideOverrideHint: 'Une seconde personne devra confirmer',
  refusalReason: 'Raison du refus',
  questionChoice: 'Question',
  decisionText: 'Précision, question ou raisons',
  save: 'Enregistrer',
  saved: 'C’est enregistré.',
  overrideProposed: (person: string) => `${person} propose d’accepter malgré la règle`,
  agreeOverride: 'Confirmer : accepter',
  rejectOverride: 'Ne pas confirmer : réexaminer',
  askedBefore: 'Question posée',
  answered: 'Réponse',
  notes: 'Notes internes',
  noNotes: 'Aucune note.',
  note: 'Nouvelle note',
  addNote: 'Ajouter la note',
  notFoundPerson: 'compte supprimé',
  todo: (n: number) =>
    n > 1 ? `${n} demandes d’associations à examiner` : `${n} demande d’association à examiner`,
  letter: {
    title: 'Code pour agir au nom de l’association',
    hello: 'Madame, Monsieur,',
    why: (name: string, date: string) =>
      `Le ${date}, une personne a demandé à agir pour l’association ${name} sur notre plateforme. Si elle est bien chargée de le faire, donnez-lui ce code :`,
    enter: (url: string) => `Elle le saisira sur la page de sa demande : ${url}`,
    unless:
      'Si vous ne connaissez pas cette demande, ne faites rien : sans le code, elle s’éteint.',
    limit: (date: string) => `Le code est valable jusqu’au ${date}.`,
  },
  mail: {
    accepted: (claim: Claim, url: string) => ({
      subject: `Vous agissez pour ${claim.organisationName}`,
      text: `Votre demande est acceptée : vous agissez pour ${claim.organisationName} pendant deux ans.\n\n${url}`,
    }),
    refused: (claim: Claim, url: string) => ({
      subject: `Votre demande pour ${claim.organisationName} est refusée`,
      text: `Raison : ${refusals[claim.refusal ?? 'not_officer']}.\nVous pouvez faire une nouvelle demande avec une autre preuve.\n\n${url}`,
    }),
    asked: (claim: Claim, url: string) => ({
      subject: `Une question sur votre demande pour ${claim.organisationName}`,
      text: `${questions[claim.question ?? 'free']}\n${claim.questionText}\n\nRépondez dans les 30 jours :\n${url}`,
    }),
    ownerAsked: (claim: Claim, url: string) => ({
      subject: `Quelqu’un demande à agir pour ${claim.organisationName}`,
      text: `${kinds[claim.kind]} : cette demande attend votre réponse pendant 15 jours. Sans réponse, l’administration l’examinera.\n\n${url}`,
    }),
    removed: (name: string, url: string) => ({
      subject: `Vous n’agissez plus pour ${name}`,
      text: `Une personne qui dirige ${name} a retiré votre rôle. Si c’est une erreur, parlez-en avec elle, ou faites une nouvelle demande :\n\n${url}`,
    }),
    handedOver: (claim: Claim, url: string) => ({
      subject: `Vous n’agissez plus pour ${claim.organisationName}`,
      text: `Une autre personne a pris la suite. Si c’est une erreur, faites une demande avec un document.\n\n${url}`,
    }),
    expired: (claim: Claim, url: string) => ({
      subject: `Demande close pour ${claim.organisationName}`,
      text: `Sans réponse dans le délai, la demande est close. Une nouvelle demande est possible à tout moment.\n\n${url}`,
    }),
    invited: (name: string, url: string) => ({
      subject: `Agir pour ${name}`,
      text: `Un dirigeant de ${name} vous a désigné comme second dirigeant. Connectez-vous avec cette adresse et choisissez « Un dirigeant m’a désigné » :\n${url}`,
    }),
    reminder: (claim: Claim, days: number, url: string) => ({
      subject: `${claim.organisationName} : il reste ${days} jour${days > 1 ? 's' : ''}`,
      text:
        claim.state === 'accepted'
          ? `Le mandat pour agir au nom de ${claim.organisationName} se termine dans ${days} jour${days > 1 ? 's' : ''}. Pour le prolonger de deux ans :\n${url}`
          : `Une demande attend une réponse (${states[claim.state]}). Il reste ${days} jour${days > 1 ? 's' : ''} :\n${url}`,
    }),
    mandateEnded: (claim: Claim, url: string) => ({
      subject: `Mandat terminé pour ${claim.organisationName}`,
      text: `Le mandat pour agir au nom de ${claim.organisationName} est terminé. Une nouvelle demande est possible à tout moment.\n\n${url}`,
    }),
  },
};
