import type { Context } from '#platform/context.ts';
import type { JsonValue } from '#platform/db/column-types.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { newToken, sha256 } from './hash.ts';
import { type CeremonyKind, insertCeremony, takeCeremony } from './queries/ceremonies.ts';

const MINUTES = 15;

/** Keeps what the server must remember of an exchange; returns the token for the browser's cookie. */
export async function beginCeremony(
  ctx: Context,
  kind: CeremonyKind,
  data: JsonValue,
  accountId?: AccountId,
): Promise<string> {
  const token = newToken(ctx.random);
  const expiresAt = new Date(ctx.clock.now().getTime() + MINUTES * 60_000);
  await insertCeremony(ctx.db, { tokenHash: sha256(token), kind, accountId, data, expiresAt });
  return token;
}

/** What was kept, once. */
export async function endCeremony(ctx: Context, kind: CeremonyKind, token: string) {
  return token === '' ? undefined : takeCeremony(ctx.db, sha256(token), kind, ctx.clock.now());
}
