/** Crockford's 32 signs: no I, L, O or U, which are misread or spell words. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_SIGNS = 12;

export const CODE_BYTES = 8;
export const CODE_LENGTH = RANDOM_SIGNS + 1;

/** A code of 60 bits from 8 random bytes (the last 4 bits are left aside) and its check sign. */
export function codeFrom(bytes: Uint8Array): string {
  let left = 0n;
  for (const byte of bytes.subarray(0, CODE_BYTES)) left = (left << 8n) | BigInt(byte);
  left >>= 4n;
  const values: number[] = [];
  for (let i = 0; i < RANDOM_SIGNS; i++) {
    values.unshift(Number(left & 31n));
    left >>= 5n;
  }
  return [...values, checkOf(values)].map((value) => SIGNS[value]).join('');
}

export type ReadCode =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly error: 'length' | 'sign' | 'check' };

/** What somebody typed or scanned: case, spaces and hyphens do not count; O is 0, I and L are 1. */
export function readCode(text: string): ReadCode {
  const code = text
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = [...code].map((sign) => SIGNS.indexOf(sign));
  if (values.includes(-1)) return { ok: false, error: 'sign' };
  if (code.length !== CODE_LENGTH) return { ok: false, error: 'length' };
  const right = checkOf(values.slice(0, RANDOM_SIGNS)) === values[RANDOM_SIGNS];
  return right ? { ok: true, code } : { ok: false, error: 'check' };
}

/** `7K3F-9QRT-2MXBV`, as it is printed and read aloud. */
export function shownCode(code: string): string {
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8)].join('-');
}

/**
 * The sum of the signs, each times another power of the generator of the field of 32 elements: one
 * wrong sign, or two that changed places, always give another sum.
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => times2(sum ^ value), 0);
}

/** Times x in GF(2^5) modulo x^5 + x^2 + 1. */
function times2(value: number): number {
  const doubled = value << 1;
  return doubled & 32 ? doubled ^ 0b100101 : doubled;
}
