import type { Rows } from './row.ts';

export const rows: Rows = {
  'GET /': 'everybody',
  'GET /about': 'everybody',
  'GET /accessibility': 'everybody',
  'GET /privacy': 'everybody',
  'GET /legal': 'everybody',
  'GET /assets/:file': 'everybody',
  'GET /style': 'everybody',
  'GET /style/forms': 'everybody',
  'GET /style/content': 'everybody',
  'GET /style/lists': 'everybody',
  'GET /style/figures': 'everybody',
  'GET /style/maps': 'everybody',
  'GET /unsubscribe/:token': 'everybody',
  'POST /unsubscribe/:token': 'everybody',
  'GET /admin/messages': ['administrator'],
  'POST /admin/messages': ['administrator'],
  'GET /sw.js': 'everybody',
  'POST /account/notifications/push': 'signed_in',
  'POST /account/notifications/push/:id/remove': 'signed_in',
  // Machines, by signature: nobody who is signed in gets further than a visitor.
  'POST /gateway/:name/receipts': 'everybody',
  'POST /gateway/:name/replies': 'everybody',
  'GET /healthz': 'everybody',
  'GET /readyz': 'everybody',
  'GET /metrics': 'token',
};
