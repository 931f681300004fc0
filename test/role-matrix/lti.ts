import type { Rows } from './row.ts';

export const rows: Rows = {
  'GET /lti/login': 'everybody',
  'POST /lti/login': 'everybody',
  'POST /lti/launch': 'everybody',
  'GET /lti/jwks.json': 'everybody',
};
