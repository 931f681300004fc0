import type { reply as fr } from '../fr/reply.ts';

export const reply: typeof fr = {
  title: (position) => `Can you come? ${position}`,
  calls_you: (caller) => `${caller} needs you.`,
  exercise: 'This is an exercise: answer as you would for real, but do not travel.',
  facts: {
    what: 'What',
    where: 'Where',
    when: 'When',
    bring: 'Bring',
    code: 'Answer by SMS',
  },
  km: (km) => `about ${km}\u00a0km from your home`,
  sms_code: (letter) => `${letter}1 for yes, ${letter}2 for no`,
  yes: 'Yes, I am coming',
  no: 'No, not this time',
  yes_reserve: 'Yes, as a reserve',
  confirm: 'I confirm, I am coming',
  cancel: 'I can no longer come',
  cancel_reserve: 'I am no longer available',
  back: 'I can come after all',
  full: {
    title: 'All places are taken, thank you',
    text: 'Enough volunteers have already answered. You can join the reserve list: we will tell you if a place becomes free. Do not come unless we tell you.',
  },
  confirmed: {
    title: 'Thank you, you are expected',
    text: 'Your place is booked. Keep this page: it says where and when to come.',
  },
  offered: {
    title: (until) => `A place is free: confirm before ${until}`,
    text: 'Without an answer from you, it will be offered to the next person.',
  },
  reserve: {
    title: (rank) => `Thank you, you are on the reserve list (number ${rank})`,
    text: 'All places are taken for now. Do not come unless we tell you: if a place becomes free, you will get a message and will have to confirm.',
  },
  declined: { title: 'Noted, thank you for answering', text: 'We are calling somebody else.' },
  withdrawn: {
    title: 'Noted, you are not coming',
    text: 'Thank you for telling us: your place goes to somebody else.',
  },
  lapsed: {
    title: 'The place was offered to somebody else',
    text: 'The time to confirm is over. You can come back to the reserve list.',
  },
  released: {
    title: 'Thank you, there are enough people',
    text: 'We do not need you this time. Please do not come.',
  },
  closed: {
    title: 'This call is over',
    text: 'Thank you for answering. Do not come: we will call you if another need matches.',
  },
  busy: {
    title: 'You are already expected elsewhere',
    text: 'You have already accepted another shift at that time: we keep that first commitment. To change, cancel it first with the link in its message.',
  },
  why: 'Would you tell us why? (optional)',
  no_reasons: { not_here: 'I am too far away right now', not_now: 'Not at that time' },
  reason_thanks: 'Thank you, noted.',
  never: {
    summary: 'Stop calling me',
    text: 'You will receive no more calls in a crisis. You can change your mind in your profile.',
    legend: 'Why? (optional)',
    reasons: {
      too_many: 'Too many messages',
      no_time: 'I no longer have time',
      moved: 'I moved away',
      health: 'My health',
      other: 'Another reason',
    },
    button: 'Stop calling me',
    done_title: 'Done',
    done: 'You will receive no more calls in a crisis. Thank you for what you have done.',
  },
  expired: {
    title: 'This link has expired',
    text: 'The call it answered ended more than a week ago. There is nothing to do. Thank you for your help.',
  },
  unknown: {
    title: 'This link does not work',
    text: 'The address may be cut. Open the link again from the message you received, or answer by SMS with the code it contains.',
  },
};
