import { addOrganisations } from '#services/associations/fixtures.ts';
import { addSpaces } from '#services/spaces/fixtures.ts';
import type { TestApp } from '#test/harness/app.ts';
import { REVIEWERS, type Row, type Rows } from './row.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const SPACE = `/spaces/:id{${UUID}}`;
const INVITATION = `/spaces/invitations/:invitation{${UUID}}`;

/** Those of the matrix act for another organisation than that of the space below. */
const KEEPERS = ['association_owner'] as const;

async function spaceIn30({ ctx }: TestApp): Promise<string> {
  const [holder] = await addOrganisations(ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const [space] = await addSpaces(ctx, [
    { organisationId: holder?.id ?? '', name: 'Espace', communeCode: '30189' },
  ]);
  return space?.id ?? '';
}

/** A real space that nobody of the matrix keeps or hosts. */
function ofNobody(rest: string): Row {
  return { allowed: [], path: async (app) => `/spaces/${await spaceIn30(app)}${rest}` };
}

function ofReview(rest: string): Row {
  return {
    allowed: ['reviewer_here'],
    path: async (app) => `/spaces/${await spaceIn30(app)}${rest}`,
  };
}

export const rows: Rows = {
  'GET /api/v1/spaces': 'everybody',
  'GET /api/v1/spaces/:id': 'everybody',
  'GET /spaces': 'everybody',
  'GET /spaces.csv': 'everybody',
  [`GET ${SPACE}`]: 'everybody',
  'GET /spaces/manage': KEEPERS,
  'GET /spaces/new': { allowed: [], path: async () => '/spaces/new?organisation=none' },
  'POST /spaces/new': { allowed: [], path: async () => '/spaces/new?organisation=none' },
  [`GET ${SPACE}/manage`]: ofNobody('/manage'),
  'GET /spaces/worker.js': 'everybody',
  'GET /spaces/mine': 'signed_in',
  'GET /spaces/mine.json': 'signed_in',
  'POST /spaces/mine/erase': 'signed_in',
  'GET /spaces/here/:code': 'signed_in',
  'POST /spaces/here/:code': 'signed_in',
  [`GET ${SPACE}/book`]: 'everybody',
  [`POST ${SPACE}/book`]: 'signed_in',
  [`POST ${SPACE}/bookings/:booking{${UUID}}`]: 'signed_in',
  [`GET ${SPACE}/bookings`]: ofNobody('/bookings'),
  [`POST ${SPACE}/bookings`]: ofNobody('/bookings'),
  [`POST ${SPACE}/posts`]: ofNobody('/posts'),
  [`GET ${SPACE}/desk`]: ofNobody('/desk'),
  [`POST ${SPACE}/desk/visit`]: ofNobody('/desk/visit'),
  [`POST ${SPACE}/desk/undo`]: ofNobody('/desk/undo'),
  [`GET ${SPACE}/desk/token.json`]: ofNobody('/desk/token.json'),
  [`POST ${SPACE}/desk/events`]: ofNobody('/desk/events'),
  [`GET ${SPACE}/statistics`]: ofNobody('/statistics'),
  [`GET ${SPACE}/statistics.csv`]: ofNobody('/statistics.csv'),
  [`GET ${SPACE}/poster`]: ofNobody('/poster'),
  [`GET ${SPACE}/people`]: ofNobody('/people'),
  [`POST ${SPACE}/people/invite`]: ofNobody('/people/invite'),
  [`POST ${SPACE}/people/training`]: ofNobody('/people/training'),
  [`POST ${SPACE}/people/remove`]: ofNobody('/people/remove'),
  [`GET ${INVITATION}`]: 'signed_in',
  [`POST ${INVITATION}`]: 'signed_in',
  [`GET ${SPACE}/edit`]: ofNobody('/edit'),
  [`POST ${SPACE}/edit`]: ofNobody('/edit'),
  [`GET ${SPACE}/hours`]: ofNobody('/hours'),
  [`POST ${SPACE}/hours`]: ofNobody('/hours'),
  [`POST ${SPACE}/hours/exceptions`]: ofNobody('/hours/exceptions'),
  [`GET ${SPACE}/label`]: ofNobody('/label'),
  [`POST ${SPACE}/label`]: ofNobody('/label'),
  [`POST ${SPACE}/label/begin`]: ofNobody('/label/begin'),
  [`POST ${SPACE}/label/withdraw`]: ofNobody('/label/withdraw'),
  [`POST ${SPACE}/label/appeal`]: ofNobody('/label/appeal'),
  [`GET ${SPACE}/label/files/:file{${UUID}}`]: ofNobody(`/label/files/${crypto.randomUUID()}`),
  'GET /spaces/label-queue': REVIEWERS,
  [`GET ${SPACE}/review`]: ofReview('/review'),
  [`POST ${SPACE}/review`]: ofReview('/review'),
  [`POST ${SPACE}/review/label`]: ofReview('/review/label'),
};
