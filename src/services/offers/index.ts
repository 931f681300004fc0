import { join } from 'node:path';
import type { Service } from '#platform/service.ts';
import { loadShippedCatalogue } from './catalogue/load.ts';
import { commands } from './commands.ts';
import { texts } from './messages/index.ts';
import { countListed } from './queries/products.ts';
import { pages } from './routes/index.tsx';

export { loadShippedCatalogue } from './catalogue/load.ts';

export const service: Service = {
  name: 'offers',
  migrations: { module: 'offers', folder: join(import.meta.dirname, 'migrations') },
  pages,
  commands,
  navigation: [{ href: '/offers', text: (lang) => texts(lang).navigation, access: 'public' }],
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
