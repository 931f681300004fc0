import type { Rows } from './row.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const SESSION = `/certifications/:id{${UUID}}`;
const SPACE = `/certifications/spaces/:space{${UUID}}`;
const BATCH = `/vouchers/:id{${UUID}}`;
const NOTHING = '00000000-0000-7000-8000-000000000000';
/** Supervisors have a role of their own: for all others the door is shut. */
const SUPERVISORS = [] as const;
/** A local administrator passes the door and is refused behind it. */
const NATIONAL = ['administrator'] as const;

export const rows: Rows = {
  'GET /certifications': 'everybody',
  'POST /certifications/portfolio': 'signed_in',
  'GET /portfolio/:slug{[0-9a-z-]{15}}': 'everybody',
  [`GET ${SESSION}`]: 'everybody',
  [`POST ${SESSION}/price`]: 'signed_in',
  [`POST ${SESSION}/enrol`]: 'signed_in',
  [`POST ${SESSION}/withdraw`]: 'signed_in',
  [`POST ${SESSION}/arrive`]: 'signed_in',
  [`POST ${SESSION}/flag`]: 'signed_in',
  [`POST ${SESSION}/signs`]: 'signed_in',
  [`POST ${SESSION}/appeal`]: 'signed_in',
  [`GET ${SESSION}/certificate.pdf`]: 'signed_in',
  'GET /certifications/supervise': SUPERVISORS,
  [`GET ${SPACE}`]: SUPERVISORS,
  [`POST ${SPACE}`]: SUPERVISORS,
  [`GET ${SESSION}/room`]: SUPERVISORS,
  [`GET ${SESSION}/sheet`]: SUPERVISORS,
  [`POST ${SESSION}/move`]: SUPERVISORS,
  [`POST ${SESSION}/candidates/:candidate{${UUID}}/:act{[a-z]+}`]: {
    allowed: SUPERVISORS,
    path: async () => `/certifications/${NOTHING}/candidates/${NOTHING}/admit`,
  },
  'GET /certifications/appeals': NATIONAL,
  [`POST /certifications/appeals/:id{${UUID}}/:candidate{${UUID}}`]: [
    'administrator',
    'administrator_here',
  ],
  'GET /vouchers': 'signed_in',
  'GET /vouchers/new': NATIONAL,
  'POST /vouchers/new': NATIONAL,
  [`GET ${BATCH}`]: 'signed_in',
  [`GET ${BATCH}/ledger.csv`]: 'signed_in',
  [`POST ${BATCH}/issue`]: ['administrator', 'administrator_here'],
  [`POST ${BATCH}/extend`]: ['administrator', 'administrator_here'],
};
