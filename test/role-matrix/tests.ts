import type { Rows } from './row.ts';

const TEST = '/tests/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';
const POSITION = ':position{[0-9]{1,3}}';

export const rows: Rows = {
  'GET /tests': 'everybody',
  'POST /tests': 'everybody',
  'GET /tests/data.json': 'signed_in',
  [`GET ${TEST}`]: 'everybody',
  [`POST ${TEST}/answers/${POSITION}`]: 'everybody',
  [`POST ${TEST}/beat/${POSITION}`]: 'everybody',
  [`POST ${TEST}/pause`]: 'everybody',
  [`POST ${TEST}/resume`]: 'everybody',
  [`POST ${TEST}/end`]: 'everybody',
  [`POST ${TEST}/report/${POSITION}`]: 'everybody',
  [`POST ${TEST}/keep`]: 'everybody',
  [`POST ${TEST}/leave`]: 'everybody',
};
