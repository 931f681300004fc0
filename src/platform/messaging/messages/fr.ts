import type { Purpose } from '../domain/message.ts';

const unsubscribe: Record<Purpose, string> = {
  sign_in: '',
  account: '',
  crisis: 'Ne plus être appelé en cas de crise à cette adresse :',
  missions: 'Ne plus recevoir les messages sur les missions à cette adresse :',
  newsletter: 'Ne plus recevoir la lettre d’information à cette adresse :',
  alerts: 'Ne plus recevoir d’alertes de recherche à cette adresse :',
};

export const fr = { unsubscribe };
