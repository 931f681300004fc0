import { type Context, transaction } from '#platform/context.ts';
import { departmentByCode } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  type AttestationRefusal,
  entitlementOf,
  organisationById,
  whyNotAttested,
} from '#services/associations/index.ts';
import { type AuthorisationRefusal, whyNotAuthorised } from '../domain/authorisation.ts';
import { cycleOn, seatsLeft } from '../domain/quota.ts';
import { rolesRefused, type SeatCounts, seatTotal } from '../domain/seats.ts';
import { buysFor } from '../policy.ts';
import { authorisationsOf, distributorById } from '../queries/distributors.ts';
import { insertOrder, lockOrder, openCart, putLine, removeLine } from '../queries/orders.ts';
import { productBySlug } from '../queries/products.ts';
import { firstOrderOn, takenIn } from '../queries/quotas.ts';
import type { Product } from '../queries/rows.ts';

export type BasketRefusal =
  | 'not_found'
  | 'not_yours'
  | 'price_unknown'
  | 'seats_missing'
  | 'seat_role_refused'
  | 'quota_exceeded'
  | 'not_entitled'
  | 'no_distributor'
  | AttestationRefusal
  | AuthorisationRefusal;

export interface Wish {
  readonly organisationId: string;
  readonly slug: string;
  readonly distributorId: string;
  readonly seats: SeatCounts;
}

/** Most seats of one line; a larger order is a call for tenders. */
export const MOST_SEATS = 10_000;
/** Read aloud and typed without mistakes: 32 signs, no I, L, O or U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function referenceFrom(bytes: Uint8Array): string {
  return `C-${Array.from(bytes, (byte) => SIGNS[byte % 32]).join('')}`;
}

/** What an association would be told today if it asked for a product: before any basket. */
export interface Prospect {
  /** Undefined: entitled, and the order can carry the attestation. */
  readonly obstacle: 'not_entitled' | AttestationRefusal | undefined;
  /** Undefined: no limit. */
  readonly seatsLeft: number | undefined;
}

export async function prospectOf(
  ctx: Context,
  organisation: { readonly id: string; readonly department: string },
  product: Product,
): Promise<Prospect> {
  const entitlement = await entitlementOf(ctx, organisation.id, product.pack);
  return {
    obstacle:
      entitlement.state === 'eligible'
        ? await whyNotAttested(ctx, entitlement.decisionId)
        : 'not_entitled',
    seatsLeft: await leftOf(ctx, organisation, product),
  };
}

async function leftOf(
  ctx: Context,
  organisation: { readonly id: string; readonly department: string },
  product: Product,
): Promise<number | undefined> {
  if (product.quotaSeats === null || product.quotaMonths === null) return undefined;
  const rule = { seats: product.quotaSeats, months: product.quotaMonths };
  const account = { organisationId: organisation.id, productId: product.id };
  const cycle = cycleOn(
    rule,
    await firstOrderOn(ctx.db, account),
    dayThere(ctx, organisation.department),
  );
  return seatsLeft(rule, await takenIn(ctx.db, account, cycle.startsOn));
}

/** Today where the association is: a quota and an authorisation begin and end on local days. */
export function dayThere(ctx: Context, department: string): DateString {
  return localDate(ctx.clock.now(), departmentByCode(department)?.timeZone);
}

/**
 * Puts a product in the association's basket with a distributor, in place of what it held of it. Every
 * condition of the order is checked now, so that nothing is refused at its last step for a reason that
 * was known at its first. `quota_exceeded` carries what is left, `seat_role_refused` the first role.
 * Returns the id of the order.
 */
export async function putInBasket(
  ctx: Context,
  actor: Actor,
  wish: Wish,
): Promise<Result<string, BasketRefusal>> {
  if (!buysFor(actor).includes(wish.organisationId)) return refuse('not_yours');
  const organisation = await organisationById(ctx, wish.organisationId);
  const product = await productBySlug(ctx.db, wish.slug);
  if (!organisation || product?.state !== 'listed') return refuse('not_found');
  const { associationPrice } = product;
  if (product.libre || associationPrice === null) return refuse('price_unknown');

  const quantity = seatTotal(wish.seats);
  if (quantity < 1 || quantity > MOST_SEATS) return refuse('seats_missing');
  const [role] = rolesRefused(wish.seats, product.seatRoles);
  if (role !== undefined) return refuse('seat_role_refused', { role });

  const { obstacle, seatsLeft: left } = await prospectOf(ctx, organisation, product);
  if (obstacle) return refuse(obstacle);
  if (left !== undefined && quantity > left) return refuse('quota_exceeded', { left });

  const distributor = await distributorById(ctx.db, wish.distributorId);
  if (distributor?.state !== 'active') return refuse('no_distributor');
  const why = whyNotAuthorised(await authorisationsOf(ctx.db, distributor.id), {
    productId: product.id,
    department: organisation.department,
    on: dayThere(ctx, organisation.department),
  });
  if (why !== undefined) return refuse(why);

  return transaction(ctx, async (tx) => {
    const orderId =
      (await openCart(tx.db, organisation.id, distributor.id))?.id ??
      (await openOrder(tx, actor, organisation, distributor.id));
    await putLine(tx.db, orderId, {
      productId: product.id,
      seats: wish.seats,
      quantity,
      unitPrice: associationPrice,
      publicPrice: product.publicPrice,
      vatRate: product.vatRate,
    });
    return ok(orderId);
  });
}

async function openOrder(
  tx: Context,
  actor: Actor,
  organisation: { readonly id: string; readonly department: string },
  distributorId: string,
): Promise<string> {
  const id = tx.ids.next<'order'>();
  const now = tx.clock.now();
  await insertOrder(tx.db, {
    id,
    reference: referenceFrom(tx.random.bytes(8)),
    organisationId: organisation.id,
    department: organisation.department,
    distributorId,
    state: 'cart',
    stateSince: now,
    createdAt: now,
    invoiceReference: '',
    openedBy: actor.kind === 'person' ? actor.accountId : null,
    source: 'entered',
  });
  return id;
}

/** Takes a product out of a basket; one that is empty stays, for the next product. */
export async function takeFromBasket(
  ctx: Context,
  actor: Actor,
  orderId: string,
  productId: string,
): Promise<Result<undefined, 'not_found' | 'transition_not_allowed'>> {
  return transaction(ctx, async (tx) => {
    const order = await lockOrder(tx.db, orderId);
    if (!order || !buysFor(actor).includes(order.organisationId)) return refuse('not_found');
    if (order.state !== 'cart') return refuse('transition_not_allowed');
    await removeLine(tx.db, orderId, productId);
    return ok();
  });
}
