/**
 * Codes that people copy from paper: 60 bits in twelve letters and digits, and one that checks them.
 * No I, L, O, U; what looks like another sign is read as it (Crockford).
 */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** `bytes`: eight, from the generator of the operating system; the last four bits are not used. */
export function codeOf(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 4n;
  let signs = '';
  for (let i = 0; i < LENGTH; i++) {
    signs = SIGNS[Number(bits & 31n)] + signs;
    bits >>= 5n;
  }
  return grouped(signs + checkSign(signs));
}

/** The code as it is kept, whatever the case, spaces and hyphens; `undefined` when a sign was mistaken. */
export function readCode(text: string): string | undefined {
  const signs = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (signs.length !== LENGTH + 1 || [...signs].some((sign) => !SIGNS.includes(sign))) {
    return undefined;
  }
  return checkSign(signs.slice(0, LENGTH)) === signs[LENGTH] ? grouped(signs) : undefined;
}

/**
 * Arithmetic of polynomials over GF(32) (x^5 + x^2 + 1): sees any one mistaken sign and any two
 * neighbours in each other's place.
 */
function checkSign(signs: string): string {
  let check = 0;
  for (const sign of signs) check = twice(check) ^ SIGNS.indexOf(sign);
  return SIGNS[twice(check)]!;
}

function twice(value: number): number {
  return value & 16 ? (value << 1) ^ 37 : value << 1;
}

function grouped(signs: string): string {
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}
