import type { Request } from '#platform/http/env.ts';
import { type RelyingParty, relyingParty } from '../passkeys.ts';

/** Passkeys belong to our domain name: `undefined` when this page was reached by another. */
export function partyFor(c: Request): RelyingParty | undefined {
  const party = relyingParty(c.get('ctx').config.publicUrl);
  return party && hostname(c) === party.id ? party : undefined;
}

/**
 * This same page where passkeys work, for who reached it by a loopback number: the address that
 * Renfort prints, because it works on every machine, and that browsers refuse passkeys to.
 */
export function passkeyAddress(c: Request): string | undefined {
  const party = relyingParty(c.get('ctx').config.publicUrl);
  if (!party || !/^(127\.[\d.]+|\[::1\])$/.test(hostname(c))) return undefined;
  const { pathname, search } = new URL(c.req.url);
  return new URL(pathname + search, party.origin).href;
}

function hostname(c: Request): string {
  return (c.req.header('host') ?? new URL(c.req.url).host).replace(/:\d+$/, '');
}
