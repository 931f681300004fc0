import type { Request } from '#platform/http/env.ts';
import { readForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { organisationById } from '#services/associations/index.ts';
import { type BasketRefusal, dayThere, prospectOf, putInBasket } from '../actions/basket.ts';
import { SEAT_ROLES, type SeatCounts } from '../domain/seats.ts';
import { orderTexts } from '../messages/orders/index.ts';
import { BUYER_ROLES, buysFor } from '../policy.ts';
import { distributorsFor } from '../queries/distributors.ts';
import { productBySlug } from '../queries/products.ts';
import { StartPage } from '../views/orders/start-page.tsx';
import { crumbs } from './catalogue.tsx';

const PATH = '/offers/:slug{[a-z0-9]+(?:-[a-z0-9]+)*}/order';

/** The field that a refusal is about. */
const FIELDS: Readonly<Partial<Record<BasketRefusal, string>>> = {
  seats_missing: 'employee',
  quota_exceeded: 'employee',
  no_distributor: 'distributor',
  not_authorised_product: 'distributor',
  not_authorised_department: 'distributor',
  authorisation_not_yet: 'distributor',
  authorisation_over: 'distributor',
  authorisation_withdrawn: 'distributor',
};

/** From a product to a basket: for which association, for how many, from whom. */
export function startOrderRoutes(pages: Routes): void {
  pages.get(PATH, BUYER_ROLES, (c) => show(c, c.req.query('for') ?? '', {}, {}));

  pages.post(PATH, BUYER_ROLES, async (c) => {
    const values = typedTexts(await readForm(c));
    const association = values.association ?? '';
    const m = orderTexts(c.get('lang'));
    const seats: Record<string, number> = {};
    for (const role of SEAT_ROLES) {
      const text = (values[role] ?? '').trim();
      if (text === '') continue;
      if (!/^\d{1,5}$/.test(text))
        return show(c, association, values, { [role]: m.refusals.seats_missing });
      seats[role] = Number(text);
    }
    const put = await putInBasket(c.get('ctx'), c.get('actor'), {
      organisationId: association,
      slug: c.req.param('slug') ?? '',
      distributorId: values.distributor ?? '',
      seats: seats as SeatCounts,
    });
    if (put.ok) return c.redirect(`/orders/${put.value}`, 303);
    if (put.error === 'not_found' || put.error === 'not_yours') return notFoundPage(c);
    const field = FIELDS[put.error] ?? String(put.detail?.role ?? '');
    return show(c, association, values, { [field]: m.refusals[put.error] });
  });
}

async function show(
  c: Request,
  wanted: string,
  values: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = orderTexts(c.get('lang'));
  const product = await productBySlug(ctx.db, c.req.param('slug') ?? '');
  if (product?.state !== 'listed' || product.libre) return notFoundPage(c);
  const own = [];
  for (const id of buysFor(c.get('actor'))) {
    const found = await organisationById(ctx, id);
    if (found) own.push(found);
  }
  const chosen = own.find(({ id }) => id === wanted) ?? own[0];
  if (!chosen) return notFoundPage(c);
  const prospect = await prospectOf(ctx, chosen, product);
  const distributors = await distributorsFor(ctx.db, {
    productId: product.id,
    department: chosen.department,
    on: dayThere(ctx, chosen.department),
  });
  return page(c, {
    title: m.start(product.name),
    lead: m.startLead,
    breadcrumbs: [...crumbs(c), { text: product.name, href: `/offers/${product.slug}` }],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: (
      <StartPage
        product={product}
        associations={own}
        chosen={chosen.id}
        obstacle={prospect.obstacle}
        eligibilityHref={`/eligibility/check/${chosen.id}?pack=${product.pack}`}
        seatsLeft={prospect.seatsLeft}
        distributors={distributors}
        values={values}
        errors={errors}
      />
    ),
  });
}
