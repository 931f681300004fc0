import { plainText } from '#platform/geo/index.ts';
import { csvResponse } from '#platform/http/csv.ts';
import type { Request } from '#platform/http/env.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { MOST_SEATS } from '../actions/basket.ts';
import { CATEGORIES, formatCatalogue } from '../catalogue/file.ts';
import { catalogueEntries } from '../catalogue/load.ts';
import { texts } from '../messages/index.ts';
import { alternativesTo, hostingsOf, listedProducts, productBySlug } from '../queries/products.ts';
import { CataloguePage } from '../views/catalogue-page.tsx';
import { ComparePage } from '../views/compare-page.tsx';
import { SLUG } from './product.tsx';

/** What everybody may read. */
export function catalogueRoutes(pages: Routes): void {
  pages.get('/offers', 'public', async (c) => {
    const m = texts(c.get('lang'));
    const q = (c.req.query('q') ?? '').slice(0, 100).trim();
    const wanted = c.req.query('category') ?? '';
    const category = CATEGORIES.find((one) => one === wanted) ?? '';
    const libre = c.req.query('libre') === 'yes';
    const all = await listedProducts(c.get('ctx').db, { category, libre });
    const words = plainText(q).split(' ').filter(Boolean);
    const products = all.filter(({ name, publisher, summaryFr, summaryEn }) => {
      const text = plainText(`${name} ${publisher} ${summaryFr} ${summaryEn}`);
      return words.every((word) => text.includes(word));
    });
    return page(c, {
      title: m.title,
      lead: m.lead,
      body: <CataloguePage q={q} category={category} libre={libre} products={products} />,
    });
  });

  pages.get('/offers/catalogue.csv', 'public', async (c) => {
    const entries = await catalogueEntries(c.get('ctx'));
    return csvResponse(
      formatCatalogue(entries.filter(({ state }) => state !== 'draft')),
      'catalogue.csv',
    );
  });

  pages.get(`/offers/${SLUG}/compare`, 'public', async (c) => {
    const { db } = c.get('ctx');
    const m = texts(c.get('lang'));
    const product = await productBySlug(db, c.req.param('slug') ?? '');
    if (!product || product.libre) return notFoundPage(c);
    const typed = (c.req.query('seats') ?? '10').trim().slice(0, 12);
    const seats = /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
    const known = seats >= 1 && seats <= MOST_SEATS ? seats : undefined;
    const alternatives = await alternativesTo(db, product.id);
    return page(c, {
      title: m.compareTitle(product.name),
      lead: m.compareLead,
      breadcrumbs: [...crumbs(c), { text: product.name, href: `/offers/${product.slug}` }],
      status: known === undefined ? 422 : 200,
      body: (
        <ComparePage
          product={product}
          alternatives={alternatives}
          hostings={
            await hostingsOf(
              db,
              alternatives.map(({ id }) => id),
            )
          }
          typed={typed}
          seats={known}
        />
      ),
    });
  });
}

export function crumbs(c: Request) {
  return [{ text: texts(c.get('lang')).title, href: '/offers' }];
}
