import type { figures as fr } from '../fr/figures.ts';

export const figures: typeof fr = {
  title: 'Missions in figures',
  lead: (from, to) => `From ${from} to ${to}. Each figure says how it is counted.`,
  scope: 'For whom',
  scopes: {
    country: 'The whole of France',
    territory: 'My territory',
    association: 'My associations',
  },
  small:
    'Public figures do not tell what fewer than five people did; a neighbouring figure is sometimes withheld too, so that the total gives nothing away.',
  exact: 'Exact figures, for your work: do not publish them as they are.',
  how: 'How it is counted',
  byDomain: 'By theme',
  byDepartment: 'By department',
  domain: 'Theme',
  department: 'Department',
  untold: 'not told',
  none: '–',
  csv: 'Open data (CSV)',
  names: {
    missions: 'missions published',
    applications: 'applications',
    unanswered_rate: 'unanswered',
    median_answer_hours: 'before the first answer',
    fill_rate: 'of places taken',
    no_show_rate: 'of no-shows',
    hours: 'hours confirmed',
    remote_share: 'of missions remote',
  },
  short: {
    missions: 'Missions',
    applications: 'Applications',
    unanswered_rate: 'Unanswered',
    median_answer_hours: 'Answer in',
    fill_rate: 'Places taken',
    no_show_rate: 'No-shows',
    hours: 'Hours',
    remote_share: 'Remote',
  },
  definitions: {
    missions:
      'Missions published for the first time in the period, those of partner platforms left out.',
    applications: 'Applications made in the period; a question without commitment does not count.',
    unanswered_rate:
      'Applications given back to the person for want of an answer within the delay, among those that had an answer or that end. An answer is a message or a decision of the association; the end of a mission is not one.',
    median_answer_hours:
      'Time between the application and the first answer: half of the answers come sooner, half later.',
    fill_rate:
      'Places held today by somebody, or held to the end, out of all the places of missions published in the period.',
    no_show_rate:
      'No-shows noted, out of the applications of the period that ended with a no-show or with confirmed hours.',
    hours: 'Hours done in the period and confirmed by the association, not the hours declared.',
    remote_share:
      'Published missions that are done remotely, wholly or by choice, out of all published missions.',
  },
};
