import type { fr, InformationPage, Installation } from './information-fr.ts';

const contactOf = (site: Installation) =>
  site.contact
    ? `Write to ${site.contact}.`
    : 'The administrators of this site have not given a contact address yet.';

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
        paragraphs: ['Only what you give:'],
        items: [
          'your name, date of birth and town, never your address nor your position;',
          'your e-mail and telephone, to reach you;',
          'your skills, certificates, equipment and free time, to call you only if you fit;',
          'the answers you give to calls.',
        ],
      },
      {
        title: 'Who sees it',
        paragraphs: [
          'Those in charge of a crisis see the volunteers of their territory. Each time an officer opens a record, it is written in a log.',
          'No association sees your record unless you agree.',
        ],
      },
      {
        title: 'What you consent to',
        paragraphs: [
          'Being called in a crisis, receiving missions, receiving news: three separate choices that you may withdraw at any time, each with its date.',
        ],
      },
      {
        title: 'For how long',
        paragraphs: [
          'Once a year you are asked whether you are still there. Without an answer for twelve months your record becomes dormant and you are no longer called. It is erased later, after three years without activity, unless the administrators of the site have chosen a shorter time.',
        ],
      },
      {
        title: 'Your rights',
        paragraphs: [
          `From your profile you may read everything again, correct it, take it away in a file and erase it. For anything else: ${contactOf(site)}`,
          'You may also complain to the French data protection authority.',
        ],
        link: { href: 'https://www.cnil.fr/en/plaintes', text: 'Complain to the CNIL' },
      },
      {
        title: 'Cookies',
        paragraphs: [
          'Three at most, all necessary: your session when you are signed in, the protection of forms, and the language you chose. No audience measurement, no advertising, no outside service.',
        ],
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
