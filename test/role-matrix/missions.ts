import { addOrganisations } from '#services/associations/fixtures.ts';
import { moveMission } from '#services/missions/actions/moderate.ts';
import { draftMission } from '#services/missions/actions/write.ts';
import { needOf } from '#services/missions/fixtures.ts';
import type { TestApp } from '#test/harness/app.ts';
import { REVIEWERS, type Row, type Rows } from './row.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const MISSION = `/missions/:id{${UUID}}`;
const APPLICATION = `${MISSION}/applications/:application{${UUID}}`;
const TASK = `${APPLICATION}/tasks/:task{${UUID}}`;
const MEETING = `${MISSION}/meetings/:meeting{${UUID}}`;
const NO_MEETING = '/meetings/00000000-0000-7000-8000-000000000000';
const REVIEW = `/missions/moderation/:id{${UUID}}`;

/** Those of the matrix act for another association than that of the missions below. */
const MANAGERS = ['association_owner'] as const;
const READERS = ['association_owner'] as const;

/** A mission of the Gard that waits for a moderator. */
async function waitingIn30({ ctx }: TestApp): Promise<string> {
  const [association] = await addOrganisations(ctx, [{ name: 'Essai', communeCode: '30189' }]);
  const by = { kind: 'system', name: 'test' } as const;
  const drafted = await draftMission(ctx, by, association?.id ?? '', needOf('letters'));
  if (!drafted.ok) throw new Error(drafted.error);
  await moveMission(ctx, by, drafted.value, 'submit');
  return drafted.value;
}

function ofReview(fields = {}): Row {
  return {
    allowed: ['reviewer_here'],
    path: async (app) => `/missions/moderation/${await waitingIn30(app)}`,
    fields,
  };
}

/** A real mission that nobody of the matrix manages. */
function ofNobody(rest: string): Row {
  return { allowed: [], path: async (app) => `/missions/${await waitingIn30(app)}${rest}` };
}

export const rows: Rows = {
  'GET /api/v1/missions': 'everybody',
  'GET /api/v1/missions/:id': 'everybody',
  'GET /missions': 'everybody',
  'GET /missions/feed.xml': 'everybody',
  'GET /missions/feed.json': 'everybody',
  'GET /missions/sitemap.xml': 'everybody',
  'GET /missions/api-engagement.xml': 'everybody',
  'GET /missions/api-engagement.json': 'everybody',
  'GET /missions/widget': 'everybody',
  'GET /missions/embed': 'everybody',
  [`GET ${MISSION}`]: 'everybody',
  [`GET ${MISSION}/report`]: 'everybody',
  [`POST ${MISSION}/report`]: 'everybody',
  [`POST ${MISSION}/apply`]: 'signed_in',
  [`POST ${MISSION}/keep`]: 'signed_in',
  'GET /missions/mine': 'signed_in',
  'GET /missions/searches': 'signed_in',
  'POST /missions/searches': 'signed_in',
  'POST /missions/searches/fitting': 'signed_in',
  [`POST /missions/searches/:search{${UUID}}`]: 'signed_in',
  'GET /missions/searches/stop/:key{[A-Za-z0-9_-]{22}}': 'everybody',
  'POST /missions/searches/stop/:key{[A-Za-z0-9_-]{22}}': 'everybody',
  'GET /missions/mine/calendar': 'signed_in',
  'POST /missions/mine/calendar': 'signed_in',
  'GET /missions/mine/calendar.ics': 'signed_in',
  'GET /missions/calendar/:file{[A-Za-z0-9_-]{43}\\.ics}': 'everybody',
  [`GET ${MISSION}/calendar.ics`]: 'signed_in',
  [`GET ${MISSION}/meetings`]: ofNobody('/meetings'),
  [`POST ${MISSION}/meetings`]: ofNobody('/meetings'),
  [`GET ${MEETING}`]: ofNobody(NO_MEETING),
  [`POST ${MEETING}`]: ofNobody(NO_MEETING),
  [`POST ${MEETING}/cancel`]: ofNobody(`${NO_MEETING}/cancel`),
  [`POST ${MEETING}/presence`]: ofNobody(`${NO_MEETING}/presence`),
  'GET /missions/mine/hours': 'signed_in',
  'GET /missions/mine/hours.csv': 'signed_in',
  'GET /missions/mine/hours.json': 'signed_in',
  'GET /missions/figures': 'everybody',
  'GET /missions/figures.csv': 'everybody',
  'GET /missions/manage': READERS,
  'GET /missions/new': MANAGERS,
  'POST /missions/new': MANAGERS,
  [`GET ${MISSION}/manage`]: ofNobody('/manage'),
  [`GET ${MISSION}/people`]: ofNobody('/people'),
  [`POST ${MISSION}/people`]: ofNobody('/people'),
  [`POST ${MISSION}/invitation`]: 'signed_in',
  [`GET ${MISSION}/edit`]: ofNobody('/edit'),
  [`POST ${MISSION}/edit`]: ofNobody('/edit'),
  [`POST ${MISSION}/move`]: ofNobody('/move'),
  [`GET ${APPLICATION}`]: 'signed_in',
  [`POST ${APPLICATION}/move`]: 'signed_in',
  [`POST ${APPLICATION}/messages`]: 'signed_in',
  [`POST ${APPLICATION}/hand-in`]: 'signed_in',
  [`POST ${APPLICATION}/judge`]: 'signed_in',
  [`POST ${APPLICATION}/hours`]: 'signed_in',
  [`POST ${APPLICATION}/hours/correct`]: 'signed_in',
  [`GET ${APPLICATION}/certificate.pdf`]: 'signed_in',
  [`POST ${APPLICATION}/complete`]: 'signed_in',
  [`GET ${APPLICATION}/messages/:message{${UUID}}/file`]: 'signed_in',
  [`GET ${APPLICATION}/pieces/:piece{${UUID}}/file`]: 'signed_in',
  [`POST ${TASK}`]: 'signed_in',
  [`POST ${TASK}/hand-in`]: 'signed_in',
  [`POST ${TASK}/judge`]: 'signed_in',
  'GET /missions/bans': REVIEWERS,
  'POST /missions/bans': REVIEWERS,
  [`GET /missions/bans/:ban{${UUID}}`]: 'signed_in',
  [`POST /missions/bans/:ban{${UUID}}`]: 'signed_in',
  'GET /missions/moderation': REVIEWERS,
  [`GET ${REVIEW}`]: ofReview(),
  [`POST ${REVIEW}`]: ofReview({ verdict: 'keep' }),
};
