import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, typedTexts } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { organisationById } from '#services/associations/index.ts';
import { attestationsOf } from '../actions/attestations.ts';
import { takeFromBasket } from '../actions/basket.ts';
import { deliver, readDeliveries } from '../actions/deliver.ts';
import { moveOrder, partyOf } from '../actions/move.ts';
import { actsOf, ORDER, ORDER_EVENTS, ORDER_STATES, PRIVATE_STATES } from '../domain/order.ts';
import { orderTexts } from '../messages/orders/index.ts';
import { DISTRIBUTOR_ROLES, ORDER_READER_ROLES, readsFor, sellsFor } from '../policy.ts';
import { distributorById } from '../queries/distributors.ts';
import { deliveriesOf, linesOf, orderById, ordersOf, stepsOf } from '../queries/orders.ts';
import type { Order } from '../queries/rows.ts';
import { quotePdf } from '../quote.ts';
import { KeysPage } from '../views/orders/keys-page.tsx';
import { OrderList } from '../views/orders/order-list.tsx';
import { OrderPage } from '../views/orders/order-page.tsx';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const ORDER_PATH = `/orders/:id{${UUID}}`;
const PARTIES = [...ORDER_READER_ROLES, ...DISTRIBUTOR_ROLES] as const;
const PAGE_SIZE = 50;
const ENDED = ORDER_STATES.filter((state) => Object.keys(ORDER[state]).length === 0);
const OPEN = ORDER_STATES.filter((state) => !ENDED.includes(state));

/** Orders, for the two sides of each. */
export function orderRoutes(pages: Routes): void {
  pages.get('/orders', PARTIES, async (c) => {
    const { db } = c.get('ctx');
    const m = orderTexts(c.get('lang'));
    const ended = c.req.query('show') === 'ended';
    const number = Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1);
    const own = readsFor(c.get('actor'));
    const states = (ended ? ENDED : OPEN).filter(
      (state) => own.length > 0 || !PRIVATE_STATES.has(state),
    );
    const { rows, total } = await ordersOf(db, {
      // Who is both sees what the association ordered; the other side has its own person.
      ...(own.length > 0 ? { organisationIds: own } : { distributorIds: sellsFor(c.get('actor')) }),
      states,
      limit: PAGE_SIZE,
      offset: (number - 1) * PAGE_SIZE,
    });
    const names = new Map<string, string>();
    for (const { organisationId } of rows)
      names.set(
        organisationId,
        names.get(organisationId) ??
          (await organisationById(c.get('ctx'), organisationId))?.name ??
          '',
      );
    return page(c, {
      title: m.title,
      lead: m.lead,
      wide: true,
      body: (
        <OrderList
          rows={rows.map((row) => ({ ...row, association: names.get(row.organisationId) ?? '' }))}
          total={total}
          ended={ended}
          page={number}
          pages={Math.ceil(total / PAGE_SIZE)}
        />
      ),
    });
  });

  pages.get(ORDER_PATH, PARTIES, async (c) => {
    const order = await readable(c);
    return order ? show(c, order) : notFoundPage(c);
  });

  pages.post(`${ORDER_PATH}/move`, PARTIES, async (c) => {
    const order = await readable(c);
    if (!order) return notFoundPage(c);
    const form = await parseForm(
      c,
      z.looseObject({ event: z.enum(ORDER_EVENTS, 'transition_not_allowed') }),
    );
    if (!form.ok) return show(c, order);
    const { event } = form.value;
    const word = String(form.value[`word_${event}`] ?? '').slice(0, 500);
    const moved = await moveOrder(c.get('ctx'), c.get('actor'), order.id, {
      event,
      ...(event === 'invoice' ? { invoice: word } : { reason: word }),
    });
    if (moved.ok) return c.redirect(`/orders/${order.id}?done`, 303);
    const now = (await orderById(c.get('ctx').db, order.id)) ?? order;
    const field = moved.error === 'reason_missing' ? `word_${event}` : '';
    return show(c, now, { [field]: moved.error }, { [`word_${event}`]: word });
  });

  pages.post(`${ORDER_PATH}/remove`, PARTIES, async (c) => {
    const order = await readable(c);
    if (!order) return notFoundPage(c);
    const form = await parseForm(c, z.object({ product: z.string().refine(isUuid) }));
    if (form.ok) await takeFromBasket(c.get('ctx'), c.get('actor'), order.id, form.value.product);
    return c.redirect(`/orders/${order.id}`, 303);
  });

  pages.post(`${ORDER_PATH}/deliver`, PARTIES, async (c) => {
    const order = await readable(c);
    if (!order) return notFoundPage(c);
    const form = await parseForm(
      c,
      z.object({
        product: z.string().refine(isUuid, 'not_found'),
        seats: z.coerce.number('seats_missing').int('seats_missing').min(1, 'seats_missing'),
        content: z.string().min(1, 'content_missing').max(20_000, 'content_missing'),
      }),
    );
    if (!form.ok) return show(c, order, form.errors, typedTexts(form.raw));
    const { product, seats, content } = form.value;
    const parcel = { productId: product, quantity: seats, content };
    const delivered = await deliver(c.get('ctx'), c.get('actor'), order.id, parcel);
    if (delivered.ok) return c.redirect(`/orders/${order.id}?done`, 303);
    const field = { too_many: 'seats', content_missing: 'content' }[delivered.error as string];
    const values = { product, seats: String(seats), content };
    return show(c, order, { [field ?? '']: delivered.error }, values);
  });

  pages.get(`${ORDER_PATH}/keys`, PARTIES, async (c) => {
    const order = await readable(c);
    const opened = order && (await readDeliveries(c.get('ctx'), c.get('actor'), order));
    if (!order || !opened?.ok) return notFoundPage(c);
    c.header('cache-control', 'no-store');
    return page(c, {
      title: orderTexts(c.get('lang')).keys,
      lead: orderTexts(c.get('lang')).keysLead,
      breadcrumbs: crumbs(c, order),
      body: <KeysPage deliveries={opened.value} />,
    });
  });

  pages.get(`${ORDER_PATH}/quote.pdf`, PARTIES, async (c) => {
    const order = await readable(c);
    if (!order || order.state === 'cart' || partyOfReader(c, order) !== 'buyer')
      return notFoundPage(c);
    const bytes = await quotePdf(c.get('ctx'), order, c.get('lang'));
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${order.reference}.pdf"`,
      'cache-control': 'no-store',
    });
  });
}

/** An order that this person may read, on one of its sides. */
async function readable(c: Request): Promise<Order | undefined> {
  const order = await orderById(c.get('ctx').db, c.req.param('id') ?? '');
  return order && partyOfReader(c, order) ? order : undefined;
}

function partyOfReader(c: Request, order: Order): 'buyer' | 'distributor' | undefined {
  if (readsFor(c.get('actor')).includes(order.organisationId)) return 'buyer';
  return partyOf(c.get('actor'), order) === 'distributor' ? 'distributor' : undefined;
}

async function show(
  c: Request,
  order: Order,
  errors: FieldErrors = {},
  values: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = orderTexts(c.get('lang'));
  const side = partyOfReader(c, order) ?? 'buyer';
  const acting = partyOf(c.get('actor'), order);
  const lines = await linesOf(ctx.db, [order.id]);
  const failed = Object.keys(errors).length > 0;
  return page(c, {
    title: order.reference,
    ownHeading: true,
    breadcrumbs: [{ text: m.title, href: '/orders' }],
    status: failed ? 422 : 200,
    body: (
      <OrderPage
        order={order}
        party={side}
        acts={acting ? actsOf(acting, order.state) : []}
        association={(await organisationById(ctx, order.organisationId))?.name ?? ''}
        distributor={(await distributorById(ctx.db, order.distributorId))?.name ?? ''}
        lines={lines}
        attestations={await attestationsOf(ctx, lines)}
        steps={await stepsOf(ctx.db, order.id)}
        hasDeliveries={(await deliveriesOf(ctx.db, order.id)).length > 0}
        saved={c.req.query('done') !== undefined && !failed}
        values={values}
        errors={Object.fromEntries(
          Object.entries(errors).map(([field, code]) => [
            field,
            m.refusals[code as keyof typeof m.refusals] ?? m.refusals.transition_not_allowed,
          ]),
        )}
      />
    ),
  });
}

function crumbs(c: Request, order: Order) {
  return [
    { text: orderTexts(c.get('lang')).title, href: '/orders' },
    { text: order.reference, href: `/orders/${order.id}` },
  ];
}
