import type { Config } from '#platform/config.ts';
import { page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import type { Service } from '#platform/service.ts';
import { cachedFigures, sortTodo } from './gathering.ts';
import { informationPages } from './information.tsx';
import { texts } from './messages/index.ts';
import { Today } from './views/today.tsx';
import { VisitorHome } from './views/visitor-home.tsx';

/** The front of the house: it shows what the services give it and knows none of them. */
export function home(services: readonly Service[]): Service {
  const pages = routes();
  const doors = services.flatMap((service) => service.door ?? []);
  const todoSources = services.flatMap((service) => service.todo ?? []);
  const figures = cachedFigures(services.flatMap((service) => service.figures ?? []));

  pages.get('/', 'public', async (c) => {
    const [ctx, actor, lang] = [c.get('ctx'), c.get('actor'), c.get('lang')];
    const m = texts(lang);
    if (actor.kind === 'anonymous') {
      const body = <VisitorHome doors={doors} figures={await figures(ctx, lang)} />;
      return page(c, { title: m.title, ownHeading: true, body });
    }
    const items = await Promise.all(todoSources.map((source) => source(ctx, actor, lang)));
    const title = m.today.title(c.get('accountLabel'));
    return page(c, { title, body: <Today items={sortTodo(items.flat())} /> });
  });

  informationPages(pages, services);
  const sitemaps = services.flatMap((service) => service.sitemaps ?? []);
  pages.get('/robots.txt', 'public', (c) => c.text(robots(c.get('ctx').config, sitemaps)));
  return { name: 'home', pages: pages.hono };
}

/** Everything public may be read; addresses that hold a secret are linked from nowhere. */
function robots({ publicUrl }: Config, sitemaps: readonly string[]): string {
  const lines = sitemaps.map((path) => `Sitemap: ${publicUrl}${path}`);
  return ['User-agent: *', 'Allow: /', '', ...lines, ''].join('\n');
}
