import type { Row, Rows } from './row.ts';

const VERSION = '/admin/bank/:version{[1-9][0-9]{0,5}}';
const ITEM = '/admin/bank/items/:item{[a-z0-9]+(?:-[a-z0-9]+)*}';
const KEEPERS = ['administrator'] as const;

const at = (path: string): Row => ({ allowed: KEEPERS, path: async () => path });

export const rows: Rows = {
  'GET /admin/bank': KEEPERS,
  'GET /admin/bank.csv': KEEPERS,
  'POST /admin/bank/recalibrate': KEEPERS,
  [`GET ${VERSION}`]: at('/admin/bank/1'),
  [`POST ${VERSION}/adopt`]: at('/admin/bank/1/adopt'),
  [`POST ${ITEM}/aside`]: at('/admin/bank/items/address-bar/aside'),
  [`POST ${ITEM}/release`]: at('/admin/bank/items/address-bar/release'),
};
