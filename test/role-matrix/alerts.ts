import type { Rows } from './row.ts';

export const rows: Rows = {
  'GET /api': 'everybody',
  'GET /api/v1/openapi.json': 'everybody',
  'GET /api/v1/communes': 'everybody',
  'POST /api/v1/alerts': 'token',
  'GET /api/v1/proposals': 'token',
};
