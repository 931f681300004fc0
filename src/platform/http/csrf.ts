import { hash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../kernel/random.ts';

/** The hidden field that `Form` writes. */
export const CSRF_FIELD = 'csrf';

const BYTES = 32;

/**
 * A form's token: proof of knowing the visitor's secret cookie, so it dies with the session. Masked
 * anew on each page, so that compression of the answer cannot leak it (BREACH).
 */
export function csrfToken(secret: string, random: Random): string {
  const mask = Buffer.from(random.bytes(BYTES));
  return Buffer.concat([mask, xor(mask, proof(secret))]).toString('base64url');
}

export function csrfMatches(secret: string, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url');
  if (secret === '' || bytes.length !== 2 * BYTES) return false;
  return timingSafeEqual(xor(bytes.subarray(0, BYTES), bytes.subarray(BYTES)), proof(secret));
}

/** The secret is random and of a fixed length: a plain hash, named for this one use, proves it. */
function proof(secret: string): Buffer {
  return hash('sha256', `renfort form ${secret}`, 'buffer');
}

function xor(a: Buffer, b: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(a.length);
  for (let i = 0; i < a.length; i++) bytes[i] = (a[i] as number) ^ (b[i] as number);
  return bytes;
}
