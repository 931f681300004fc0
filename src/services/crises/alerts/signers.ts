import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Config, ConfigError } from '#platform/config.ts';

/** Fingerprint of a public key to the name of who holds it. */
export type Signers = ReadonlyMap<string, string>;

export const NOBODY: Signers = new Map();

const SETTING = 'RENFORT_ALERT_SIGNERS';
const BLOCK = /-----BEGIN ([A-Z ]+)-----[A-Za-z0-9+/=\s]+-----END \1-----/g;
const MIN_RSA_BITS = 2048;

export function fingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/**
 * Whose signatures are trusted: the certificates and public keys of the PEM file that
 * RENFORT_ALERT_SIGNERS names. A certificate whose time is over, or not come, vouches for nothing.
 */
export function alertSigners(config: Config, now: Date): Signers {
  const path = config.setting(SETTING);
  if (!path) return NOBODY;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`${SETTING}: ${path} cannot be read (${(error as Error).message}).`);
  }
  const blocks = [...text.matchAll(BLOCK)];
  if (blocks.length === 0) {
    throw new ConfigError(`${SETTING}: ${path} holds no certificate and no public key in PEM.`);
  }
  return new Map(blocks.flatMap(([pem, kind], at) => signerOf(pem, kind ?? '', at + 1, now)));
}

function signerOf(pem: string, kind: string, at: number, now: Date): [string, string][] {
  const wrong = (what: string) => new ConfigError(`${SETTING}: number ${at} ${what}.`);
  if (kind.includes('PRIVATE')) throw wrong('is a private key, which must stay with its owner');
  if (kind !== 'CERTIFICATE' && kind !== 'PUBLIC KEY') throw wrong(`is "${kind}", not understood`);
  let certificate: X509Certificate | undefined;
  let key: KeyObject;
  try {
    certificate = kind === 'CERTIFICATE' ? new X509Certificate(pem) : undefined;
    key = certificate?.publicKey ?? createPublicKey(pem);
  } catch (error) {
    throw wrong(`cannot be read (${(error as Error).message})`);
  }
  if (key.asymmetricKeyType !== 'rsa') throw wrong('is not an RSA key, and no other is checked');
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
    throw wrong(`is shorter than ${MIN_RSA_BITS} bits`);
  }
  const print = fingerprint(key);
  if (!certificate) return [[print, `SHA-256 ${print.slice(0, 16)}`]];
  const valid = certificate.validFromDate <= now && now < certificate.validToDate;
  const name = /^CN=(.+)$/m.exec(certificate.subject)?.[1] ?? certificate.subject;
  return valid ? [[print, name.slice(0, 200)]] : [];
}
