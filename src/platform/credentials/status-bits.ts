import { gunzipSync, gzipSync } from 'node:zlib';

/** Entries of a list: fewer would tell too much about who is in it (Bitstring Status List 1.0). */
export const LIST_SIZE = 131_072;
/** A list that says more is not read. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The list with these entries set: gzip, then multibase base64url. Entry 0 is the leftmost bit. */
export function encodeBits(set: Iterable<number>, size = LIST_SIZE): string {
  const bits = new Uint8Array(size / 8);
  for (const index of set) bits[index >> 3] = (bits[index >> 3] as number) | (128 >> (index & 7));
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

/** The bits of a list; undefined when it is not written so, or too short. */
export function decodeBits(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string' || !/^u[\w-]+$/.test(text)) return undefined;
  try {
    const bits = gunzipSync(Buffer.from(text.slice(1), 'base64url'), {
      maxOutputLength: MOST_BYTES,
    });
    return bits.length * 8 < LIST_SIZE ? undefined : bits;
  } catch {
    return undefined;
  }
}

/** Undefined beyond the end of the list. */
export function bitAt(bits: Uint8Array, index: number): boolean | undefined {
  const byte = bits[index >> 3];
  return byte === undefined ? undefined : (byte & (128 >> (index & 7))) !== 0;
}
