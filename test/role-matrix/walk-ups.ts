import type { Fields, TestApp } from '#test/harness/app.ts';
import { addIntake } from '#test/harness/walk-ups.ts';
import type { Row, Rows, Who } from './row.ts';

/** The crisis below is in department 30. */
const MANAGE_HERE = ['officer_here', 'officer_national'] as const;
const DESK_HERE = [...MANAGE_HERE, 'site_leader_here'] as const;

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const INTAKE = `/crises/:id{${UUID}}/intake`;
const DESK = `/crises/:id{${UUID}}/desk`;

function there(
  allowed: readonly Who[],
  path: (made: Awaited<ReturnType<typeof addIntake>>) => string,
  fields: Fields = {},
): Row {
  return {
    allowed,
    fields,
    path: async (app: TestApp) => {
      const made = await addIntake(app.ctx);
      return `/crises/${made.crisisId}/${path(made)}`;
    },
  };
}

export const rows: Rows = {
  'GET /aide/:code': 'everybody',
  'POST /aide/:code': 'everybody',
  'GET /aide/:code/:token': 'everybody',
  'POST /aide/:code/:token': 'everybody',
  'GET /aide/:code/:token/badge': 'everybody',
  'GET /help/:code/:token/badge': 'everybody',
  'GET /help/:code': 'everybody',
  'POST /help/:code': 'everybody',
  'GET /help/:code/:token': 'everybody',
  'POST /help/:code/:token': 'everybody',
  'GET /crises/join/:token': 'signed_in',
  'POST /crises/join/:token': 'signed_in',
  [`GET ${INTAKE}`]: there(MANAGE_HERE, () => 'intake'),
  [`POST ${INTAKE}`]: there(MANAGE_HERE, () => 'intake'),
  [`POST ${INTAKE}/slots`]: there(MANAGE_HERE, () => 'intake/slots'),
  [`POST ${INTAKE}/slots/:slot{${UUID}}`]: there(
    MANAGE_HERE,
    ({ slotIds }) => `intake/slots/${slotIds[0]}`,
    { places: '50' },
  ),
  [`POST ${INTAKE}/move`]: there(MANAGE_HERE, () => 'intake/move', { event: 'stop' }),
  [`GET ${INTAKE}/poster`]: there(DESK_HERE, () => 'intake/poster'),
  [`GET ${DESK}`]: there(DESK_HERE, () => 'desk'),
  [`GET ${DESK}/events`]: there(DESK_HERE, () => 'desk/events'),
  [`POST ${DESK}`]: there(DESK_HERE, () => 'desk'),
  [`GET ${DESK}/:person{${UUID}}`]: there(DESK_HERE, ({ personId }) => `desk/${personId}`),
  [`GET ${DESK}/:person{${UUID}}/badge`]: there(
    DESK_HERE,
    ({ personId }) => `desk/${personId}/badge`,
  ),
  [`POST ${DESK}/:person{${UUID}}`]: there(DESK_HERE, ({ personId }) => `desk/${personId}`, {
    act: 'arrive',
  }),
};
