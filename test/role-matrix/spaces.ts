import { addOrganisations } from '#services/associations/fixtures.ts';
import { addSpaces } from '#services/spaces/fixtures.ts';
import type { TestApp } from '#test/harness/app.ts';
import { REVIEWERS, type Row, type Rows } from './row.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const SPACE = `/spaces/:id{${UUID}}`;

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
