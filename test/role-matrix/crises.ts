import { addCrisis, addNeedTo } from '#services/crises/fixtures.ts';
import type { Fields, TestApp } from '#test/harness/app.ts';
import { ADMINISTRATORS, OFFICERS, type Row, type Rows, type Who } from './row.ts';

const READERS = [...OFFICERS, 'site_leader_here', ...ADMINISTRATORS] as const;
/** The crises below are in department 30. */
const READ_HERE: readonly Who[] = READERS.filter((who) => who !== 'officer_elsewhere');
const MANAGE_HERE = ['officer_here', 'officer_national'] as const;
const ROSTER_HERE = [...MANAGE_HERE, 'site_leader_here'] as const;

const CRISIS = '/crises/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';
const NEED = `${CRISIS}/needs/:need{[0-9a-f]{8}-[0-9a-f-]{27}}`;

async function crisisIn30({ ctx }: TestApp): Promise<string> {
  return `/crises/${await addCrisis(ctx)}`;
}

async function needIn30({ ctx }: TestApp): Promise<string> {
  const { crisisId, needId } = await addNeedTo(ctx, await addCrisis(ctx));
  return `/crises/${crisisId}/needs/${needId}`;
}

function ofCrisis(allowed: readonly Who[], rest = '', fields: Fields = {}): Row {
  return { allowed, fields, path: async (app) => (await crisisIn30(app)) + rest };
}

function ofNeed(allowed: readonly Who[], rest: string, fields: Fields = {}): Row {
  return { allowed, fields, path: async (app) => (await needIn30(app)) + rest };
}

export const rows: Rows = {
  'GET /r/:token': 'everybody',
  'POST /r/:token': 'everybody',
  'POST /r/:token/briefing': 'everybody',
  'POST /api/v1/replies': 'token',
  'GET /crises': READERS,
  'GET /crises/new': OFFICERS,
  'POST /crises/new': OFFICERS,
  [`GET ${CRISIS}`]: ofCrisis(READ_HERE),
  [`POST ${CRISIS}/move`]: ofCrisis(MANAGE_HERE, '/move', { event: 'cancel' }),
  [`POST ${CRISIS}/notes`]: ofCrisis(MANAGE_HERE, '/notes'),
  [`GET ${CRISIS}/events`]: ofCrisis(READ_HERE, '/events'),
  [`GET ${CRISIS}/log`]: ofCrisis(READ_HERE, '/log'),
  [`GET ${CRISIS}/report`]: ofCrisis(READ_HERE, '/report'),
  [`GET ${CRISIS}/report.pdf`]: ofCrisis(READ_HERE, '/report.pdf'),
  [`GET ${CRISIS}/ics211.csv`]: ofCrisis(ROSTER_HERE, '/ics211.csv'),
  [`GET ${CRISIS}/hours`]: ofCrisis(ROSTER_HERE, '/hours'),
  [`POST ${CRISIS}/hours`]: ofCrisis(ROSTER_HERE, '/hours'),
  [`POST ${CRISIS}/hours/confirm`]: ofCrisis(MANAGE_HERE, '/hours/confirm'),
  [`GET ${CRISIS}/hours/:person{[0-9a-f]{8}-[0-9a-f-]{27}}/certificate.pdf`]: OFFICERS,
  'GET /crises/mine': 'signed_in',
  [`GET ${CRISIS}/certificate.pdf`]: 'signed_in',
  [`GET ${CRISIS}/log.jsonl`]: ofCrisis(READ_HERE, '/log.jsonl'),
  [`GET ${CRISIS}/log.csv`]: ofCrisis(READ_HERE, '/log.csv'),
  [`GET ${CRISIS}/roster`]: ofCrisis(ROSTER_HERE, '/roster'),
  [`GET ${CRISIS}/roster.csv`]: ofCrisis(ROSTER_HERE, '/roster.csv'),
  [`GET ${CRISIS}/roster/assignment`]: ofCrisis(MANAGE_HERE, '/roster/assignment'),
  [`POST ${CRISIS}/roster/assignment`]: ofCrisis(MANAGE_HERE, '/roster/assignment'),
  [`GET ${CRISIS}/briefing`]: ofCrisis(MANAGE_HERE, '/briefing'),
  [`POST ${CRISIS}/briefing`]: ofCrisis(MANAGE_HERE, '/briefing'),
  [`GET ${CRISIS}/needs/copy`]: ofCrisis(MANAGE_HERE, '/needs/copy'),
  [`POST ${CRISIS}/needs/copy`]: ofCrisis(MANAGE_HERE, '/needs/copy'),
  [`GET ${CRISIS}/needs/new`]: ofCrisis(MANAGE_HERE, '/needs/new'),
  [`POST ${CRISIS}/needs/new`]: ofCrisis(MANAGE_HERE, '/needs/new'),
  [`GET ${NEED}/edit`]: ofNeed(MANAGE_HERE, '/edit'),
  [`POST ${NEED}/edit`]: ofNeed(MANAGE_HERE, '/edit'),
  [`POST ${NEED}/move`]: ofNeed(MANAGE_HERE, '/move', { move: 'cancel' }),
  [`GET ${NEED}/call`]: ofNeed(MANAGE_HERE, '/call'),
  [`POST ${NEED}/call`]: ofNeed(MANAGE_HERE, '/call', { policy: 'adaptive' }),
  [`POST ${NEED}/call/move`]: ofNeed(MANAGE_HERE, '/call/move', { move: 'stop' }),
};
