import type { Request } from '#platform/http/env.ts';
import { type RelyingParty, relyingParty } from '../passkeys.ts';

/** Passkeys belong to our domain name: `undefined` when this page was reached by another. */
export function partyFor(c: Request): RelyingParty | undefined {
  const party = relyingParty(c.get('ctx').config.publicUrl);
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return party && host.replace(/:\d+$/, '') === party.id ? party : undefined;
}
