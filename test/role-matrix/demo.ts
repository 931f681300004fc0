import type { Rows } from './row.ts';

/** Both answer "not found" outside a demonstration. */
export const rows: Rows = {
  'GET /demo': 'everybody',
  'POST /demo/sign-in': 'everybody',
};
