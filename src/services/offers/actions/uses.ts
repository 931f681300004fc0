import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { buysFor } from '../policy.ts';
import type { Product } from '../queries/rows.ts';
import { type DeclaredUse, deleteUse, saveUse } from '../queries/uses.ts';

/** An association says that it uses a product, and whether its name may be read beside it. */
export async function declareUse(
  ctx: Context,
  actor: Actor,
  product: Product,
  use: DeclaredUse,
): Promise<Result<undefined, 'not_yours'>> {
  if (!buysFor(actor).includes(use.organisationId)) return refuse('not_yours');
  return transaction(ctx, async (tx) => {
    await saveUse(tx.db, product.id, use, tx.clock.now());
    await audit(tx, actor, use.organisationId, 'offers.use_declared', product);
    return ok();
  });
}

/** As if it had never been said. */
export async function withdrawUse(
  ctx: Context,
  actor: Actor,
  product: Product,
  organisationId: string,
): Promise<Result<undefined, 'not_yours'>> {
  if (!buysFor(actor).includes(organisationId)) return refuse('not_yours');
  return transaction(ctx, async (tx) => {
    if (await deleteUse(tx.db, product.id, organisationId))
      await audit(tx, actor, organisationId, 'offers.use_withdrawn', product);
    return ok();
  });
}

async function audit(
  tx: Context,
  actor: Actor,
  organisationId: string,
  action: string,
  { slug }: Product,
): Promise<void> {
  const subject = { kind: 'organisation', id: organisationId };
  await recordAudit(tx, actor, { action, subject, detail: { product: slug } });
}
