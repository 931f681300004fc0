import { ADMINISTRATORS, OFFICERS, type Rows } from './row.ts';

const ALERTED = [...OFFICERS, ...ADMINISTRATORS] as const;
/** Feeds bring the whole country's alerts. */
const NATIONAL = ['officer_national', 'administrator'] as const;

export const rows: Rows = {
  'GET /api': 'everybody',
  'GET /api/v1/openapi.json': 'everybody',
  'GET /api/v1/communes': 'everybody',
  'POST /api/v1/alerts': 'token',
  'GET /api/v1/proposals': 'token',
  'GET /crises/alerts': ALERTED,
  'GET /crises/alerts/messages': ALERTED,
  'GET /crises/alerts/messages/:id': ALERTED,
  'GET /crises/alerts/messages/:id/original': ALERTED,
  'GET /crises/alerts/upload': ALERTED,
  'POST /crises/alerts/upload': ALERTED,
  'GET /crises/alerts/feeds': ALERTED,
  'POST /crises/alerts/feeds': NATIONAL,
  'POST /crises/alerts/feeds/:id/test': ALERTED,
  'POST /crises/alerts/feeds/:id/pause': NATIONAL,
  'POST /crises/alerts/feeds/:id/resume': NATIONAL,
  'POST /crises/alerts/feeds/:id/remove': NATIONAL,
  'GET /crises/alerts/:id': ALERTED,
  'POST /crises/alerts/:id/accept': ALERTED,
  'POST /crises/alerts/:id/dismiss': ALERTED,
};
