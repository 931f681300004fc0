import type { people as fr } from '../fr/people.ts';

export const people: typeof fr = {
  title: 'Invite volunteers',
  lead: 'People whom this mission would suit, and who accept to be seen. You see their first name and skills; the rest is for them to tell.',
  link: 'Invite volunteers',
  none: 'Nobody to invite for now',
  noneHelp:
    'Only people who accept to be seen by associations appear, and each receives at most two invitations a month.',
  rule: 'Each person receives at most two invitations a month, all associations together: choose well.',
  knows: (names) => `Skills: ${names}`,
  noSkill: 'No declared skill',
  points: (n) => `${n} points out of 100`,
  parts: {
    skills: (n, names) =>
      names === '' ? `No skill asked: ${n}` : `Knows: ${names} (${n} out of 40)`,
    noneHeld: 'Has not declared the useful skills (0 out of 40)',
    remote: (n) => `Remote work: ${n} out of 30`,
    km: (km, n) =>
      km < 1 ? `In the commune (${n} out of 30)` : `${Math.round(km)} km away (${n} out of 30)`,
    languages: (n) => `Speaks the language asked for (${n} out of 10)`,
    effort: (n) => `Time asked by the mission: ${n} out of 20`,
  },
  why: 'Where this number comes from',
  invite: (name) => `Invite ${name}`,
  invited: 'People invited',
  invitedAt: 'Invited',
  answer: 'Answer',
  person: 'Person',
  answers: { none: 'Not yet', declined: 'No, thank you', applied: 'Has applied' },
  done: 'The invitation has left.',
  blindSpot: (name, km) => `Nobody within ${km} km declares: ${name}.`,
  blindSpotHelp:
    'If this work can be done from afar, open the mission to remote help: people from all over France could do it.',
  openRemote: 'Prepare the opening to remote help',
  notInvitable: 'This person cannot be invited to this mission',
  askedEnough: 'This person has already received two invitations this month',
  youAreInvited: (association) => `${association} invites you`,
  youAreInvitedText:
    'This association thought of you. It knows only your first name and skills, and you owe nothing.',
  sayNo: 'No, thank you',
  mute: 'No more invitations',
  saidNo: 'You answered no, thank you.',
  mail: (facts) => ({
    subject: `${facts.association} invites you: ${facts.mission}`,
    text: [
      facts.firstName ? `Hello ${facts.firstName},` : 'Hello,',
      `${facts.association} thinks that “${facts.mission}” would suit you. Read the mission, apply, or say no, thank you:`,
      facts.link,
      'The association knows only your first name and skills. You receive at most two invitations a month, and you can stop them on the same page.',
    ].join('\n\n'),
  }),
};
