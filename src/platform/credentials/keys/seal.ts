import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from '../../config.ts';

/*
 * Private keys are kept in the database sealed by AES-256-GCM, so that neither the database nor a
 * backup is enough to sign. The sealing key is a file beside the database, or comes from a passphrase.
 * A seal: one byte (how), 16 of salt, 12 of nonce, 16 of tag, then the text.
 */
const BY_FILE = 1;
const BY_PASSPHRASE = 2;
const [SALT, NONCE, TAG] = [16, 12, 16];
const FILE_BYTES = 32;
const SHORTEST_PASSPHRASE = 12;
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

export const KEY_FILE = 'issuer-keys.secret';

export class SealError extends Error {}

/** `name` is bound to the seal: a sealed key cannot be put in another's place. */
export function seal(config: Config, name: string, plain: Uint8Array): Buffer {
  const salt = randomBytes(SALT);
  const nonce = randomBytes(NONCE);
  const how = passphraseOf(config) === undefined ? BY_FILE : BY_PASSPHRASE;
  const cipher = createCipheriv('aes-256-gcm', sealingKey(config, how, salt), nonce);
  cipher.setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(how), salt, nonce, cipher.getAuthTag(), text]);
}

/** Throws a SealError that says what to do. */
export function unseal(config: Config, name: string, sealed: Buffer): Buffer {
  const how = sealed[0] as number;
  const salt = sealed.subarray(1, 1 + SALT);
  const nonce = sealed.subarray(1 + SALT, 1 + SALT + NONCE);
  const tag = sealed.subarray(1 + SALT + NONCE, 1 + SALT + NONCE + TAG);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(config, how, salt), nonce);
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(tag);
  try {
    const text = sealed.subarray(1 + SALT + NONCE + TAG);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    throw unopened(
      how === BY_FILE ? `${KEY_FILE} is another one` : 'the passphrase is another one',
    );
  }
}

function unopened(why: string): SealError {
  return new SealError(
    `The issuer's keys cannot be opened: ${why}. Give the one back with which they were made, or make ` +
      'new keys with "renfort keys rotate": what the old ones signed stays valid.',
  );
}

function passphraseOf(config: Config): string | undefined {
  const passphrase = config.secret('RENFORT_KEYS_PASSPHRASE') || undefined;
  if (passphrase !== undefined && passphrase.length < SHORTEST_PASSPHRASE) {
    throw new ConfigError(
      `RENFORT_KEYS_PASSPHRASE is too short: at least ${SHORTEST_PASSPHRASE} characters.`,
    );
  }
  return passphrase;
}

function sealingKey(config: Config, how: number, salt: Buffer): Buffer {
  if (how === BY_FILE) return keyFile(config.dataDirectory);
  const passphrase = passphraseOf(config);
  if (passphrase === undefined) throw unopened('RENFORT_KEYS_PASSPHRASE is not set');
  return stretched(passphrase, salt);
}

/** Stretching takes a tenth of a second on purpose: once per seal in the life of the program. */
const known = new Map<string, Buffer>();

function stretched(passphrase: string, salt: Buffer): Buffer {
  const name = createHash('sha256').update(salt).update(passphrase).digest('hex');
  const key = known.get(name) ?? scryptSync(passphrase, salt, 32, SCRYPT);
  known.set(name, key);
  return key;
}

/** Made the first time; two programs that start at once agree on one. */
function keyFile(folder: string): Buffer {
  const path = join(folder, KEY_FILE);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const own = `${path}.${randomBytes(6).toString('hex')}`;
    writeFileSync(own, `${randomBytes(FILE_BYTES).toString('hex')}\n`, { mode: 0o600 });
    try {
      linkSync(own, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(own);
    }
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== FILE_BYTES) throw unopened(`${path} is not a key file`);
  return key;
}
