import type { fr } from './fr.ts';

export const en: typeof fr = {
  title: 'Figures of the programme',
  lead: 'What the programme decides, how soon, and what it saves.',
  withheld: 'fewer than 5',
  tooFew: 'too few to be told',
  withheldHelp:
    'What is about fewer than five decisions, orders or associations is not published, nor what would give it away.',
  download: 'Download the figures (CSV)',
  definitions: 'How these figures are counted',
  percent: (n) => `${n}%`,
  days: (n) => `${n} d`,
  decisions: 'decisions asked for',
  savings: 'saved by associations',
  atOnce: 'of decisions given at once',
  review: 'for a decision that a person looks at',
  accept: 'for a distributor to accept',
  deliver: 'to receive everything',
  libre: 'of known uses are libre',
  standing: 'State',
  byStanding: 'Where decisions stand',
  standings: {
    eligible: 'Give the right',
    excluded: 'Do not give the right',
    waiting: 'Wait for a person',
    over: 'Over',
  },
  byReason: 'Reasons that weighed',
  byDepartment: 'By department',
  reason: 'Reason',
  department: 'Department',
  count: 'Decisions',
  quotas: 'Limits of publishers: share used',
  product: 'Product',
  used: 'Used',
  nothing: 'Nothing yet.',
  defined: [
    [
      'Decisions',
      'All requests that were kept, one per association and programme, renewals included. By department: that of the association on the day of the request.',
    ],
    [
      'Reasons',
      'Decisions in which a reason weighed, for or against. Several may weigh in one decision: their sum means nothing.',
    ],
    ['At once', 'Share of decisions given by the rules alone, among those that were given.'],
    [
      'Delays',
      'Median, in days: from the request to the first verdict of a person; from the order to its acceptance; from the order to the last delivery.',
    ],
    [
      'Savings',
      'Public price minus price paid, without tax, for each seat delivered and not returned whose public price was known on the day of the quote, for one period of payment. Other seats do not count.',
    ],
    [
      'Libre uses',
      'Among known pairs of an association and a product (declared use, or product delivered and not returned), share of those whose product is libre.',
    ],
    [
      'Limits',
      'Seats taken in the present period, divided by what the publisher grants the associations that took some.',
    ],
  ],
};
