import { createPublicKey, type KeyObject } from 'node:crypto';

/** Bitcoin's alphabet, as multibase "z". */
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Multicodec of an Ed25519 public key. */
const ED25519 = [0xed, 0x01] as const;
/** What a raw Ed25519 public key needs in front of it to be read as SPKI. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEAD.length);
}

/** As a Multikey writes it: `z6Mk...`. */
export function multibaseOf(key: KeyObject): string {
  return `z${base58(Uint8Array.of(...ED25519, ...rawPublicKey(key)))}`;
}

/** The Ed25519 key that this text is; undefined when it is none, or not in its one right writing. */
export function keyOfMultibase(text: string): KeyObject | undefined {
  if (!/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/.test(text)) return undefined;
  const bytes = unbase58(text.slice(1));
  if (bytes.length !== 34 || bytes[0] !== ED25519[0] || bytes[1] !== ED25519[1]) return undefined;
  const der = Buffer.concat([SPKI_HEAD, bytes.subarray(2)]);
  return createPublicKey({ key: der, type: 'spki', format: 'der' });
}

function base58(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; value > 0n; value /= 58n) text = BASE58[Number(value % 58n)] + text;
  return text;
}

function unbase58(text: string): Buffer {
  let value = 0n;
  for (const sign of text) value = value * 58n + BigInt(BASE58.indexOf(sign));
  return Buffer.from(value.toString(16).padStart(2 * 34, '0'), 'hex');
}
