import { ADMINISTRATORS, OFFICERS, type Rows } from './row.ts';

const READERS = [...OFFICERS, 'site_leader_here', ...ADMINISTRATORS] as const;
const ON_SITE = [...OFFICERS, 'site_leader_here'] as const;

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
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/new': OFFICERS,
  'POST /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/new': OFFICERS,
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/:need{[0-9a-f]{8}-[0-9a-f-]{27}}/edit':
    OFFICERS,
  'POST /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/:need{[0-9a-f]{8}-[0-9a-f-]{27}}/edit':
    OFFICERS,
  'POST /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/:need{[0-9a-f]{8}-[0-9a-f-]{27}}/move':
    OFFICERS,
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/:need{[0-9a-f]{8}-[0-9a-f-]{27}}/call':
    OFFICERS,
  'POST /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/:need{[0-9a-f]{8}-[0-9a-f-]{27}}/call':
    OFFICERS,
  'POST /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/needs/:need{[0-9a-f]{8}-[0-9a-f-]{27}}/call/move':
    OFFICERS,
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/log': READERS,
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/roster': ON_SITE,
  'GET /crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}/roster.csv': ON_SITE,
};
