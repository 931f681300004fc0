import { join } from 'node:path';
import type { Service } from '#platform/service.ts';
import { accountLines, demoClear, demoLoad } from './commands.ts';
import { loadDemo } from './country.ts';
import { pages } from './routes.tsx';

/** A small invented country to try Renfort on. */
export const demo: Service = {
  name: 'demo',
  migrations: { module: 'demo', folder: join(import.meta.dirname, 'migrations') },
  pages,
  commands: [demoLoad, demoClear],
  demo: async (ctx, progress) => {
    const result = await loadDemo(ctx, progress);
    if (!result.ok) return ['Real people are registered here: the demo country was not loaded.'];
    return ['Demo accounts (sign in with one click on /demo):', ...accountLines()];
  },
};
