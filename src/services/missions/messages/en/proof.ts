import type { proof as fr } from '../fr/proof.ts';

export const proof: typeof fr = {
  title: 'Certificate of volunteering',
  says: (association) => `${association} certifies that`,
  gave: (mission) => `volunteered for “${mission}”.`,
  days: 'Days',
  hours: 'Hours',
  purpose:
    'Certificate given to the person at their request, for whatever purpose it may serve: studies, work, citizen engagement account.',
  made: (day) => `Issued on ${day}.`,
  holder: 'Person',
  mission: 'Mission',
  association: 'Association',
  between: (first, last) => `from ${first} to ${last}`,
  description: (mission, association) => `Volunteering for “${mission}”, ${association}.`,
  criteria: (association) => `Hours declared by the person, confirmed by ${association}.`,
  offer:
    'A document to show an employer or a school. Until you ask for it, nobody can check anything about you.',
  given: 'Anybody to whom you give the code can check your certificate.',
  download: 'Download my certificate (PDF)',
  publicPage: (code) => `Verification page ${code}`,
  correct: 'Correct confirmed hours',
  correctHint:
    'The person is told. A certificate already given with the former hours is cancelled: they may ask for a new one.',
  corrected: 'Corrected',
  why: 'Why',
  minutesOf: (day) => `Time on ${day}`,
  yearTitle: (year) => `My hours in ${year}`,
  yearLead: 'Those you declared, and those that associations confirmed.',
  yearNone: (year) => `No hours in ${year}`,
  yearNoneHelp:
    'Declare your hours on the page of your application: the association confirms them.',
  find: 'Find a mission',
  seeYear: 'My hours by year',
  total: 'Confirmed in all',
  most: 'Of which in one association',
  outOf: (minutes, goal) => `${minutes} of ${goal}`,
  cecHint: (year) =>
    `Citizen engagement account: these hours count if you sit on the governing body of the association or lead other volunteers. Declare those of ${year} before 30 June ${year + 1} on your engagement account.`,
  entries: 'Day by day',
  csv: 'Table (CSV)',
  json: 'Data (JSON)',
};
