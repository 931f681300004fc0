import { localDate } from '#platform/kernel/dates.ts';
import type { bans as fr } from '../fr/bans.ts';

export const bans: typeof fr = {
  title: 'Suspensions',
  lead: 'A suspension has a reason, an end, and can be contested. Somebody else than you looks at the appeal.',
  none: 'No suspension',
  newTitle: 'Suspend an account',
  newAssociation: (name) => `Suspend ${name}`,
  newAssociationHelp: 'The association will no longer be able to publish missions.',
  suspend: 'Suspend this association',
  email: 'E-mail address of the account',
  emailHint: 'This account will no longer be able to publish or apply',
  reason: 'Reason',
  reasons: {
    advertising: 'Advertising or canvassing',
    money: 'Requests for money',
    discriminates: 'Discriminating words or criteria',
    unsafe: 'Putting people in danger',
    harasses: 'Harassment',
    other: 'Another reason',
  },
  note: 'What happened',
  noteHint: 'The person or association will read these words as they are',
  days: 'For how long',
  dayCount: (n) => `${n} days`,
  button: 'Suspend',
  who: 'Who',
  account: 'An account',
  until: 'Until',
  state: 'State',
  states: { in_force: 'In force', appealed: 'Contested', upheld: 'Confirmed', lifted: 'Lifted' },
  over: 'Over',
  pageTitle: 'Suspension',
  publishingStopped: 'You cannot publish missions for now.',
  applyingStopped: 'You cannot apply for now.',
  see: 'See why, and contest',
  appeal: 'Contest',
  appealLabel: 'Why this suspension is a mistake',
  appealed: 'Your appeal',
  answer: 'Answer',
  uphold: 'Confirm',
  lift: 'Lift the suspension',
  mail: ({ state, isAssociation, until, reason, note, link }) => ({
    subject:
      state === 'lifted'
        ? 'Your suspension is lifted'
        : state === 'upheld'
          ? 'Your suspension is confirmed'
          : 'Your access to missions is suspended',
    text: [
      'Hello,',
      state === 'lifted'
        ? 'The suspension is lifted: you can publish and apply again.'
        : isAssociation
          ? `Your association cannot publish missions until ${localDate(until)}. Reason: ${reason}.`
          : `You cannot publish or apply until ${localDate(until)}. Reason: ${reason}.`,
      ...(note ? [note] : []),
      state === 'in_force' ? `Read the decision and contest it:\n${link}` : link,
    ].join('\n\n'),
  }),
};
