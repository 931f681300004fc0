import { csvResponse } from '#platform/http/csv.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { figuresCsv, offersFigures } from '../actions/figures.ts';
import { figureTexts } from '../messages/figures/index.ts';
import { FiguresPage } from '../views/figures-page.tsx';
import { crumbs } from './catalogue.tsx';

/** What the programme does, counted, for everybody. Stands before `/offers/:slug`. */
export function figureRoutes(pages: Routes): void {
  pages.get('/offers/figures', 'public', async (c) => {
    const m = figureTexts(c.get('lang'));
    return page(c, {
      title: m.title,
      lead: m.lead,
      breadcrumbs: crumbs(c),
      body: <FiguresPage figures={await offersFigures(c.get('ctx'))} />,
    });
  });

  pages.get('/offers/figures.csv', 'public', async (c) =>
    csvResponse(figuresCsv(await offersFigures(c.get('ctx'))), 'figures.csv'),
  );
}
