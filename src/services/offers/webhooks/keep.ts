import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { mayAsk } from '#platform/outbound/fetch-bounded.ts';
import { administersOffers, sellsFor } from '../policy.ts';
import { lockWebhook, saveWebhook, type Webhook } from '../queries/webhooks.ts';
import { newSecret } from './secret.ts';
import { webhookLimits } from './settings.ts';

/** Who says where a distributor's system is called, and sees whether it answers. */
export function keepsWebhook(actor: Actor, distributorId: string): boolean {
  return administersOffers(actor) || sellsFor(actor).includes(distributorId);
}

/** Where to call; empty: nowhere any more. The first address comes with a secret, shown this once. */
export async function setWebhookUrl(
  ctx: Context,
  actor: Actor,
  distributorId: string,
  url: string,
): Promise<Result<string | undefined, 'not_found' | 'address_refused'>> {
  if (url !== '' && !mayAsk(url, webhookLimits(ctx.config))) return refuse('address_refused');
  return keeping(ctx, actor, distributorId, async (tx, webhook) => {
    const fresh = url !== '' && webhook.secret === null ? newSecret(tx, distributorId) : undefined;
    await saveWebhook(tx.db, distributorId, {
      ...webhook,
      url: url || null,
      ...(fresh && { secret: fresh.sealed, secretSince: tx.clock.now() }),
    });
    await audit(tx, actor, distributorId, 'distributor.webhook_set');
    return ok(fresh?.shown);
  });
}

/** A new secret, shown this once; the one before still signs for a day. */
export async function renewWebhookSecret(
  ctx: Context,
  actor: Actor,
  distributorId: string,
): Promise<Result<string, 'not_found'>> {
  return keeping(ctx, actor, distributorId, async (tx, webhook) => {
    if (webhook.url === null) return refuse('not_found');
    const fresh = newSecret(tx, distributorId);
    await saveWebhook(tx.db, distributorId, {
      ...webhook,
      secret: fresh.sealed,
      formerSecret: webhook.secret,
      secretSince: tx.clock.now(),
    });
    await audit(tx, actor, distributorId, 'distributor.webhook_secret');
    return ok(fresh.shown);
  });
}

async function keeping<T>(
  ctx: Context,
  actor: Actor,
  distributorId: string,
  change: (tx: Context, webhook: Webhook) => Promise<Result<T, 'not_found'>>,
): Promise<Result<T, 'not_found'>> {
  if (!keepsWebhook(actor, distributorId)) return refuse('not_found');
  return transaction(ctx, async (tx): Promise<Result<T, 'not_found'>> => {
    const webhook = await lockWebhook(tx.db, distributorId);
    return webhook ? change(tx, webhook) : refuse('not_found');
  });
}

async function audit(tx: Context, actor: Actor, id: string, action: string): Promise<void> {
  await recordAudit(tx, actor, { action, subject: { kind: 'distributor', id } });
}
