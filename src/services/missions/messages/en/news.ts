import { plural } from '#platform/i18n/index.ts';
import type { news as fr } from '../fr/news.ts';

export const news: typeof fr = {
  title: 'What I receive',
  lead: 'Choose how often we write to you. No mission is announced to you twice.',
  keep: 'Write to me when a mission answers this search',
  keepButton: 'Keep this search',
  keepSignIn: 'Sign in to keep this search',
  manage: 'My kept searches',
  rhythm: 'How often?',
  rhythms: {
    at_once: 'As soon as a mission appears',
    daily: 'Every morning',
    weekly: 'Every Monday morning',
    never: 'No longer write to me',
  },
  rhythmOf: (name) => `How often: ${name}`,
  saved: 'Noted. We write only when there is something new.',
  change: 'Save',
  forget: 'Forget this search',
  forgetOf: (name) => `Forget: ${name}`,
  see: 'See the missions',
  fitting: 'Missions that suit me',
  fittingHelp: 'From your skills, your languages, your commune and the time you have.',
  searches: 'My searches',
  none: 'You have kept no search. Make one, then “Keep this search” below the results.',
  everything: 'All missions',
  around: (place, km) => `within ${km} km of ${place}`,
  atMost: (hours) => `${hours} h at most`,
  on: (day) => `on ${day}`,
  oneAssociation: 'one association',
  stopTitle: 'No longer receive these messages',
  stopText: (name) => `You will no longer receive: ${name}.`,
  stopButton: 'Stop',
  stopped: 'Done: we will not write about this any more.',
  stopUnknown: 'This link leads nowhere any more: the search was forgotten.',
  nothingFits:
    'No mission suits you for now. We keep you: every Monday morning we write to you if there is one. You can change how often.',
  someFit: (n) =>
    plural('en', n, {
      one: `${n} mission already suits you.`,
      other: `${n} missions already suit you.`,
    }),
  chooseRhythm: 'Choose how often',
  seeFitting: 'See the missions that suit me',
  meanwhile: 'Meanwhile, one can help from home:',
  tooMany: 'You already keep 20 searches: forget one first',
  rhythmMissing: 'Choose how often',
  mail: (facts) => {
    const n = facts.missions.length + facts.more;
    return {
      subject: plural('en', n, {
        one: 'A new mission for you',
        other: `${n} new missions for you`,
      }),
      text: [
        facts.firstName ? `Hello ${facts.firstName},` : 'Hello,',
        facts.search === undefined
          ? 'Here is what should suit you:'
          : `Here is what answers your search (${facts.search}):`,
        ...facts.missions.map(({ title, facts: about, link }) => `${title}\n${about}\n${link}`),
        ...(facts.more > 0
          ? [
              `${plural('en', facts.more, { one: 'And one more', other: `And ${facts.more} more` })}:\n${facts.allLink}`,
            ]
          : []),
        `Change how often:\n${facts.chooseLink}`,
        `No longer receive these messages:\n${facts.stopLink}`,
      ].join('\n\n'),
    };
  },
};
