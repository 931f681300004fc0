import { csvResponse } from '#platform/http/csv.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDays } from '#platform/kernel/dates.ts';
import { figuresCsv, ownDashboard, publicDashboard } from '../actions/figures.ts';
import { texts } from '../messages/index.ts';
import { figureTerritory, organisationsOf, READER_ROLES } from '../policy.ts';
import type { FigureScope } from '../queries/figures.ts';
import { type FiguresOf, FiguresPage } from '../views/figures.tsx';
import { dayText } from '../views/parts.tsx';

export function figureRoutes(pages: Routes): void {
  pages.get('/missions/figures', 'public', async (c) => {
    const ctx = c.get('ctx');
    const lang = c.get('lang');
    const m = texts(lang).figures;
    const scopes = scopesOf(c.get('actor'));
    const of = [...scopes.keys()].find((name) => name === c.req.query('of')) ?? 'country';
    const scope = scopes.get(of);
    const dashboard = scope ? await ownDashboard(ctx, scope) : await publicDashboard(ctx);
    const { firstDay, dayAfter } = dashboard.period;
    return page(c, {
      title: m.title,
      lead: m.lead(dayText(lang, firstDay), dayText(lang, addDays(dayAfter, -1))),
      breadcrumbs: [{ text: texts(lang).search.title, href: '/missions' }],
      body: <FiguresPage of={of} choices={['country', ...scopes.keys()]} dashboard={dashboard} />,
    });
  });

  pages.get('/missions/figures.csv', 'public', async (c) =>
    csvResponse(await figuresCsv(c.get('ctx')), 'renfort-missions-figures.csv'),
  );
}

/** What somebody may see exactly, besides the figures for everybody. */
function scopesOf(actor: Actor): Map<FiguresOf, FigureScope> {
  const scopes = new Map<FiguresOf, FigureScope>();
  const { everywhere, departments } = figureTerritory(actor);
  if (everywhere) scopes.set('territory', { kind: 'everywhere' });
  else if (departments.length > 0) {
    scopes.set('territory', { kind: 'departments', codes: departments });
  }
  const ids = organisationsOf(actor, READER_ROLES);
  if (ids.length > 0) scopes.set('association', { kind: 'organisations', ids });
  return scopes;
}
