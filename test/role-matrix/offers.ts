import { loadShippedCatalogue } from '#services/offers/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Row, Rows } from './row.ts';

const SLUG = ':slug{[a-z0-9]+(?:-[a-z0-9]+)*}';

function shipped(path: string): Row {
  return {
    allowed: 'everybody',
    path: async (app: TestApp) => {
      await loadShippedCatalogue(app.ctx);
      return path;
    },
  };
}

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const ORDER = `/orders/:id{${UUID}}`;
const DISTRIBUTOR = `/distributors/:id{${UUID}}`;
/** Whose orders they see is their own affair: the association or the distributor of their role. */
const PARTIES = ['association_owner'] as const;

export const rows: Rows = {
  'GET /offers': 'everybody',
  'GET /offers/catalogue.csv': 'everybody',
  'GET /offers/figures': 'everybody',
  'GET /offers/figures.csv': 'everybody',
  [`GET /offers/${SLUG}`]: shipped('/offers/slack-pro'),
  [`GET /offers/${SLUG}/compare`]: shipped('/offers/slack-pro/compare'),
  [`POST /offers/${SLUG}/use`]: PARTIES,
  [`POST /offers/${SLUG}/documents`]: ['administrator', 'administrator_here'],
  [`GET /offers/${SLUG}/documents/:document{${UUID}}`]: 'everybody',
  [`POST /offers/${SLUG}/documents/:document{${UUID}}/remove`]: [
    'administrator',
    'administrator_here',
  ],
  [`GET /offers/${SLUG}/order`]: PARTIES,
  [`POST /offers/${SLUG}/order`]: PARTIES,
  'GET /distributors': ['administrator'],
  'POST /distributors': ['administrator'],
  [`GET ${DISTRIBUTOR}`]: ['administrator', 'administrator_here'],
  [`POST ${DISTRIBUTOR}/state`]: ['administrator', 'administrator_here'],
  [`POST ${DISTRIBUTOR}/authorisations`]: ['administrator', 'administrator_here'],
  [`POST ${DISTRIBUTOR}/authorisations/:authorisation{${UUID}}/withdraw`]: [
    'administrator',
    'administrator_here',
  ],
  [`POST ${DISTRIBUTOR}/agents`]: ['administrator', 'administrator_here'],
  [`POST ${DISTRIBUTOR}/agents/:grant{${UUID}}/remove`]: ['administrator', 'administrator_here'],
  [`GET ${DISTRIBUTOR}/webhook`]: ['administrator', 'administrator_here'],
  [`POST ${DISTRIBUTOR}/webhook`]: ['administrator', 'administrator_here'],
  [`POST ${DISTRIBUTOR}/webhook/secret`]: ['administrator', 'administrator_here'],
  [`POST ${DISTRIBUTOR}/webhook/calls/:call{${UUID}}`]: ['administrator', 'administrator_here'],
  'GET /api/v1/orders': 'token',
  'GET /api/v1/orders/:id': 'token',
  'POST /api/v1/orders/:id/moves': 'token',
  'POST /api/v1/orders/:id/deliveries': 'token',
  'GET /orders': PARTIES,
  [`GET ${ORDER}`]: PARTIES,
  [`POST ${ORDER}/move`]: PARTIES,
  [`POST ${ORDER}/remove`]: PARTIES,
  [`POST ${ORDER}/deliver`]: PARTIES,
  [`GET ${ORDER}/keys`]: PARTIES,
  [`GET ${ORDER}/quote.pdf`]: PARTIES,
};
