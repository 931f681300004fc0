import type { PersonKind } from './attendance.ts';

/**
 * What a badge says: whose it is (an id that means nothing outside this crisis's lists) and until
 * when. 22 bytes and their Ed25519 signature, in base 32, which a QR code packs tightly.
 */
export interface Badge {
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly expires: Date;
}

export interface ReadBadge extends Badge {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

const VERSION = 1;
const BODY = 22;
const SIGNATURE = 64;
const KINDS: readonly PersonKind[] = ['volunteer', 'walk_up'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MINUTE = 60_000;

export function badgeBody({ personKind, personId, expires }: Badge): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(BODY);
  body[0] = VERSION;
  body[1] = KINDS.indexOf(personKind);
  const hex = personId.replaceAll('-', '');
  for (let i = 0; i < 16; i++) body[2 + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  new DataView(body.buffer).setUint32(18, Math.ceil(expires.getTime() / MINUTE));
  return body;
}

/** What is signed: the badge and the crisis, so that a badge is worth nothing in another. */
export function signedBytes(crisisId: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`renfort badge ${crisisId} `);
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return all;
}

export function writeBadge(body: Uint8Array, signature: Uint8Array): string {
  return base32(Uint8Array.of(...body, ...signature));
}

/** Reads a badge, alone or at the end of its address; the signature remains to be checked. */
export function readBadge(text: string): ReadBadge | undefined {
  const bytes = unbase32(text.trim().split('/').at(-1)?.toUpperCase() ?? '');
  if (bytes?.length !== BODY + SIGNATURE || bytes[0] !== VERSION) return undefined;
  const personKind = KINDS[bytes[1] as number];
  if (!personKind) return undefined;
  const hex = [...bytes.slice(2, 18)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return {
    personKind,
    personId: [...parts, hex.slice(20)].join('-'),
    expires: new Date(new DataView(bytes.buffer).getUint32(18) * MINUTE),
    body: bytes.slice(0, BODY),
    signature: bytes.slice(BODY),
  };
}

/** A code that is typed when a badge cannot be scanned: without letters and digits that look alike. */
export function typedCode(text: string): string {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return plain.replaceAll('0', 'O').replaceAll('1', 'I').replaceAll('8', 'B');
}

export function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += LETTERS[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + LETTERS[(held << (5 - bits)) & 31] : text;
}

function unbase32(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}
