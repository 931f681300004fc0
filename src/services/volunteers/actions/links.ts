import type { Context } from '#platform/context.ts';
import { insertLink, type LinkPurpose, linkByHash, markLinkUsed } from '../queries/register.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { secretHash } from './keys.ts';
import { pageUrl } from './mails.ts';

const PATHS: Readonly<Record<LinkPurpose, string>> = {
  still_there: '/volunteer/still-there',
  guardian: '/volunteer/guardian',
};

/** A link that acts for a person without signing in; only its hash is kept. */
export async function makeLink(
  tx: Context,
  volunteerId: VolunteerId,
  purpose: LinkPurpose,
  days: number,
): Promise<string> {
  const token = Buffer.from(tx.random.bytes(32)).toString('base64url');
  const expiresAt = new Date(tx.clock.now().getTime() + days * 86_400_000);
  await insertLink(tx.db, { hash: secretHash(token), volunteerId, purpose, expiresAt });
  return pageUrl(tx, `${PATHS[purpose]}/${token}`);
}

export async function followLink(ctx: Context, token: string, purpose: LinkPurpose) {
  return linkByHash(ctx.db, secretHash(token), purpose, ctx.clock.now());
}

export async function useLink(tx: Context, token: string): Promise<void> {
  await markLinkUsed(tx.db, secretHash(token), tx.clock.now());
}
