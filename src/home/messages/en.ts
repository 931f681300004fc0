import type { fr } from './fr.ts';

export const en: typeof fr = {
  title: 'Lend a hand, in the right place, at the right time',
  hero: {
    lead: 'Renfort brings together associations and the people who want to help them, in everyday life and when everything overflows.',
    join: 'Become a volunteer',
    sign_in: 'I already have an account',
  },
  doors: {
    title: 'Where shall we start?',
    soon: 'Being prepared',
    soon_text: 'This part is not open here yet.',
    help: {
      title: 'I want to help',
      text: 'Sign up in two minutes: your town, what you can do, when you are free.',
      go: 'Sign up',
    },
    association: {
      title: 'My association needs help',
      text: 'Describe the hand you need, for an hour or a year, on the spot or from afar.',
      go: 'Describe a need',
    },
    software: {
      title: 'Software for my association',
      text: 'See in seconds whether you are entitled to reserved prices, and compare with free software.',
      go: 'Check my rights',
    },
    learn: {
      title: 'Learn and be certified',
      text: 'Improve your computer skills at your own pace, then have them recognised.',
      go: 'Begin',
    },
  },
  how: {
    title: 'When a crisis strikes',
    lead: 'A flood, a storm, a fire: here is what happens for you.',
    steps: [
      {
        title: 'You are called only if you fit',
        text: 'Your skills, radius, free time and the validity of your certificates are checked before any message.',
      },
      {
        title: 'You answer with one tap',
        text: 'A message says who is calling, for what, where and when. Yes, no, or “call me no more”: one button is enough.',
      },
      {
        title: 'Your place is yours',
        text: 'When it is full, you are told. If you are in reserve, you know your rank.',
      },
    ],
  },
  promises: {
    title: 'What we hold to',
    items: [
      {
        title: 'Your town is enough',
        text: 'We never ask for your address. No association sees your record unless you agree.',
      },
      {
        title: 'Every decision says why',
        text: 'An answer, a refusal, a call: the reasons are written, with their source and date.',
      },
      {
        title: 'You leave when you want',
        text: 'Pause, withdraw, erase: in one place, with nothing to justify.',
      },
    ],
  },
  figures: 'Today',
  today: {
    title: (name) => (name ? `Hello, ${name}` : 'Hello'),
    heading: 'What needs you',
    nothing: 'Nothing is waiting for you',
    nothing_text: 'You are up to date. Whatever needs an answer from you will appear here.',
    places: 'Go to',
    account: 'My account',
    due: 'Before',
  },
};
