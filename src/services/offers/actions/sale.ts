import type { Context } from '#platform/context.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  type AttestationRefusal,
  attestationFor,
  entitlementOf,
  whyNotAttested,
} from '#services/associations/index.ts';
import { type AuthorisationRefusal, whyNotAuthorised } from '../domain/authorisation.ts';
import { authorisationsOf, distributorById } from '../queries/distributors.ts';
import { setLineProof } from '../queries/orders.ts';
import { productsByIds } from '../queries/products.ts';
import type { Order, OrderLine, Product } from '../queries/rows.ts';
import { dayThere } from './basket.ts';

export type SaleRefusal =
  | 'no_distributor'
  | 'not_entitled'
  | AuthorisationRefusal
  | AttestationRefusal;

/**
 * May this distributor sell these products to this association today? Asked when quoting, and again
 * when ordering; from the order on, each line carries the attestation that says so.
 */
export async function checkSale(
  tx: Context,
  order: Order,
  lines: readonly OrderLine[],
  event: 'quote' | 'order',
): Promise<Result<undefined, SaleRefusal>> {
  const distributor = await distributorById(tx.db, order.distributorId);
  if (distributor?.state !== 'active') return refuse('no_distributor');
  const products = await productsByIds(
    tx.db,
    lines.map(({ productId }) => productId),
  );
  const held = await authorisationsOf(tx.db, order.distributorId);
  const { department } = order;
  const on = dayThere(tx, department);
  for (const { id: productId, name } of products) {
    const why = whyNotAuthorised(held, { productId, department, on });
    if (why !== undefined) return refuse(why, { product: name });
  }
  // In the order of their names: two orders of one association lock its decisions the same way.
  const programmes = [...Map.groupBy(products, ({ pack }) => pack)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [pack, own] of programmes) {
    const entitlement = await entitlementOf(tx, order.organisationId, pack);
    if (entitlement.state !== 'eligible') return refuse('not_entitled');
    const { decisionId } = entitlement;
    if (event === 'order') {
      const attested = await attest(tx, order, linesOfProducts(lines, own), decisionId);
      if (!attested.ok) return attested;
    } else {
      const refusal = await whyNotAttested(tx, decisionId);
      if (refusal) return refuse(refusal);
    }
  }
  return ok();
}

/** One attestation for all lines of a programme, for as many people as the largest. */
async function attest(
  tx: Context,
  order: Order,
  lines: readonly OrderLine[],
  decisionId: string,
): Promise<Result<undefined, AttestationRefusal>> {
  const seats = Math.max(...lines.map(({ quantity }) => quantity));
  const attested = await attestationFor(tx, decisionId, seats);
  if (!attested.ok) return attested;
  for (const { productId } of lines)
    await setLineProof(tx.db, order.id, productId, { decisionId, attestation: attested.value });
  return ok();
}

function linesOfProducts(lines: readonly OrderLine[], products: readonly Product[]): OrderLine[] {
  return lines.filter(({ productId }) => products.some(({ id }) => id === productId));
}
