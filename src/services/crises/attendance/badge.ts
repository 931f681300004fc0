import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import type { Context } from '#platform/context.ts';
import type { PersonKind } from '../domain/attendance.ts';
import {
  type Badge,
  badgeBody,
  base32,
  readBadge,
  signedBytes,
  writeBadge,
} from '../domain/badge.ts';
import { type BadgeKey, badgeKeyOf, insertBadgeKey } from '../queries/badges.ts';

/** A badge serves for the departure too, which is often late. */
const AFTER_SHIFT_MS = 2 * 3_600_000;
/** What a raw Ed25519 public key needs in front of it to be read as SPKI. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

export async function crisisKey({ db }: Pick<Context, 'db'>, crisisId: string): Promise<BadgeKey> {
  const known = await badgeKeyOf(db, crisisId);
  if (known) return known;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  await insertBadgeKey(db, crisisId, {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEAD.length),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }),
  });
  // Whoever came first has made it.
  return (await badgeKeyOf(db, crisisId)) as BadgeKey;
}

export interface BadgeFor {
  readonly crisisId: string;
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly endsAt: Date;
}

/** The text of the badge, valid until some time after the shift. */
export async function badgeFor(ctx: Context, who: BadgeFor): Promise<string> {
  const { privateKey } = await crisisKey(ctx, who.crisisId);
  const body = badgeBody({ ...who, expires: new Date(who.endsAt.getTime() + AFTER_SHIFT_MS) });
  const key = createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' });
  return writeBadge(body, sign(null, signedBytes(who.crisisId, body), key));
}

/** What the page of a badge shows. */
export async function ownBadge(ctx: Context, who: BadgeFor) {
  const text = await badgeFor(ctx, who);
  return {
    address: `${ctx.config.publicUrl}/B/${text}`,
    code: shortCode(who.crisisId, who.personKind, who.personId),
    expires: readBadge(text)?.expires ?? who.endsAt,
  };
}

export type BadgeError = 'unreadable' | 'forged' | 'expired';
export type BadgeVerdict =
  | { readonly ok: true; readonly badge: Badge }
  | { readonly ok: false; readonly error: BadgeError };

export async function checkBadge(
  ctx: Context,
  crisisId: string,
  text: string,
): Promise<BadgeVerdict> {
  const badge = readBadge(text);
  if (!badge) return { ok: false, error: 'unreadable' };
  const { publicKey } = await crisisKey(ctx, crisisId);
  const key = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, publicKey]),
    type: 'spki',
    format: 'der',
  });
  const genuine = verify(null, signedBytes(crisisId, badge.body), key, badge.signature);
  if (!genuine) return { ok: false, error: 'forged' };
  return badge.expires < ctx.clock.now() ? { ok: false, error: 'expired' } : { ok: true, badge };
}

/** Six letters by which a leader finds somebody on the list; they prove nothing. */
export function shortCode(crisisId: string, personKind: PersonKind, personId: string): string {
  const hash = createHash('sha256').update(`${crisisId} ${personKind} ${personId}`).digest();
  return base32(hash.subarray(0, 4)).slice(0, 6);
}
