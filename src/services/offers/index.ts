import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { Service } from '#platform/service.ts';
import { ordersTodo } from './actions/todo.ts';
import { ordersApi } from './api.ts';
import { loadShippedCatalogue } from './catalogue/load.ts';
import { commands } from './commands.ts';
import { eraseOffersPart } from './erase.ts';
import { jobs } from './jobs.ts';
import { distributorTexts } from './messages/distributors/index.ts';
import { texts } from './messages/index.ts';
import { orderTexts } from './messages/orders/index.ts';
import { DISTRIBUTOR_ROLES, OFFERS_ADMINISTRATOR_ROLES, ORDER_READER_ROLES } from './policy.ts';
import { distributorById } from './queries/distributors.ts';
import { countListed } from './queries/products.ts';
import { pages } from './routes/index.tsx';

export async function distributorName(ctx: Context, id: string): Promise<string | undefined> {
  return isUuid(id) ? (await distributorById(ctx.db, id))?.name : undefined;
}

export { loadShippedCatalogue } from './catalogue/load.ts';

export const service: Service = {
  name: 'offers',
  migrations: { module: 'offers', folder: join(import.meta.dirname, 'migrations') },
  pages,
  api: ordersApi,
  commands,
  erase: eraseOffersPart,
  todo: ordersTodo,
  jobs,
  navigation: [
    {
      href: '/offers',
      section: 'associations',
      text: (lang) => texts(lang).navigation,
      access: 'public',
    },
    {
      href: '/distributors',
      section: 'administration',
      text: (lang) => distributorTexts(lang).navigation,
      access: OFFERS_ADMINISTRATOR_ROLES,
      national: true,
      rank: 90,
    },
    {
      href: '/distributors',
      section: 'associations',
      text: (lang) => distributorTexts(lang).own,
      access: DISTRIBUTOR_ROLES,
      rank: 45,
    },
    {
      href: '/orders',
      section: 'associations',
      text: (lang) => orderTexts(lang).navigation,
      access: [...ORDER_READER_ROLES, ...DISTRIBUTOR_ROLES],
      rank: 40,
    },
  ],
  door: { way: 'software', href: '/offers' },
  figures: async (ctx, lang) => {
    const value = await countListed(ctx.db);
    return value === 0 ? [] : [{ value, label: texts(lang).figure(value) }];
  },
  /** A new Renfort has the catalogue that ships; later ones are read by the command. */
  async start(ctx) {
    if ((await countListed(ctx.db)) === 0) await loadShippedCatalogue(ctx);
    return { stop: async () => {} };
  },
};
