import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { Context } from '../../context.ts';
import { insertKey, keyInUse, publicKeysOf, retireKeys, type StoredKey } from '../queries.ts';
import { multibaseOf } from './multikey.ts';
import { seal, unseal } from './seal.ts';

export type Algorithm = 'ed25519' | 'rs256';

export interface PublicKey {
  /** Multibase of an Ed25519 key, JWK thumbprint (RFC 7638) of an RSA one. */
  readonly id: string;
  readonly algorithm: Algorithm;
  readonly publicKey: KeyObject;
}

export interface SigningKey extends PublicKey {
  readonly privateKey: KeyObject;
}

/** Of the credentials that this Renfort issues. */
export const ISSUER = 'issuer';

/** The key that signs for this purpose now; made the first time. */
export async function signingKey(
  ctx: Context,
  purpose: string,
  algorithm: Algorithm,
): Promise<SigningKey> {
  const known = await keyInUse(ctx.db, purpose, algorithm);
  if (known) return opened(ctx, known);
  await insertKey(ctx.db, newKey(ctx, purpose, algorithm));
  // Whoever came first has made it.
  return opened(ctx, (await keyInUse(ctx.db, purpose, algorithm)) as StoredKey);
}

/** Every key that ever signed for this purpose, the newest first. */
export async function publicKeys(
  { db }: Pick<Context, 'db'>,
  purpose: string,
): Promise<(PublicKey & { readonly createdAt: Date; readonly retiredAt: Date | null })[]> {
  const rows = await publicKeysOf(db, purpose);
  return rows.map((row) => ({ ...row, publicKey: publicFrom(row.publicKey) }));
}

/** The keys in use are retired: their private halves are destroyed, the public ones stay. */
export async function rotateKeys(tx: Context, purpose: string): Promise<readonly PublicKey[]> {
  const retired = await retireKeys(tx.db, purpose, tx.clock.now());
  const algorithms = new Set<Algorithm>(['ed25519', ...retired.map(({ algorithm }) => algorithm)]);
  const made: PublicKey[] = [];
  for (const algorithm of algorithms) made.push(await signingKey(tx, purpose, algorithm));
  return made;
}

function newKey(ctx: Context, purpose: string, algorithm: Algorithm): StoredKey {
  const { publicKey, privateKey } =
    algorithm === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = algorithm === 'ed25519' ? multibaseOf(publicKey) : thumbprint(publicKey);
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    id,
    purpose,
    algorithm,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    sealedKey: seal(ctx.config, id, plain),
    createdAt: ctx.clock.now(),
  };
}

function opened({ config }: Context, { id, algorithm, publicKey, sealedKey }: StoredKey) {
  const der = unseal(config, id, sealedKey);
  const privateKey = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  return { id, algorithm, publicKey: publicFrom(publicKey), privateKey };
}

function publicFrom(der: Buffer): KeyObject {
  return createPublicKey({ key: der, type: 'spki', format: 'der' });
}

/** RFC 7638. */
function thumbprint(key: KeyObject): string {
  const { e, kty, n } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}
