import { desk } from './en-desk.ts';
import { intake } from './en-intake.ts';
import { visitor } from './en-visitor.ts';
import type { fr, SmsWords } from './fr.ts';

const bring = (w: SmsWords) => (w.bring ? ` Bring: ${w.bring}.` : '');

export const en: typeof fr = {
  desk,
  intake,
  visitor,
  sms: {
    exercise: 'EXERCISE - ',
    convened: (w) =>
      `${w.title}: come ${w.when}, ${w.where}.${bring(w)} Change or cancel: ${w.url}`,
    moved: (w) => `${w.title}: your time is now ${w.when}, ${w.where}.${bring(w)} ${w.url}`,
    reminder: (w) =>
      `${w.title}: we expect you at ${w.from}, ${w.where}.${bring(w)} Cannot come? ${w.url}`,
    waiting: (w) =>
      `${w.title}: you are registered, thank you. You are not needed yet: do not come, we will write to you. ${w.url}`,
    released: (w) => `${w.title}: DO NOT COME ANY MORE. There is enough help, thank you. ${w.url}`,
    link: (w) => `${w.title}: this number is already registered. See, change or cancel: ${w.url}`,
    thanks: (w) => `${w.title}: thank you for your help.`,
  },
  tasks: {
    clean_up: 'Clean up',
    sort_donations: 'Sort donations',
    meals: 'Prepare and serve meals',
    welcome: 'Welcome and direct people',
    neighbours: 'Visit residents',
    sandbags: 'Fill and lay sandbags',
  },
  can: {
    hands: 'Physical work',
    care: 'Listen, reassure',
    kitchen: 'Cooking',
    drive: 'Drive (car licence)',
    admin: 'Reception, paperwork, computer',
    languages: 'Speak another language',
  },
  states: {
    waiting: 'Waiting',
    convened: 'Expected',
    arrived: 'Arrived',
    on_site: 'On a site',
    left: 'Left',
    refused: 'Not accepted',
    withdrawn: 'Cancelled',
    released: 'Told not to come',
  },
  refusals: {
    too_young: 'Too young',
    unfit: 'Not fit to help today',
    no_task: 'No suitable task',
    behaviour: 'Behaviour',
    other: 'Another reason',
  },
  keeps: (days) => [
    `Walk-up volunteers of a crisis (name, telephone, town, what they did): erased ${days} days after the end of the crisis, or as soon as they ask by their link, unless they join the register.`,
  ],
};
