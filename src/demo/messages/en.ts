import type { fr } from './fr.ts';

export const en: typeof fr = {
  title: 'Demo accounts',
  lead: 'Choose a person: you are signed in at once, without a password.',
  caption: 'People you can play',
  person: 'Person',
  role: 'Role',
  action: 'Sign-in',
  signIn: 'Sign in',
  signInAs: (name) => `as ${name}`,
  noticeTitle: 'An invented country',
  notice:
    'Nobody here exists: names drawn at random, addresses in “demo.renfort.example”, numbers kept for works of fiction. No message leaves: they stay in the demo outbox.',
  outbox: 'See the outbox',
  parts: {
    volunteer: { role: 'Volunteer in Nîmes', does: 'keeps her record, answers calls' },
    officer_gard: {
      role: 'Crisis officer, prefecture of Gard',
      does: 'receives alerts, opens a crisis, calls volunteers',
    },
    officer_paris: {
      role: 'Crisis officer, prefecture of Paris',
      does: 'does the same in Paris and sees nothing of Gard',
    },
    officer_national: {
      role: 'Crisis officer, ministry',
      does: 'follows the crises of the whole country',
    },
    town_hall: { role: 'Crisis officer, town hall of Alès', does: 'acts for the municipality' },
    site_leader: { role: 'Site leader', does: 'receives volunteers in the field' },
    reviewer: { role: 'Reviewer, Gard', does: 'checks diplomas and certificates' },
    owner: { role: 'President of an association', does: 'represents Secouristes du Gard' },
    manager: { role: 'Manager of an association', does: 'works for Solidarité Nîmes' },
    reader: { role: 'Member of an association', does: 'reads what Solidarité Nîmes sees' },
    distributor: { role: 'Authorised distributor', does: 'handles software orders' },
    host: { role: 'Host of a digital space', does: 'welcomes and helps the public' },
    supervisor: { role: 'Certification supervisor', does: 'supervises the tests' },
    administrator: { role: 'Administrator', does: 'manages accounts and roles' },
  },
};
