import { localDate } from '#platform/kernel/dates.ts';
import type { BanReason, BanState } from '../../domain/bans.ts';

interface BanFacts {
  readonly state: BanState;
  readonly isAssociation: boolean;
  readonly until: Date;
  readonly reason: string;
  readonly note: string;
  readonly link: string;
}

const day = (at: Date) => localDate(at).split('-').reverse().join('/');

export const bans = {
  title: 'Suspensions',
  lead: 'Une suspension a une raison, une fin, et peut être contestée. Une autre personne que vous examine le recours.',
  none: 'Aucune suspension',
  newTitle: 'Suspendre un compte',
  newAssociation: (name: string) => `Suspendre ${name}`,
  newAssociationHelp: 'L’association ne pourra plus publier de mission.',
  suspend: 'Suspendre cette association',
  email: 'Adresse électronique du compte',
  emailHint: 'Ce compte ne pourra plus publier ni candidater',
  reason: 'Raison',
  reasons: {
    advertising: 'Publicité ou démarchage',
    money: 'Demandes d’argent',
    discriminates: 'Propos ou critères discriminatoires',
    unsafe: 'Mise en danger',
    harasses: 'Harcèlement',
    other: 'Autre raison',
  } satisfies Record<BanReason, string>,
  note: 'Ce qui s’est passé',
  noteHint: 'La personne ou l’association lira ces mots tels quels',
  days: 'Pour combien de temps',
  dayCount: (n: number) => `${n} jours`,
  button: 'Suspendre',
  who: 'Qui',
  account: 'Un compte',
  until: 'Jusqu’au',
  state: 'État',
  states: {
    in_force: 'En cours',
    appealed: 'Contestée',
    upheld: 'Confirmée',
    lifted: 'Levée',
  } satisfies Record<BanState, string>,
  over: 'Terminée',
  pageTitle: 'Suspension',
  publishingStopped: 'Vous ne pouvez pas publier de mission pour l’instant.',
  applyingStopped: 'Vous ne pouvez pas candidater pour l’instant.',
  see: 'Voir pourquoi, et contester',
  appeal: 'Contester',
  appealLabel: 'Pourquoi cette suspension est une erreur',
  appealed: 'Votre recours',
  answer: 'Réponse',
  uphold: 'Confirmer',
  lift: 'Lever la suspension',
  mail: ({ state, isAssociation, until, reason, note, link }: BanFacts) => ({
    subject:
      state === 'lifted'
        ? 'Votre suspension est levée'
        : state === 'upheld'
          ? 'Votre suspension est confirmée'
          : 'Votre accès aux missions est suspendu',
    text: [
      'Bonjour,',
      state === 'lifted'
        ? 'La suspension est levée : vous pouvez de nouveau publier et candidater.'
        : isAssociation
          ? `Votre association ne peut plus publier de mission jusqu’au ${day(until)}. Raison : ${reason}.`
          : `Vous ne pouvez plus publier ni candidater jusqu’au ${day(until)}. Raison : ${reason}.`,
      ...(note ? [note] : []),
      state === 'in_force' ? `Lire la décision et la contester :\n${link}` : link,
    ].join('\n\n'),
  }),
};
