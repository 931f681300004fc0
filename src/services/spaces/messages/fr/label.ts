import { plural } from '#platform/i18n/index.ts';
import type { CriterionId, Gap } from '../../domain/criteria.ts';
import type { ApplicationState, LabelEvent } from '../../domain/label.ts';

interface Question {
  readonly label: string;
  readonly hint: string;
  readonly evidence?: string;
}

const questions: Readonly<Record<CriterionId, Question>> = {
  project: {
    label: 'Votre projet : pour qui, pour quoi faire ?',
    hint: 'Quelques phrases : le quartier, les personnes que vous accueillez, ce que vous voulez changer',
  },
  free: {
    label: 'L’accès et l’aide sont-ils gratuits ?',
    hint: 'Une adhésion obligatoire n’est pas la gratuité. Les impressions peuvent être payantes.',
  },
  open_to_all: {
    label: 'Tout le monde est-il accueilli, sans distinction ?',
    hint: 'Sans condition d’adresse, d’origine, de papiers ou de situation',
  },
  independent: {
    label: 'L’espace est-il indépendant de toute influence religieuse, politique ou commerciale ?',
    hint: 'Ni tracts, ni publicité, ni données remises à d’autres',
  },
  no_vendor: {
    label: 'Les outils sont-ils présentés sans favoriser une marque ?',
    hint: 'Au moins un logiciel libre est montré à côté des autres. Une remise d’un éditeur n’est jamais une condition.',
  },
  trained_people: {
    label: 'Combien d’animateurs formés ?',
    hint: 'Au moins un. Formation à l’accueil, à la pédagogie ou à l’aide aux démarches.',
    evidence: 'Une attestation de formation',
  },
  posts: {
    label: 'Combien d’ordinateurs pour le public ?',
    hint: 'Au moins un, que l’on peut réserver par créneaux de 45 minutes',
    evidence: 'Une photo ou un inventaire',
  },
  hours: {
    label: 'Combien d’heures d’ouverture par semaine ?',
    hint: 'Au moins 6, dans une semaine ordinaire',
  },
  accessible: {
    label: 'Comment une personne handicapée vient-elle et travaille-t-elle ici ?',
    hint: 'Ce qui marche aujourd’hui, et ce que vous ferez ensuite, avec une date',
  },
  privacy: {
    label: 'Les traces de chaque visiteur sont-elles effacées après lui ?',
    hint: 'Session vidée entre deux personnes ; aucun mot de passe gardé par l’équipe',
  },
  minors: {
    label: 'Les mineurs sont-ils accueillis avec le moins de données possible ?',
    hint: 'Ni pièce d’identité, ni adresse ; une tranche d’âge suffit',
  },
  confidential: {
    label: 'Y a-t-il un coin où parler sans être entendu ?',
    hint: 'Ce n’est pas obligatoire',
  },
  insurance: {
    label: 'L’espace est-il assuré pour accueillir du public ?',
    hint: 'Responsabilité civile',
    evidence: 'L’attestation d’assurance de l’année',
  },
  evaluation: {
    label: 'Acceptez-vous le bilan annuel ?',
    hint: 'Des nombres seulement, tirés de l’accueil ; jamais de noms',
  },
};

const gaps: Readonly<Record<Gap, string>> = {
  unanswered: 'Répondez à cette question',
  must_be_yes: 'Le label le demande : un « non » sera discuté avec vous',
  too_few: 'C’est moins que ce que le label demande',
  evidence_missing: 'Joignez la pièce',
};

const states: Readonly<Record<ApplicationState, string>> = {
  draft: 'Brouillon',
  submitted: 'En première lecture',
  changes_asked: 'À compléter',
  second_reading: 'En seconde lecture',
  granted: 'Acceptée',
  refused: 'Refusée',
  withdrawn: 'Retirée',
  appealed: 'En recours',
  upheld: 'Refus confirmé',
};

const events: Readonly<Record<LabelEvent, string>> = {
  grant: 'Label accordé',
  renew: 'Label renouvelé',
  suspend: 'Label suspendu',
  restore: 'Label rétabli',
  expire: 'Label expiré',
  withdraw: 'Label retiré',
};

export const label = {
  title: 'Le label',
  lead: 'Trois ans, après deux lectures par deux personnes différentes. Vous pouvez répondre en plusieurs fois.',
  begin: 'Demander le label',
  beginRenewal: 'Demander le renouvellement',
  none: 'Cet espace n’a pas de label',
  noneHelp: 'Quatorze questions, trois pièces à joindre. Une réponse sous 45 jours.',
  until: (day: string) => `Valable jusqu’au ${day}.`,
  renewFrom: (day: string) => `Le renouvellement se demande à partir du ${day}.`,
  request: 'La demande',
  state: 'Où en est-elle',
  due: 'Réponse attendue avant',
  dueYou: 'À compléter avant',
  yes: 'Oui',
  no: 'Non',
  evidence: 'Pièces jointes',
  add: (what: string) => `${what} : PDF ou photo, 5 Mo au plus`,
  remove: 'Retirer',
  save: 'Enregistrer le brouillon',
  submit: 'Enregistrer et envoyer',
  saved: 'Enregistré. Rien n’est envoyé avant que vous ne l’envoyiez.',
  sent: 'Votre demande est partie. Vous recevrez un courriel à chaque étape.',
  withdraw: 'Retirer la demande',
  note: 'Ce que les relecteurs ont écrit',
  appeal: 'Faire un recours',
  appealHelp:
    'Une troisième personne relira tout. Dites ce qui a été mal compris ou ce qui a changé.',
  appealReason: 'Votre recours',
  appealSend: 'Envoyer le recours',
  history: 'Histoire du label',
  questions,
  gaps,
  states,
  events,
};

export const review = {
  nav: 'Labels à relire',
  title: 'Demandes de label',
  lead: 'Une première lecture donne un avis, une seconde personne décide, un recours va à une troisième.',
  none: 'Aucune demande à relire',
  noneHelp: 'Vous serez prévenu par courriel.',
  what: (n: number) => plural('fr', n, { one: 'demande', other: 'demandes' }),
  todo: (n: number) =>
    plural('fr', n, {
      one: '1 demande de label à relire',
      other: `${n} demandes de label à relire`,
    }),
  space: 'Espace',
  department: 'Dép.',
  kind: 'Demande',
  kinds: { first: 'Premier label', renewal: 'Renouvellement' },
  stage: 'Étape',
  due: 'Avant le',
  yours: 'Déjà lue par vous : une autre personne doit répondre.',
  opinion: 'Avis de la première lecture',
  opinions: { grant: 'Favorable', refuse: 'Défavorable' },
  appeal: 'Recours de l’espace',
  answers: 'Réponses',
  noGap: 'Tout ce que le label demande est là.',
  gaps: 'À regarder',
  files: 'Pièces',
  decide: 'Votre réponse',
  readings: {
    opinion_grant: 'Avis favorable',
    opinion_refuse: 'Avis défavorable',
    ask_changes: 'Demander des compléments',
    grant: 'Accorder le label',
    refuse: 'Refuser',
    uphold: 'Confirmer le refus',
  },
  noteLabel: 'Pourquoi',
  noteHint:
    'Obligatoire sauf pour un accord. L’espace le lira (un avis, seulement l’autre relecteur).',
  send: 'Envoyer',
  labelTitle: 'Agir sur le label',
  labelHelp: 'L’espace est prévenu avec votre raison, et la liste publique change aussitôt.',
  acts: {
    suspend: 'Suspendre le label',
    restore: 'Rétablir le label',
    withdraw: 'Retirer le label',
  },
  done: 'C’est noté. L’espace est prévenu.',
  suspendWhy: 'Raison',
};
