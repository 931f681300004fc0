import { minutesText } from '../../domain/hours.ts';
import type { DecisionFacts, mail as fr, ToldState } from '../fr/mail.ts';

const SUBJECTS: Readonly<Record<ToldState, string>> = {
  accepted: 'It is a yes',
  waiting: 'You are on the waiting list',
  offered: 'A place is free',
  declined: 'Answer of the association',
  unanswered: 'We propose other missions',
  no_show: 'Absence noted',
  completed: 'Thank you, your hours are confirmed',
};

const SENTENCES: Readonly<Record<ToldState, (facts: DecisionFacts) => string>> = {
  accepted: ({ association, mission }) =>
    `${association} accepts your offer for “${mission}”. What comes next is on this page:`,
  waiting: ({ mission, rank }) =>
    `All places of “${mission}” are taken. You are number ${rank}: as soon as a place is free we write to you. Your place in the list:`,
  offered: ({ mission, offerDays }) =>
    `A place is free for “${mission}”. It is yours if you take it within ${offerDays} days:`,
  declined: ({ association, mission }) =>
    `${association} does not take up your offer for “${mission}”. Thank you for coming forward. The details:`,
  unanswered: ({ association, mission }) =>
    `${association} did not answer in time for “${mission}”. You are free of any commitment. Your application:`,
  no_show: ({ association, mission }) =>
    `${association} noted an absence for “${mission}”. If it is a mistake, write to it on this page:`,
  completed: ({ association, mission }) =>
    `${association} thanks you for “${mission}” and confirms your hours. You find them here:`,
};

const hello = (firstName: string) => (firstName ? `Hello ${firstName},` : 'Hello,');

export const mail: typeof fr = {
  decision: (state, facts) => ({
    subject: `${SUBJECTS[state]}: ${facts.mission}`,
    text: [
      hello(facts.firstName),
      SENTENCES[state](facts),
      facts.link,
      ...(facts.note ? [`A word from the association:\n${facts.note}`] : []),
    ].join('\n\n'),
  }),
  newApplications: ({ mission, link }) => ({
    subject: `People are coming forward: ${mission}`,
    text: `Hello,\n\nSomebody wrote about “${mission}”. Answer within two days, even to say no:\n\n${link}`,
  }),
  followUp: (due, { mission, days, link }) => ({
    subject: `An answer is expected: ${mission}`,
    text:
      due === 'remind'
        ? `Hello,\n\nPeople came forward for “${mission}” more than ${days.remindDays} days ago and wait for your answer:\n\n${link}`
        : `Hello,\n\nPeople have waited ${days.escalateDays} days for an answer about “${mission}”. After ${days.releaseDays} days we will propose other missions to them. Anybody who manages the missions of the association may answer:\n\n${link}`,
  }),
  alternatives: ({ firstName, missions }) => ({
    subject: 'Other missions for you',
    text: [
      hello(firstName),
      'These missions suit what you can do:',
      ...missions.map(({ title, link }) => `${title}\n${link}`),
    ].join('\n\n'),
  }),
  message: ({ mission, text, link }) => ({
    subject: `New message: ${mission}`,
    text: `Hello,\n\nYou have a message about “${mission}”:\n\n${text}\n\nAnswer on this page:\n\n${link}`,
  }),
  handedIn: ({ mission, link }) => ({
    subject: `Work is handed in: ${mission}`,
    text: `Hello,\n\nWork is handed in for “${mission}”. Look at it, then accept it or ask for changes:\n\n${link}`,
  }),
  judged: (verdict, { firstName, mission, note, link }) => ({
    subject: verdict === 'accepted' ? `Work accepted: ${mission}` : `To be changed: ${mission}`,
    text: [
      hello(firstName),
      verdict === 'accepted'
        ? `Your work for “${mission}” is accepted:`
        : `The association asks for changes for “${mission}”:`,
      link,
      ...(note ? [note] : []),
    ].join('\n\n'),
  }),
  corrected: ({ firstName, mission, before, after, reason, link }) => ({
    subject: `Your hours have been corrected: ${mission}`,
    text: [
      hello(firstName),
      `The association corrected the hours it had confirmed for “${mission}”: ${minutesText(after)} instead of ${minutesText(before)}. Its reason:`,
      reason,
      'A certificate already given with the former hours is no longer valid. You may ask for a new one, or answer the association, on this page:',
      link,
    ].join('\n\n'),
  }),
  reviewed: (verdict, { mission, reason, note, link }) => ({
    subject:
      verdict === 'refuse' || verdict === 'flag'
        ? `To be looked at: ${mission}`
        : `Published: ${mission}`,
    text:
      verdict === 'refuse' || verdict === 'flag'
        ? `Hello,\n\nThe mission “${mission}” is not online. ${reason}:\n\n${note}\n\nChange it or ask for a second opinion:\n\n${link}`
        : `Hello,\n\nThe mission “${mission}” is online:\n\n${link}`,
  }),
  toReview: ({ mission, association, link }) => ({
    subject: 'Missions to review',
    text: `Hello,\n\n${association} proposes “${mission}”. The missions to review:\n\n${link}`,
  }),
};
