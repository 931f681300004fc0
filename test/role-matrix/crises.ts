import { ADMINISTRATORS, OFFICERS, type Rows } from './row.ts';

const READERS = [...OFFICERS, 'site_leader_here', ...ADMINISTRATORS] as const;

export const rows: Rows = {
  'GET /r/:token': 'everybody',
  'POST /r/:token': 'everybody',
  'GET /crises': READERS,
  'GET /crises/new': OFFICERS,
  'POST /crises/new': OFFICERS,
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}': READERS,
  'POST /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/move': OFFICERS,
  'POST /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/notes': OFFICERS,
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/events': READERS,
};
