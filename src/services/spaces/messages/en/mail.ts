import type { LabelAct, Reading } from '../../actions/review.ts';
import type { mail as french } from '../fr/mail.ts';

const HEADS: Readonly<
  Record<Exclude<Reading, 'opinion_grant' | 'opinion_refuse'>, [string, string]>
> = {
  ask_changes: [
    'Your label request needs completing',
    'The readers need something more before they answer.',
  ],
  grant: ['The label is granted', 'Your space is labelled for three years.'],
  refuse: [
    'The label is not granted',
    'You may appeal for two months: a third person will read everything again.',
  ],
  uphold: [
    'The refusal of the label is confirmed',
    'The appeal was read by a third person. You may make a new request.',
  ],
};

const ACTS: Readonly<Record<LabelAct, string>> = {
  suspend: 'The label is suspended',
  restore: 'The label is restored',
  withdraw: 'The label is withdrawn',
};

export const mail: typeof french = {
  toRead: ({ space, link }) => ({
    subject: `A label request to read: ${space}`,
    text: `Hello,\n\nThe space “${space}” waits for a reading.\n\nRequests to read:\n${link}\n`,
  }),
  late: ({ space, link }) => ({
    subject: `A label request is late: ${space}`,
    text: `Hello,\n\nThe answer promised to the space “${space}” is late. It is waiting.\n\nRequests to read:\n${link}\n`,
  }),
  read: (reading, { space, note, link }) => {
    const [subject, text] = HEADS[reading as keyof typeof HEADS];
    const why = note ? `\nWhat was written:\n${note}\n` : '';
    return {
      subject: `${subject}: ${space}`,
      text: `Hello,\n\nSpace “${space}”. ${text}\n${why}\nWhat comes next:\n${link}\n`,
    };
  },
  labelAct: (act, { space, note, link }) => ({
    subject: `${ACTS[act]}: ${space}`,
    text: `Hello,\n\nSpace “${space}”: ${ACTS[act].toLowerCase()}.\n\nReason:\n${note}\n\nYour label page:\n${link}\n`,
  }),
  ends: ({ space, day, link }) => ({
    subject: `The label of “${space}” ends on ${day}`,
    text: `Hello,\n\nThe label of the space “${space}” ends on ${day}. Ask for its renewal: your answers are already there, they only need reading again.\n\n${link}\n`,
  }),
  expired: ({ space, link }) => ({
    subject: `The label of “${space}” has expired`,
    text: `Hello,\n\nThe label of the space “${space}” has expired. The space is no longer in the public list. You may ask for the label again today.\n\n${link}\n`,
  }),
  complete: ({ space, link }) => ({
    subject: `Two weeks left to complete your request: ${space}`,
    text: `Hello,\n\nThe label request of the space “${space}” waits for what was asked. Without it, it will be withdrawn in two weeks; your answers will stay.\n\n${link}\n`,
  }),
  letGo: ({ space, link }) => ({
    subject: `Your label request is withdrawn: ${space}`,
    text: `Hello,\n\nThe label request of the space “${space}” was not completed: it is withdrawn. Your answers are kept for the next one.\n\n${link}\n`,
  }),
  invite: ({ role, space, link }) => ({
    subject: `You are invited: ${role}, ${space}`,
    text: `Hello,\n\nYou are invited as ${role} at the space “${space}”.\n\nTo accept, sign in with this address:\n${link}\n\nWithout an answer, the invitation ends in two weeks.\n`,
  }),
  slotSoon: ({ space, when, post, link }) => ({
    subject: `Your slot at ${space}: ${when}`,
    text: `Hello,\n\nA computer is waiting for you at the space “${space}”: ${when}, computer ${post}.\n\nIf you cannot come, cancel: somebody else will take the place.\n${link}\n`,
  }),
};
