import { en as device } from './device/en.ts';
import type { fr } from './fr.ts';

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`);

export const en: typeof fr = {
  ...device,
  nav: 'Site desk',
  list: {
    title: 'Site desk',
    lead: 'Choose your site: arrivals, departures, people on site.',
    none: 'No site for now',
    none_help: 'A site shows here when a mobilisation is open in your territory.',
    exercise: 'EXERCISE',
    here: (n) => `${people(n)} on site`,
  },
  badge: {
    title: 'My badge',
    link: 'See my arrival badge',
    lead: 'Show this square when you arrive and when you leave. It does not hold your name.',
    code: 'Or say this code',
    until: (time) => `Valid until ${time}`,
    alt: 'QR code of the badge',
    print: 'You may print this page.',
    not_yet: 'There is no badge: your place is not confirmed.',
    back: 'Back to my commitment',
    wrong_title: 'Badge refused',
    elsewhere: 'This person is not expected at one of your sites.',
  },
  paper: {
    title: (site) => `Attendance sheet, ${site}`,
    print:
      'Print this page before you leave for the field (Ctrl + P). It serves when devices fail.',
    printed: 'Printed on',
    blank: 'Volunteers not on the list',
    columns: {
      name: 'Name',
      code: 'Code',
      phone: 'Phone',
      in: 'Arrived',
      out: 'Left',
      sign: 'Signature',
    },
  },
  entry: {
    back: 'Back to the desk',
    title: 'Enter a filled sheet',
    lead: 'Copy the times. Leave empty what is not written. What is recorded already is not changed.',
    day: 'Day of the sheet',
    in: 'Arrived',
    out: 'Left',
    save: 'Save',
    saved: (n) => (n === 1 ? '1 time saved.' : `${n} times saved.`),
    wrong: 'Check the marked times: write for example 14:05, and not a time to come.',
    wrong_time: 'Write for example 14:05',
    wrong_day: 'Choose a day',
    hint: 'For example 14:05. A departure smaller than the arrival is of the next day.',
    nobody: 'Nobody on the list of that day.',
  },
  board: {
    title: 'On site',
    here: (n) => `${people(n)} on site`,
    doubtful: (n) => (n === 1 ? '1 presence to check' : `${n} presences to check`),
    desk: 'Site desk',
  },
};
