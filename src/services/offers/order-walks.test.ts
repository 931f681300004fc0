import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import type { Result } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import type { TestApp } from '#test/harness/app.ts';
import { entitle, market } from '#test/harness/market.ts';
import { prospectOf, putInBasket } from './actions/basket.ts';
import { deliver } from './actions/deliver.ts';
import { moveOrder } from './actions/move.ts';
import {
  ORDER,
  ORDER_EVENTS,
  type OrderEvent,
  type OrderState,
  seatsInQuota,
} from './domain/order.ts';
import { clockJob } from './jobs.ts';
import { orderById } from './queries/orders.ts';
import { productBySlug } from './queries/products.ts';
import type { Product } from './queries/rows.ts';

const QUOTA = 5;
const BEGUN = '2026-11-24T09:00:00Z';

/** What either side, or the calendar, may try; most of it is refused most of the time. */
const tries = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('begin' as const),
      seats: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      order: fc.nat({ max: 2 }),
      event: fc.constantFrom(...ORDER_EVENTS),
    }),
  },
  // The way that orders go, so that walks get far.
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('onward' as const), order: fc.nat({ max: 2 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      order: fc.nat({ max: 2 }),
      seats: fc.integer({ min: 1, max: 3 }),
    }),
  },
);
const ONWARD: Readonly<Partial<Record<OrderState, OrderEvent | 'deliver'>>> = {
  cart: 'quote',
  quoted: 'order',
  ordered: 'accept',
  accepted: 'deliver',
  partly_fulfilled: 'deliver',
  fulfilled: 'invoice',
};
const walk = fc.array(
  fc.record({
    // At the same moment, by both sides.
    together: fc.array(tries, { minLength: 1, maxLength: 5 }),
    days: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 15, 31),
  }),
  { minLength: 10, maxLength: 16 },
);

interface Stand {
  readonly app: TestApp;
  readonly product: Product;
  readonly distributor: string;
  readonly seller: Actor;
  /** States that walks came to. */
  readonly seen: Set<OrderState>;
}

test('whatever both sides and the calendar do, at once or in turn, each seat is counted once', async (t) => {
  const { app, here, agent, of } = await market(t);
  await app.database.pool.query(
    "UPDATE offers.product SET quota_months = 1, quota_seats = $1 WHERE slug = 'zoom-pro'",
    [QUOTA],
  );
  const product = (await productBySlug(app.ctx.db, 'zoom-pro')) as Product;
  const seller = acting(agent.accountId, 'distributor_agent', of(here));
  const stand: Stand = { app, product, distributor: here, seller, seen: new Set() };
  let clubs = 0;
  await fc.assert(
    fc.asyncProperty(walk, async (steps) => {
      clubs += 1;
      // Each walk begins on the same day, while the distributor may sell.
      app.clock.set(BEGUN);
      const club = await newClub(app, clubs);
      const orders: string[] = [];
      for (const { together, days } of steps) {
        await Promise.all(together.map((one) => attempt(stand, club, orders, one)));
        await check(stand, club);
        if (days === 0) continue;
        app.clock.advance({ days });
        await clockJob.run(app.ctx, {});
        await check(stand, club);
      }
    }),
    // What happened at once does not happen again the same: nothing to make smaller.
    { numRuns: 20, endOnFailure: true },
  );
  for (const state of ['accepted', 'fulfilled', 'invoiced', 'expired'] as const)
    assert.ok(stand.seen.has(state), `no walk came to ${state}: they prove little`);
});

interface Club {
  readonly id: string;
  readonly department: string;
  readonly buyer: Actor;
}

async function newClub(app: TestApp, number: number): Promise<Club> {
  const facts = { nature: 'D', position: 'A', object: 'jeu d’échecs', objectCode1: '007005' };
  const rna = `W3020${String(number).padStart(5, '0')}`;
  const [club] = await addOrganisations(app.ctx, [
    { name: `Club ${number}`, communeCode: '30189', rna, facts },
  ]);
  const { id, department } = club as { id: string; department: string };
  const scope = { kind: 'organisation', id } as const;
  const grants = [{ role: 'association_owner', scope }] as const;
  const treasurer = await app.as({ email: `club-${number}@test.example`, grants });
  await entitle(treasurer, id);
  return { id, department, buyer: acting(treasurer.accountId, 'association_owner', scope) };
}

function acting(
  accountId: AccountId,
  role: 'association_owner' | 'distributor_agent',
  scope: { readonly kind: 'organisation'; readonly id: string },
): Actor {
  return { kind: 'person', accountId, grants: [{ role, scope }] };
}

async function attempt(
  { app, product, distributor, seller }: Stand,
  club: Club,
  orders: string[],
  one: typeof tries extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> {
  if (one.kind === 'begin') {
    const begun = await putInBasket(app.ctx, club.buyer, {
      organisationId: club.id,
      slug: product.slug,
      distributorId: distributor,
      seats: { employee: one.seats },
    });
    if (begun.ok && !orders.includes(begun.value)) orders.push(begun.value);
    return;
  }
  const order = orders[one.order % orders.length];
  if (order === undefined) return;
  const state = (await orderById(app.ctx.db, order))?.state;
  const onward = one.kind === 'onward' ? ONWARD[state ?? 'closed'] : undefined;
  if (one.kind === 'deliver' || onward === 'deliver') {
    const quantity = one.kind === 'deliver' ? one.seats : 1;
    await deliver(app.ctx, seller, order, { productId: product.id, quantity, content: 'KEY' });
    return;
  }
  const event = one.kind === 'move' ? one.event : onward;
  if (!event) return;
  const move = { event, reason: 'Parce que.' };
  for (const actor of [club.buyer, seller]) await moveOrder(app.ctx, actor, order, move);
}

interface Counted {
  readonly id: string;
  readonly state: OrderState;
  readonly quantity: number;
  readonly delivered: number;
  readonly keys: number;
  readonly cycle: string | null;
  readonly events: readonly (typeof ORDER_EVENTS)[number][];
}

/** The invariants, from what the tables say alone. */
async function check({ app, product, seen }: Stand, club: Club): Promise<void> {
  const { pool } = app.database;
  const { rows: lines } = await pool.query<Counted>(
    `SELECT o.id, o.state, l.quantity, l.delivered, l.cycle_starts_on AS cycle,
       (SELECT coalesce(sum(quantity), 0)::int FROM offers.delivery WHERE order_id = o.id) AS keys,
       ARRAY(SELECT event FROM offers.order_step WHERE order_id = o.id ORDER BY seq) AS events
     FROM offers.purchase_order o JOIN offers.order_line l ON l.order_id = o.id
     WHERE o.organisation_id = $1`,
    [club.id],
  );
  const counted = new Map<string, number>();
  for (const { state, quantity, delivered, keys, cycle, events } of lines) {
    seen.add(state);
    assert.equal(keys, delivered, 'no count without its keys, no keys without their count');
    assert.ok(delivered <= quantity);
    let replayed: OrderState = 'cart';
    for (const event of events) {
      const next: Result<OrderState> = transition(ORDER, replayed, event);
      assert.ok(next.ok, `${event} in ${replayed}`);
      replayed = next.value;
    }
    assert.equal(replayed, state, 'the state is what its steps lead to');
    if (state === 'fulfilled' && !events.includes('settle')) assert.equal(delivered, quantity);
    const seats = seatsInQuota(state, { seats: quantity, delivered });
    if (seats > 0) counted.set(cycle as string, (counted.get(cycle as string) ?? 0) + seats);
  }
  const { rows: cycles } = await pool.query<{ starts: string; taken: number }>(
    'SELECT starts_on AS starts, taken FROM offers.quota_cycle WHERE organisation_id = $1',
    [club.id],
  );
  for (const { starts, taken } of cycles) {
    assert.equal(taken, counted.get(starts) ?? 0, `seats of the cycle of ${starts}`);
    assert.ok(taken <= QUOTA, `${taken} seats of ${QUOTA}`);
  }
  for (const [starts, seats] of counted)
    assert.ok(
      cycles.some((cycle) => cycle.starts === starts),
      `${seats} seats in a cycle that is not`,
    );
  const latest = cycles.toSorted((a, b) => (a.starts < b.starts ? 1 : -1))[0];
  const { seatsLeft } = await prospectOf(app.ctx, club, product);
  const free = [QUOTA, QUOTA - (latest?.taken ?? 0)];
  assert.ok(free.includes(seatsLeft as number), 'what is told to be left is what is left');
}
