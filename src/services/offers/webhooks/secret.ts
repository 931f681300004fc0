import { createHmac } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { seal, unseal } from '#platform/credentials/index.ts';
import { FORMER_SECRET_HOURS, signedContent } from '../domain/webhook.ts';
import type { Webhook } from '../queries/webhooks.ts';

const SECRET_BYTES = 32;
const sealName = (distributorId: string) => `webhook:${distributorId}`;

/** A new secret: as it is kept, and as it is shown this once. */
export function newSecret(ctx: Context, distributorId: string): { sealed: Buffer; shown: string } {
  const secret = ctx.random.bytes(SECRET_BYTES);
  return {
    sealed: seal(ctx.config, sealName(distributorId), secret),
    shown: `whsec_${Buffer.from(secret).toString('base64')}`,
  };
}

/**
 * Headers that say who calls and when, signed as in the Standard Webhooks specification 1.0: HMAC-SHA256
 * of the id, the time and the body, once for each secret that holds.
 */
export function signedHeaders(
  ctx: Context,
  distributorId: string,
  webhook: Webhook,
  call: { readonly id: string; readonly body: string },
): Record<string, string> {
  const seconds = Math.floor(ctx.clock.now().getTime() / 1000);
  const content = signedContent(call.id, seconds, call.body);
  const signatures = secretsOf(ctx, webhook).map((sealed) => {
    const secret = unseal(ctx.config, sealName(distributorId), sealed);
    return `v1,${createHmac('sha256', secret).update(content).digest('base64')}`;
  });
  return {
    'webhook-id': call.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}

function secretsOf({ clock }: Context, { secret, formerSecret, secretSince }: Webhook): Buffer[] {
  const age = secretSince ? clock.now().getTime() - secretSince.getTime() : 0;
  const former = age < FORMER_SECRET_HOURS * 3_600_000 ? formerSecret : null;
  return [secret, former].filter((one) => one !== null);
}
