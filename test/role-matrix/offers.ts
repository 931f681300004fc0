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

export const rows: Rows = {
  'GET /offers': 'everybody',
  'GET /offers/catalogue.csv': 'everybody',
  [`GET /offers/${SLUG}`]: shipped('/offers/slack-pro'),
  [`GET /offers/${SLUG}/compare`]: shipped('/offers/slack-pro/compare'),
};
