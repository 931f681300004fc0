import { downloadResponse } from '#platform/files/index.ts';
import type { Request } from '#platform/http/env.ts';
import { readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { organisationById } from '#services/associations/index.ts';
import { addDocument, DOCUMENT_FILE, removeDocument } from '../actions/documents.ts';
import { declareUse, withdrawUse } from '../actions/uses.ts';
import { texts } from '../messages/index.ts';
import { productTexts } from '../messages/product/index.ts';
import { administersOffers, BUYER_ROLES, buysFor, OFFERS_ADMINISTRATOR_ROLES } from '../policy.ts';
import { documentsOf } from '../queries/documents.ts';
import { alternativesTo, hostingsOf, productBySlug, replacedBy } from '../queries/products.ts';
import type { Product } from '../queries/rows.ts';
import { countDeclaredUses, shownUsers, usesBy } from '../queries/uses.ts';
import { ProductPage } from '../views/product-page.tsx';

export const SLUG = ':slug{[a-z0-9]+(?:-[a-z0-9]+)*}';
const PATH = `/offers/${SLUG}`;
const DOCUMENT = `${PATH}/documents/:document{[0-9a-f]{8}-[0-9a-f-]{27}}`;
/** Names of users on a page: enough to know somebody among them. */
const NAMES = 30;

/** One product: what it is, who uses it, what came with it. */
export function productRoutes(pages: Routes): void {
  pages.get(PATH, 'public', async (c) => {
    const product = await asked(c);
    return product ? show(c, product) : notFoundPage(c);
  });

  pages.post(`${PATH}/use`, BUYER_ROLES, async (c) => {
    const product = await asked(c);
    if (!product) return notFoundPage(c);
    const typed = typedTexts(await readForm(c));
    const organisationId = typed.association ?? '';
    const [ctx, actor] = [c.get('ctx'), c.get('actor')];
    const said =
      typed.say === 'no'
        ? await withdrawUse(ctx, actor, product, organisationId)
        : await declareUse(ctx, actor, product, {
            organisationId,
            shown: typed[`shown_${organisationId}`] === 'on',
          });
    return said.ok ? c.redirect(`/offers/${product.slug}`, 303) : notFoundPage(c);
  });

  pages.post(
    `${PATH}/documents`,
    OFFERS_ADMINISTRATOR_ROLES,
    async (c) => {
      const product = await asked(c);
      if (!product) return notFoundPage(c);
      const form = await readForm(c);
      const title = (typedTexts(form).title ?? '').slice(0, 200);
      const file = form.file instanceof File && form.file.name !== '' ? form.file : undefined;
      const added = await addDocument(c.get('ctx'), c.get('actor'), product, { title, file });
      if (added.ok) return c.redirect(`/offers/${product.slug}`, 303);
      if (added.error === 'not_allowed') return notFoundPage(c);
      const field = added.error === 'title_missing' ? 'title' : 'file';
      const words = productTexts(c.get('lang')).refusals[added.error];
      return show(c, product, { title, errors: { [field]: words } });
    },
    { maxBytes: DOCUMENT_FILE.maxBytes + 256 * 1024 },
  );

  pages.get(DOCUMENT, 'public', async (c) => {
    const { db } = c.get('ctx');
    const product = await asked(c);
    const documents = product ? await documentsOf(db, product.id) : [];
    const document = documents.find(({ id }) => id === c.req.param('document'));
    const file = document && (await downloadResponse(c.get('ctx'), document.fileId));
    return file ?? notFoundPage(c);
  });

  pages.post(`${DOCUMENT}/remove`, OFFERS_ADMINISTRATOR_ROLES, async (c) => {
    const product = await asked(c);
    const id = c.req.param('document') ?? '';
    const removed = product && (await removeDocument(c.get('ctx'), c.get('actor'), product, id));
    return removed?.ok ? c.redirect(`/offers/${product?.slug}`, 303) : notFoundPage(c);
  });
}

async function asked(c: Request): Promise<Product | undefined> {
  return productBySlug(c.get('ctx').db, c.req.param('slug') ?? '');
}

async function show(
  c: Request,
  product: Product,
  typed: { readonly title: string; readonly errors: Readonly<Record<string, string>> } = {
    title: '',
    errors: {},
  },
): Promise<Response> {
  const ctx = c.get('ctx');
  const own = buysFor(c.get('actor'));
  const uses = await usesBy(ctx.db, product.id, own);
  const nameOf = async (id: string) => (await organisationById(ctx, id))?.name ?? '';
  const shown = await shownUsers(ctx.db, product.id, NAMES);
  return page(c, {
    title: product.name,
    breadcrumbs: [{ text: texts(c.get('lang')).title, href: '/offers' }],
    ownHeading: true,
    status: Object.keys(typed.errors).length > 0 ? 422 : 200,
    body: (
      <ProductPage
        product={product}
        alternatives={await alternativesTo(ctx.db, product.id)}
        replaces={await replacedBy(ctx.db, product.id)}
        hostings={await hostingsOf(ctx.db, [product.id])}
        orders={!product.libre && own.length > 0}
        users={{
          slug: product.slug,
          count: await countDeclaredUses(ctx.db, product.id),
          names: (await Promise.all(shown.map(nameOf))).filter(Boolean),
          own: await Promise.all(
            own.map(async (id) => ({
              id,
              name: await nameOf(id),
              use: uses.find(({ organisationId }) => organisationId === id),
            })),
          ),
        }}
        documents={{
          slug: product.slug,
          documents: await documentsOf(ctx.db, product.id),
          administers: administersOffers(c.get('actor')),
          ...typed,
        }}
      />
    ),
  });
}
