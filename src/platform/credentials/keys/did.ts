import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Config, ConfigError } from '../../config.ts';
import { keyOfMultibase, multibaseOf } from './multikey.ts';
import type { PublicKey } from './store.ts';

/** `did:web` of this site: what it publishes at /.well-known/did.json says who it is. */
export function didWeb(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl);
  const path = pathname.split('/').filter(Boolean).map(encodeURIComponent);
  return ['did:web', encodeURIComponent(host), ...path].join(':');
}

export function didKey(key: KeyObject): string {
  return `did:key:${multibaseOf(key)}`;
}

/** What signs as whom. `did:key` needs no web site, and changes when the key is rotated. */
export function issuerMethod(config: Config): 'did:web' | 'did:key' {
  const method = config.setting('RENFORT_ISSUER') || 'did:web';
  if (method !== 'did:web' && method !== 'did:key') {
    throw new ConfigError(`RENFORT_ISSUER is "${method}": it can be did:web or did:key.`);
  }
  return method;
}

/** The issuer and the name of its key, as credentials signed by this key say them. */
export function signerNames(config: Config, { id, algorithm, publicKey }: PublicKey) {
  const issuer =
    issuerMethod(config) === 'did:key' && algorithm === 'ed25519'
      ? didKey(publicKey)
      : didWeb(config.publicUrl);
  return { issuer, verificationMethod: `${issuer}#${id}` };
}

/** DID 1.0 document of this site, with every key that ever signed. */
export function didDocument(config: Config, keys: readonly PublicKey[]): object {
  const id = didWeb(config.publicUrl);
  const methods = keys.map((key) =>
    key.algorithm === 'ed25519'
      ? {
          id: `${id}#${key.id}`,
          type: 'Multikey',
          controller: id,
          publicKeyMultibase: multibaseOf(key.publicKey),
        }
      : {
          id: `${id}#${key.id}`,
          type: 'JsonWebKey',
          controller: id,
          publicKeyJwk: { ...key.publicKey.export({ format: 'jwk' }), alg: 'RS256', kid: key.id },
        },
  );
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
    ],
    id,
    alsoKnownAs: keys
      .filter(({ algorithm }) => algorithm === 'ed25519')
      .map(({ publicKey }) => didKey(publicKey)),
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  };
}

/** Whom a checker believes: the keys by which each issuer may assert. */
export interface TrustedIssuers {
  readonly issuers: readonly string[];
  /** The key of that name, when this issuer may sign with it. */
  keyOf(issuer: string, verificationMethod: string): KeyObject | undefined;
}

export const NOBODY: TrustedIssuers = { issuers: [], keyOf: () => undefined };

/**
 * Reads a DID document, or the text of a `did:key`. Undefined when it is neither, or names no key by
 * which it may sign.
 */
export function readIssuer(text: string): TrustedIssuers | undefined {
  const alone = /^did:key:(z\w+)$/.exec(text.trim())?.[1];
  if (alone !== undefined) return keyOfMultibase(alone) && trusting(new Map([didKeyEntry(alone)]));
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { id, alsoKnownAs, verificationMethod, assertionMethod } = Object(document);
  if (typeof id !== 'string' || !id.startsWith('did:')) return undefined;
  const asserts = listOf(assertionMethod);
  const keys = new Map<string, KeyObject>();
  for (const method of [...listOf(verificationMethod), ...asserts]) {
    const { id: name, controller } = Object(method);
    const may = asserts.includes(name) || asserts.includes(method);
    const key = keyOfMethod(method);
    if (typeof name === 'string' && controller === id && may && key) {
      keys.set(name.startsWith('#') ? id + name : name, key);
    }
  }
  if (keys.size === 0) return undefined;
  const own = new Set([...keys.values()].filter(isEd25519).map(multibaseOf));
  const aliases = listOf(alsoKnownAs)
    .map((name) => /^did:key:(z\w+)$/.exec(String(name))?.[1])
    .filter((name): name is string => name !== undefined && own.has(name));
  return trusting(new Map([[id, keys], ...aliases.map(didKeyEntry)]));
}

function didKeyEntry(multibase: string): [string, ReadonlyMap<string, KeyObject>] {
  const id = `did:key:${multibase}`;
  return [id, new Map([[`${id}#${multibase}`, keyOfMultibase(multibase) as KeyObject]])];
}

function trusting(keys: ReadonlyMap<string, ReadonlyMap<string, KeyObject>>): TrustedIssuers {
  return {
    issuers: [...keys.keys()],
    keyOf: (issuer, name) => keys.get(issuer)?.get(name),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

const isEd25519 = (key: KeyObject) => key.asymmetricKeyType === 'ed25519';

function keyOfMethod(method: unknown): KeyObject | undefined {
  const { publicKeyMultibase, publicKeyJwk } = Object(method);
  if (typeof publicKeyMultibase === 'string') return keyOfMultibase(publicKeyMultibase);
  if (typeof publicKeyJwk !== 'object' || publicKeyJwk === null) return undefined;
  try {
    return createPublicKey({ key: publicKeyJwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}
