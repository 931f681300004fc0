import type { Rows } from './row.ts';

const SPACE = '/spaces/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';

export const rows: Rows = {
  'GET /api/v1/spaces': 'everybody',
  'GET /api/v1/spaces/:id': 'everybody',
  'GET /spaces': 'everybody',
  'GET /spaces.csv': 'everybody',
  [`GET ${SPACE}`]: 'everybody',
};
