import type { Rows } from './row.ts';

/** All answer "not found" outside a demonstration. */
export const rows: Rows = {
  'GET /demo': 'everybody',
  'POST /demo/sign-in': 'everybody',
  'GET /demo/outbox': 'everybody',
  'GET /demo/outbox/reply': 'everybody',
  'POST /demo/outbox/reply': 'everybody',
};
