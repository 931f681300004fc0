import type { CallWords, call as fr } from '../fr/call.ts';

const details = (w: CallWords) =>
  [
    `What: ${w.position}`,
    `Where: ${w.site}, ${w.commune}${w.distance ? ` (${w.distance} from your home)` : ''}`,
    `When: ${w.shift}`,
    ...(w.bring ? [`Bring: ${w.bring}`] : []),
  ].join('\n');

export const call: typeof fr = {
  exercise: 'EXERCISE',
  exercise_long: 'This is an exercise: stay where you are.',
  called: {
    sms: (w) =>
      `${w.caller}: ${w.title}. You are needed: ${w.position}, ${w.commune}${w.distance ? ` (${w.distance})` : ''}, ${w.shift}. YES: reply ${w.letter}1. NO: ${w.letter}2. Details: ${w.url}`,
    subject: (w) => `You are needed: ${w.position}, ${w.commune}`,
    text: (w) =>
      `Hello,\n\n${w.caller} needs volunteers: ${w.title}.\n\n${details(w)}\n\nCan you come? Answer yes or no here, in one tap:\n${w.url}\n\nA “no” helps too: we call somebody else at once. Please do not come without a confirmation.`,
  },
  confirmed: {
    subject: (w) => `You are expected: ${w.position}, ${w.commune}`,
    text: (w) =>
      `Thank you. Your place is confirmed.\n\n${details(w)}\n\nSomething came up? Tell us here, and the place goes to somebody else:\n${w.url}`,
  },
  assigned: {
    sms: (w) =>
      `${w.caller}: ${w.instead ? 'CHANGE, you' : 'you'} are expected here: ${w.position}, ${w.site}, ${w.commune}, ${w.shift}${w.instead ? `, instead of ${w.instead}` : ''}. Cannot come: reply ${w.letter}2. ${w.url}`,
    subject: (w) =>
      `${w.instead ? 'Change: you' : 'You'} are expected: ${w.position}, ${w.commune}`,
    text: (w) =>
      `${w.instead ? `Thank you for answering. You will be more useful in another position: it replaces “${w.instead}”.` : 'You were on the reserve list: there is a place for you.'}\n\n${details(w)}\n\nSomething came up? Tell us here, and the place goes to somebody else:\n${w.url}`,
  },
  reminder: {
    sms: (w) =>
      `${w.caller}: reminder, you are expected ${w.shift}: ${w.position}, ${w.site}, ${w.commune}. Briefing to read, or if you cannot come: ${w.url}`,
    subject: (w) => `Reminder: you are expected ${w.shift}, ${w.commune}`,
    text: (w) =>
      `Hello,\n\nYou are expected.\n\n${details(w)}\n\nRead the briefing before you come, or tell us that something came up, here:\n${w.url}`,
  },
  offered: {
    sms: (w) =>
      `${w.caller}: a place is free for ${w.position}, ${w.commune}, ${w.shift}. It is yours if you reply ${w.letter}1 before ${w.until}. NO: ${w.letter}2. ${w.url}`,
    subject: (w) => `A place is free: confirm before ${w.until}`,
    text: (w) =>
      `You were on the reserve list: a place is now free.\n\n${details(w)}\n\nIt is yours if you confirm before ${w.until}:\n${w.url}`,
  },
  filled: {
    subject: (w) => `All places are taken, thank you: ${w.position}, ${w.commune}`,
    text: (w) =>
      `Enough volunteers have answered for “${w.position}” in ${w.commune}: there is nothing more for you to do. Thank you for being there; we will call you if another need matches.`,
  },
  released: {
    sms: (w) =>
      `${w.caller}: thank you, there are enough people for ${w.position}, ${w.commune}. We will not need you this time.`,
    subject: (w) => `Thank you, there are enough people: ${w.position}, ${w.commune}`,
    text: (w) =>
      `You were on the reserve list for “${w.position}” in ${w.commune} (${w.shift}). There are enough people: we will not need you this time. Thank you for answering.`,
  },
  cancelled: {
    sms: (w) =>
      `${w.caller}: CANCELLED. ${w.position}, ${w.commune}, ${w.shift}: do not come. Thank you for answering.`,
    subject: (w) => `Cancelled, do not come: ${w.position}, ${w.commune}`,
    text: (w) =>
      `“${w.position}” in ${w.commune} (${w.shift}) is cancelled: do not come. Thank you for answering; we are sorry for the trouble.`,
  },
  thanks_came: {
    sms: (w) => `${w.caller}: the mobilisation is over (${w.title}). Thank you for coming.`,
    subject: (w) => `Thank you for coming: ${w.title}`,
    text: (w) =>
      `The mobilisation “${w.title}” is over. You were there: thank you. Get some rest.\n\nIn a few days your certificate of attendance will be on your account, page “My hours in mobilisations”. Do write to us about what could go better next time.`,
  },
  thanks_reserve: {
    sms: (w) =>
      `${w.caller}: the mobilisation is over (${w.title}). You were ready to come and we did not need you: thank you.`,
    subject: (w) => `Thank you for being ready: ${w.title}`,
    text: (w) =>
      `The mobilisation “${w.title}” is over. You had said yes and you stayed ready; we did not have to call on you. It is this reserve that makes it possible to hold on: thank you. There is nothing left for you to do.`,
  },
  thanks_late: {
    sms: (w) =>
      `${w.caller}: the mobilisation is over (${w.title}). You said yes when all places were taken: thank you all the same.`,
    subject: (w) => `Thank you for saying yes: ${w.title}`,
    text: (w) =>
      `The mobilisation “${w.title}” is over. When you said yes, all places were taken: it is nothing you did, others had answered earlier. Thank you; your answer counts, and we will call you again if another need suits you.`,
  },
  sms_answer: {
    confirmed: (w) =>
      `Noted: you are expected. ${w.position}, ${w.site}, ${w.commune}, ${w.shift}. Cannot come: ${w.letter}2`,
    reserve: (w, position) =>
      `Thank you. ${w.position} is full: you are number ${position} on the reserve list. Do not come unless we tell you.`,
    declined: () => 'Noted, thank you for answering. We are calling somebody else.',
    withdrawn: (w) => `Noted: you are not coming for ${w.position}. Thank you for telling us.`,
    busy: () => 'You are already expected elsewhere at that time: we keep your first commitment.',
    closed: (w) =>
      `Thank you. The call for ${w.position} is over: do not come, we will call you if needed.`,
    released: (w) => `Thank you. We no longer need you for ${w.position} this time.`,
    unclear: (letters) =>
      `We did not understand. ${letters.map((letter) => `Reply ${letter}1 for yes, ${letter}2 for no`).join('. ')}. STOP to receive no more calls.`,
    nothing: () => 'No call is waiting for your answer right now. Thank you.',
  },
};
