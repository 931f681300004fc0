import {
  type CookieWords,
  cookieLines,
  type fr,
  type InformationPage,
  type Installation,
} from './information-fr.ts';

const contactOf = (site: Installation) =>
  site.contact
    ? `Write to ${site.contact}.`
    : 'The administrators of this site have not given a contact address yet.';

const cookies: CookieWords = {
  what: {
    session: 'your sign-in',
    visit: 'the protection of forms',
    lang: 'the language chosen',
    challenge: 'a request for a code under way',
    ceremony: 'a sign-in under way, by passkey or linked identity',
    test: 'a test begun without an account',
  },
  line: (what, lasts) => `${what}: ${lasts}`,
  days: (n) => `${n} days`,
  minutes: (n) => `${n} minutes`,
  untilClosed: 'until the browser is closed',
};

export const en: typeof fr = {
  about: (site): InformationPage => ({
    title: 'About Renfort',
    lead: 'A free platform for the associations of a country and the people who help them.',
    sections: [
      {
        title: 'What is it for?',
        paragraphs: [
          'Renfort keeps a register of people willing to help, with their skills, certificates and free time.',
          'When a crisis strikes, a prefecture or a town hall describes what it needs. Renfort calls the right people, just enough of them, and stops when it is full.',
        ],
      },
      {
        title: 'What it does not do',
        paragraphs: [
          'Renfort does not replace emergency numbers. In immediate danger, call 112 (in France also 18 or 15).',
        ],
      },
      {
        id: 'source',
        title: 'Free software',
        paragraphs: [
          `You are using version ${site.version}. Renfort is published under the GNU AGPL licence, version 3 or later: anybody may read, install, change and share it. The licence gives you the right to the source code of the version that runs here.`,
          site.sourceUrl
            ? 'The source code is at this address:'
            : `To get it, ask the administrators of this site. ${contactOf(site)}`,
        ],
        ...(site.sourceUrl ? { link: { href: site.sourceUrl, text: site.sourceUrl } } : {}),
      },
    ],
  }),
  accessibility: (site): InformationPage => ({
    title: 'Accessibility statement',
    lead: 'Renfort must serve everybody, by keyboard, by ear or on an old phone.',
    sections: [
      {
        title: 'State of conformity',
        paragraphs: [
          'No full audit by an outside person has been made yet. Under the French reference (RGAA 4) this site is therefore declared not conforming, until that audit.',
          'Pages are built to follow the international rules WCAG 2.2, level AA. Automatic checks go through the types of pages in both languages at every change of the software; they find only part of the possible defects.',
        ],
      },
      {
        title: 'What is meant to hold everywhere',
        paragraphs: [],
        items: [
          'everything works by keyboard, and the place where you are is outlined;',
          'nothing needs JavaScript;',
          'the page fits a screen 320 pixels wide and bears text twice as large;',
          'no information is given by colour alone;',
          'maps and curves come with a table that says the same.',
        ],
      },
      {
        title: 'Report an obstacle',
        paragraphs: [
          `If a page stops you, say so: you will get the answer or the document in another form. ${contactOf(site)}`,
          'Without a satisfying answer you may turn to the French Defender of Rights.',
        ],
        link: { href: 'https://www.defenseurdesdroits.fr/', text: 'Defender of Rights' },
      },
    ],
  }),
  privacy: (site): InformationPage => ({
    title: 'Your data',
    lead: 'What Renfort keeps about you, why, for how long, and how to take it back.',
    sections: [
      {
        title: 'What is kept',
        paragraphs: ['What you give, and what using the site leaves:'],
        items: [
          'your name, date of birth and town, never your address nor your position;',
          'your e-mail, your telephone and, if you agree, what is needed to send notifications to your device;',
          'your skills, your certificates and their documents, your equipment, languages and free time, to call you only if you fit;',
          'the person to warn in case of an accident, or the parent or guardian, if you name them;',
          'the calls made to you, your answers and your places;',
          'the devices on which you are signed in (browser and system), your passkeys and the identities you link;',
          'the messages sent to you.',
        ],
      },
      {
        title: 'A list taken over',
        paragraphs: [
          'An administration may take over a list of volunteers that it already kept. The record says that it comes from a list, and its origin is in your data file.',
        ],
      },
      {
        title: 'Who sees it',
        paragraphs: [
          'Everybody sees only the volunteers of their territory, and only what they need. Each record opened and each document read is written in a log.',
        ],
        items: [
          'Crisis officers: your record, how to reach you and the person to warn, but not your documents.',
          'Those who lead a site: the name and telephone of the people expected there.',
          'Those who verify certificates: your certificates and their documents, but not how to reach you.',
          'The administrators of the site: your record and its history, but neither your documents nor the person to warn.',
          'Associations: nothing for now, and never anything unless you agree.',
        ],
      },
      {
        title: 'What you consent to',
        paragraphs: [
          'Being called in a crisis, receiving missions, receiving news: three separate choices that you may withdraw at any time, each with its date. Before the age of 18, nobody is called in a crisis.',
        ],
      },
      {
        title: 'For how long',
        paragraphs: [],
        items: site.keeps,
      },
      {
        title: 'What stays after an erasure',
        paragraphs: [
          'Figures without a name. The log of readings and the situation log of crises cannot be changed: they do not hold your name, but an identifier that leads to nobody any more. Backups are kept for as long as the administrators of the site decide.',
        ],
      },
      {
        title: 'Your rights',
        paragraphs: [
          `From your volunteer record you may read everything again, correct it, take it away in a file and erase it. Any other request, or the erasure of an account without a record, goes to the administrators of the site. ${contactOf(site)}`,
          'You may also complain to the French data protection authority.',
        ],
        link: { href: 'https://www.cnil.fr/en/plaintes', text: 'Complain to the CNIL' },
      },
      {
        title: 'Cookies and network address',
        paragraphs: [
          'Necessary cookies, and nothing else. No audience measurement, no advertising, no outside service. The address of your network is not kept: a fingerprint of it serves, for a day at most, to slow down abuse.',
        ],
        items: cookieLines(cookies),
      },
    ],
  }),
  legal: (site): InformationPage => ({
    title: 'Legal notice',
    lead: 'Who answers for this site.',
    sections: [
      {
        title: 'Publisher',
        paragraphs: [
          site.operator ?? 'The administrators of this site have not said yet who publishes it.',
          contactOf(site),
        ],
      },
      {
        title: 'Hosting',
        paragraphs: [
          site.host ?? 'The administrators of this site have not said yet who hosts it.',
        ],
      },
      {
        title: 'Data and typefaces reused',
        paragraphs: [
          'Towns and departments: official geographic code of Insee (Licence Ouverte). Positions of towns: GeoNames (CC BY 4.0). Outlines of departments: Natural Earth (public domain). Typeface: Atkinson Hyperlegible Next, Braille Institute (SIL Open Font License). Forms: govuk-frontend (MIT licence).',
        ],
      },
    ],
  }),
};
