import { createHash } from 'node:crypto';
import type { KeyKind } from '../queries/register.ts';

/** The key of the uniqueness table; the value is normalised (account id, e-mail, E.164 phone). */
export function keyHash(kind: KeyKind, value: string): Buffer {
  return createHash('sha256').update(`renfort:volunteer:${kind}:${value}`).digest();
}

/** Only the hash of a link's token or of a code is kept. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(`renfort:volunteer:secret:${secret}`).digest();
}
