import type { Context } from '../context.ts';
import { unsignedList } from './document.ts';
import { signerNames } from './keys/did.ts';
import { ISSUER, signingKey } from './keys/store.ts';
import { signDocument } from './proof/data-integrity.ts';
import { revokedIn, stampOfList } from './queries.ts';
import { encodeBits } from './status-bits.ts';

/** Signed again after this long, so that its dates stay fresh. */
const FRESH_MS = 3_600_000;
/** Of one program; several databases only in tests. */
const published = new WeakMap<object, Map<number, Published>>();

interface Published {
  readonly stamp: string;
  readonly signedAt: number;
  readonly text: string;
}

/** The list as it stands, a signed credential; undefined when there is none of that number. */
export async function publishedList(ctx: Context, id: number): Promise<string | undefined> {
  const stamp = await stampOfList(ctx.db, id);
  if (stamp === undefined) return undefined;
  const lists = published.get(ctx.config) ?? new Map<number, Published>();
  published.set(ctx.config, lists);
  const now = ctx.clock.now();
  const known = lists.get(id);
  const age = now.getTime() - (known?.signedAt ?? 0);
  if (known?.stamp === stamp && age >= 0 && age < FRESH_MS) return known.text;
  const { privateKey, ...key } = await signingKey(ctx, ISSUER, 'ed25519');
  const { issuer, verificationMethod } = signerNames(ctx.config, key);
  const encodedList = encodeBits(await revokedIn(ctx.db, id));
  const list = unsignedList(ctx.config, { id, issuer, encodedList, at: now });
  const signed = await signDocument(list, { verificationMethod, privateKey, at: now });
  const text = `${JSON.stringify(signed, null, 2)}\n`;
  lists.set(id, { stamp, signedAt: now.getTime(), text });
  return text;
}
