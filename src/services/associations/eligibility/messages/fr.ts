import type { FactKind, FactSource, Outcome } from '../../domain/eligibility/index.ts';
import type { LifeEvent, LifeState, OwnEvent, ReviewEvent } from '../../domain/eligibility/life.ts';
import type { OwnError, ReviewError } from '../actions.ts';

const states: Readonly<Record<LifeState, string>> = {
  auto_eligible: 'Votre association y a droit',
  auto_excluded: 'Le règlement exclut cette association',
  needs_review: 'Une personne étudie la demande',
  more_information: 'Une précision est demandée',
  eligible: 'Votre association y a droit',
  excluded: 'Le règlement exclut cette association',
  to_admit: 'Un second avis est demandé',
  to_exclude: 'Votre association y a droit, un second avis est demandé',
  appealed: 'Le recours est à l’étude',
  upheld: 'Le refus est confirmé après recours',
  reversed: 'Votre association y a droit, après recours',
  lapsed: 'Demande close, faute de réponse',
  expired: 'La décision est arrivée à son terme',
  revoked: 'La décision ne vaut plus : le registre a changé',
  superseded: 'Une décision plus récente la remplace',
};
/** The same for reviewers. */
const reviewStates: typeof states = {
  ...states,
  auto_eligible: 'Cette association y a droit',
  needs_review: 'À étudier',
  more_information: 'L’association doit répondre',
  eligible: 'Cette association y a droit',
  to_admit: 'Second avis à donner : admettre ?',
  to_exclude: 'Second avis à donner : exclure ?',
  appealed: 'Recours à juger',
  reversed: 'Cette association y a droit, après recours',
};
const outcomes: Readonly<Record<Outcome, string>> = {
  eligible: 'Cette association y a droit',
  excluded: 'Le règlement exclut cette association',
  review: 'À vérifier par une personne',
};
const sources: Readonly<Record<FactSource, string>> = {
  rna_waldec: 'Répertoire national des associations',
  rna_import: 'Ancien répertoire des associations',
  sirene: 'Répertoire SIRENE (INSEE)',
  joafe: 'Journal officiel',
  court_register: 'Registre du tribunal',
  document: 'Document fourni',
  applicant: 'Déclaration de l’association',
};
const kinds: Readonly<Record<FactKind, string>> = {
  number: 'numéro',
  name: 'nom',
  object_text: 'objet',
  nature: 'nature',
  object_code: 'code d’objet',
  object_code_2: 'second code d’objet',
  position: 'position',
  dissolved_on: 'date de dissolution',
  legal_category: 'catégorie juridique',
  naf: 'activité',
  sirene_state: 'état',
  notice: 'annonce',
};
const events: Readonly<Record<LifeEvent | 'request', string>> = {
  request: 'Décision demandée',
  admit: 'Association admise',
  exclude: 'Association exclue',
  ask: 'Précision demandée',
  answer: 'Réponse reçue',
  lapse: 'Close, faute de réponse',
  propose: 'Avis contraire, à confirmer par une autre personne',
  confirm: 'Avis contraire confirmé',
  refuse: 'Avis contraire écarté',
  appeal: 'Recours déposé',
  uphold: 'Refus confirmé',
  reverse: 'Refus annulé',
  renew: 'Nouvelle demande',
  expire: 'Arrivée à son terme',
  revoke: 'Retirée : le registre a changé',
};
const reviewActs: Readonly<Record<ReviewEvent, string>> = {
  admit: 'Admettre l’association',
  exclude: 'Exclure l’association',
  ask: 'Demander une précision',
  propose: 'Proposer la décision contraire (une autre personne devra confirmer)',
  confirm: 'Confirmer l’avis contraire',
  refuse: 'Écarter l’avis contraire',
  uphold: 'Confirmer le refus',
  reverse: 'Annuler le refus et admettre',
};
const ownActs: Readonly<
  Record<OwnEvent, { title: string; label: string; hint: string; send: string }>
> = {
  appeal: {
    title: 'Vous n’êtes pas d’accord ?',
    label: 'Pourquoi cette décision est-elle fausse ?',
    hint: 'Une autre personne relira tout, avec ce que vous écrivez ici. Réponse sous 14 jours.',
    send: 'Déposer un recours',
  },
  answer: {
    title: 'Votre réponse',
    label: 'Répondez à la question ci-dessus',
    hint: 'Sans réponse à la date indiquée, la demande est close ; vous pourrez la refaire.',
    send: 'Envoyer la réponse',
  },
};
const errors: Readonly<Record<OwnError | ReviewError, string>> = {
  not_found: 'Cette décision n’existe pas, ou n’est pas de votre ressort.',
  transition_not_allowed: 'Ce n’est plus possible : la décision a changé entre-temps.',
  note_missing: 'Écrivez vos raisons : l’association les lira.',
  own_request: 'Vous avez fait cette demande : une autre personne doit l’étudier.',
  second_person: 'Vous êtes déjà intervenu : une seconde personne doit décider.',
  other_reviewer: 'Une autre personne est désignée pour ce recours.',
};

export const fr = {
  title: 'Ai-je droit au tarif associatif ?',
  lead: 'Une réponse immédiate, avec ses raisons. Ni site internet ni SIRET ne sont demandés.',
  query: 'Nom ou numéro de l’association',
  queryHint: 'Par exemple : Amis du patrimoine, ou W302001234',
  programme: 'Programme',
  search: 'Chercher',
  results: 'Associations trouvées',
  nothing: 'Aucune association ne correspond',
  nothingHelp: 'Essayez un seul mot du nom, ou le numéro qui commence par W sur le récépissé.',
  checkTitle: 'Droit au programme',
  reasons: 'Les raisons',
  outcomes,
  states,
  reviewStates,
  sources,
  kinds,
  events,
  reviewActs,
  ownActs,
  errors,
  sourceOn: (source: string, kind: string, date: string | null) =>
    date ? `${source}, ${kind}, mis à jour le ${date}` : `${source}, ${kind}`,
  rules: (title: string, version: string) => `Règles : ${title}. Version ${version}.`,
  keep: 'Enregistrer cette décision',
  keepReview: 'Demander l’étude du dossier',
  keepHelp:
    'La décision reste à votre nom ; vous pourrez la contester, et l’utiliser pour une commande.',
  notAssociation: 'Ce n’est pas une association',
  notAssociationHelp: 'Les programmes associatifs ne concernent pas les administrations.',
  until: (date: string) => `Valable jusqu’au ${date}.`,
  due: (date: string) => `Réponse au plus tard le ${date}.`,
  answerDue: (date: string) => `Répondez au plus tard le ${date}.`,
  second: (name: string) => `Le recours est confié à ${name}.`,
  secondNone: 'Le recours est confié à une personne qui n’a pas encore étudié ce dossier.',
  changes: {
    dissolved: 'Le registre dit que l’association est dissoute.',
    gone: 'L’association n’est plus au registre.',
    new_object: 'L’objet ou la nature déclarés ont changé : une nouvelle décision a été prise.',
  },
  renew: 'Demander une nouvelle décision',
  history: 'Ce qui s’est passé',
  review: 'Votre décision',
  act: 'Que décidez-vous ?',
  note: 'Vos raisons',
  noteHint: 'L’association les lira.',
  decide: 'Enregistrer',
  noAct: 'Rien n’est à décider ici pour vous.',
  saved: 'C’est enregistré.',
  queueTitle: 'Décisions à prendre',
  queueNav: 'Droits à vérifier',
  queueLead: 'Les plus urgentes d’abord. Chaque décision a sa date limite.',
  queueEmpty: 'Rien n’attend',
  queueEmptyHelp: 'Les prochaines demandes apparaîtront ici.',
  columns: { name: 'Association', state: 'État', programme: 'Programme', due: 'Au plus tard' },
  todo: (n: number) =>
    n > 1 ? `${n} décisions d’éligibilité à prendre` : '1 décision d’éligibilité à prendre',
  somebody: 'une personne habilitée',
  endingMail: (name: string, day: string, url: string) => ({
    subject: `${name} : le droit se termine le ${day}`,
    text: `Bonjour,\n\nLe droit de « ${name} » se termine le ${day}. Après ce jour, son attestation ne vaut plus et ses commandes sont refusées.\n\nDemandez-le à nouveau dès maintenant, cela prend une minute :\n${url}\n`,
  }),
  mail: (name: string, state: string, url: string) => ({
    subject: `${name} : ${state}`,
    text: `Bonjour,\n\nLa demande pour « ${name} » a changé :\n${state}.\n\nLes raisons, et ce que vous pouvez faire :\n${url}\n`,
  }),
};
