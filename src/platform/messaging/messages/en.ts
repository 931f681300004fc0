import type { fr } from './fr.ts';

export const en: typeof fr = {
  unsubscribe: {
    sign_in: '',
    account: '',
    crisis: 'Stop being called in a crisis at this address:',
    missions: 'Stop messages about missions to this address:',
    newsletter: 'Stop the newsletter to this address:',
    alerts: 'Stop search alerts to this address:',
  },
};
