import type { statistics as french } from '../fr/statistics.ts';

export const statistics: typeof french = {
  title: 'Figures',
  lead: 'What was counted at the desk, without names.',
  year: 'Year',
  visits: 'visits',
  known: 'known people',
  groups: 'groups',
  daysOpen: 'days with visitors',
  arrived: 'slots used',
  missed: 'slots missed',
  byMonth: 'Visits by month',
  byBand: 'Visits by age',
  byPurpose: 'Visits by reason',
  unsaid: 'Age not said',
  csv: 'Download the yearly evaluation (CSV)',
  csvHelp:
    'For the services of the State. A cell of fewer than five people is empty, and another with it if the total would give it away.',
  definitions: 'What each number means',
  defined: [
    'Visit: one person who came on one day. Somebody known counts once a day; a group counts for the number said at the desk.',
    'Known person: showed their card, wrote the word of the day or booked, and has not erased their visits. Each counts once a year.',
    'Group: a visit noted for more than one person.',
    'Day with visitors: a day with at least one visit.',
    'Slot used: the host said that the person came. Missed: the host said they did not; without an answer, neither.',
  ],
};
