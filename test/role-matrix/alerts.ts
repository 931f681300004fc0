import { OFFICERS, type Rows } from './row.ts';

export const rows: Rows = {
  'GET /api': 'everybody',
  'GET /api/v1/openapi.json': 'everybody',
  'GET /api/v1/communes': 'everybody',
  'POST /api/v1/alerts': 'token',
  'GET /api/v1/proposals': 'token',
  'GET /crises/alerts': OFFICERS,
  'GET /crises/alerts/messages': OFFICERS,
  'GET /crises/alerts/messages/:id': OFFICERS,
  'GET /crises/alerts/messages/:id/original': OFFICERS,
  'GET /crises/alerts/upload': OFFICERS,
  'POST /crises/alerts/upload': OFFICERS,
  'GET /crises/alerts/:id': OFFICERS,
  'POST /crises/alerts/:id/accept': OFFICERS,
  'POST /crises/alerts/:id/dismiss': OFFICERS,
};
