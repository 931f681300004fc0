import { createHash } from 'node:crypto';
import type { Random } from '#platform/kernel/random.ts';

/** 256 bits, base64url: 43 characters. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

/** Tokens have 256 bits of chance, so a plain hash cannot be reversed; only it is stored. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
