import type { calendar as fr, MeetingNews } from '../fr/calendar.ts';

const SUBJECTS: Readonly<Record<MeetingNews, string>> = {
  set: 'Appointment',
  cancelled: 'Appointment cancelled',
  day: 'It is soon',
  hour: 'It is in less than an hour',
};

const SENTENCES: Readonly<Record<MeetingNews, string>> = {
  set: 'you are expected at this appointment:',
  cancelled: 'this appointment will not take place:',
  day: 'you are expected in less than a day:',
  hour: 'you are expected in less than an hour:',
};

export const calendar: typeof fr = {
  meetings: 'Appointments',
  meetingsLead:
    'Say when and where volunteers are expected: each is told, then reminded one day and one hour before.',
  meeting: 'Appointment',
  none: 'No appointment',
  noneHelp: 'A mission from home needs none.',
  when: 'When',
  place: 'Where',
  placeHint: 'An address, or a link to a video call',
  starts: 'Beginning',
  ends: 'End',
  add: 'Add an appointment',
  change: 'Change this appointment',
  cancel: 'Cancel this appointment',
  cancelled: 'Cancelled',
  people: 'People expected',
  nobody: 'Nobody has a place in this mission yet.',
  came: 'Came',
  missed: 'Did not come',
  presenceHint: 'The length of the appointment counts as confirmed hours for whoever came.',
  savePresence: 'Save who came',
  download: 'Add to my calendar (.ics)',
  deadline: (mission) => `To hand in: ${mission}`,
  conflict: 'You are already expected elsewhere',
  own: 'My calendar',
  ownLead: 'When and where you are expected.',
  ownNone: 'Nothing to come',
  ownNoneHelp: 'The appointments of your missions will appear here.',
  find: 'Find a mission',
  feed: 'In your own calendar, always up to date',
  feedHelp:
    'A secret address to paste into the calendar of your phone or computer, which then keeps itself up to date.',
  feedMade: 'Your secret address',
  feedOnce: 'Copy it now: it is not shown again. Whoever knows it sees your appointments.',
  feedSince: 'A secret address exists since',
  feedRenewHelp: 'Lost, or known to too many? Renew it: the former one no longer answers.',
  make: 'Make my address',
  renew: 'Renew the address',
  stop: 'Remove the address',
  mail: (news, { firstName, mission, moment, place, link }) => ({
    subject: `${SUBJECTS[news]}: ${mission}`,
    text: [
      firstName ? `Hello ${firstName},` : 'Hello,',
      `For “${mission}”, ${SENTENCES[news]}`,
      place ? `${moment}\n${place}` : moment,
      'The details, and where to answer the association:',
      link,
    ].join('\n\n'),
  }),
};
