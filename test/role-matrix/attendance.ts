import { addCrisis, addNeedTo } from '#services/crises/fixtures.ts';
import type { Fields, TestApp } from '#test/harness/app.ts';
import { OFFICERS, type Row, type Rows, type Who } from './row.ts';

const DESK = [...OFFICERS, 'site_leader_here'] as const;
/** The site below is in department 30. */
const DESK_HERE: readonly Who[] = ['officer_here', 'officer_national', 'site_leader_here'];

/** A leader does not name leaders. */
const NAMING: readonly Who[] = ['officer_here', 'officer_national'];

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const SITE = `/field/:crisis{${UUID}}/:site{${UUID}}`;

async function siteIn30({ ctx, database }: TestApp): Promise<string> {
  const { crisisId } = await addNeedTo(ctx, await addCrisis(ctx));
  const { rows } = await database.pool.query<{ id: string }>(
    'SELECT id FROM crises.site WHERE crisis_id = $1',
    [crisisId],
  );
  return `/field/${crisisId}/${rows[0]?.id}`;
}

function ofSite(rest = '', fields: Fields = {}): Row {
  return { allowed: DESK_HERE, fields, path: async (app) => (await siteIn30(app)) + rest };
}

const EMPTY_BATCH = JSON.stringify({
  deviceId: '0192f000-0000-7000-8000-000000000001',
  sentAt: '2026-11-24T08:00:00Z',
  events: [],
});

export const rows: Rows = {
  'GET /field': DESK,
  'GET /field/worker.js': 'everybody',
  [`GET ${SITE}`]: ofSite(),
  [`GET ${SITE}/sheet.json`]: ofSite('/sheet.json'),
  [`POST ${SITE}/events`]: ofSite('/events', { batch: EMPTY_BATCH }),
  [`POST ${SITE}/mark`]: ofSite('/mark'),
  [`GET ${SITE}/leaders`]: { ...ofSite('/leaders'), allowed: NAMING },
  [`POST ${SITE}/leaders`]: {
    ...ofSite('/leaders', { email: 'leader@test.example' }),
    allowed: NAMING,
  },
  [`POST ${SITE}/leaders/dismiss`]: { ...ofSite('/leaders/dismiss'), allowed: NAMING },
  [`GET ${SITE}/paper`]: ofSite('/paper'),
  [`GET ${SITE}/from-paper`]: ofSite('/from-paper'),
  [`POST ${SITE}/from-paper`]: ofSite('/from-paper', { day: '2026-11-24' }),
  'GET /r/:token/badge': 'everybody',
  'GET /B/:badge': DESK,
};
