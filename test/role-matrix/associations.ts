import type { Rows } from './row.ts';

export const rows: Rows = {
  'GET /associations': 'everybody',
  'GET /associations/:id': 'everybody',
  'GET /api/v1/associations': 'everybody',
  'GET /api/v1/associations/:id': 'everybody',
};
