import type { Context } from '../context.ts';
import { readCode } from './domain/code.ts';
import { type CredentialState, stateOf } from './domain/state.ts';
import { type JsonObject, type Presented, readCredential } from './formats/read.ts';
import { didKey, didWeb, type TrustedIssuers } from './keys/did.ts';
import { ISSUER, publicKeys, signingKey } from './keys/store.ts';
import { signJwt } from './proof/jwt.ts';
import { type Issued, issuedByCode } from './queries.ts';
import { type Verdict, verifyCredential } from './verify.ts';

/** Our own keys, whatever this site was called when they signed. */
async function ownIssuers(ctx: Context): Promise<TrustedIssuers> {
  const keys = await publicKeys(ctx, ISSUER);
  const byId = new Map(keys.map(({ id, publicKey }) => [id, publicKey]));
  const dids = keys
    .filter(({ algorithm }) => algorithm === 'ed25519')
    .map(({ publicKey }) => didKey(publicKey));
  return {
    issuers: [didWeb(ctx.config.publicUrl), ...dids],
    keyOf: (issuer, method) =>
      method.startsWith(`${issuer}#`) ? byId.get(method.slice(issuer.length + 1)) : undefined,
  };
}

export interface OwnCredential {
  readonly issued: Issued;
  readonly state: CredentialState | 'altered';
  /** As it was signed; undefined when erased. */
  readonly document: JsonObject | undefined;
}

/** What stands behind a code, its signature checked anew: the database alone is not believed. */
export async function ownCredential(
  ctx: Context,
  code: string,
): Promise<OwnCredential | undefined> {
  const issued = await issuedByCode(ctx.db, code);
  if (!issued) return undefined;
  const now = ctx.clock.now();
  if (issued.document === undefined)
    return { issued, state: stateOf(issued, now), document: undefined };
  const read = readCredential(Buffer.from(issued.document));
  const verdict =
    read.ok && (await verifyCredential(read.value, { trusted: await ownIssuers(ctx), now }));
  const right = verdict && 'credential' in verdict;
  return right
    ? { issued, state: stateOf(issued, now), document: verdict.credential }
    : { issued, state: 'altered', document: undefined };
}

/** What a file is worth, with what we know of it: a revocation of a minute ago counts. */
export async function checkFile(
  ctx: Context,
  presented: Presented,
): Promise<{ readonly verdict: Verdict; readonly issued: Issued | undefined }> {
  const trusted = await ownIssuers(ctx);
  const verdict = await verifyCredential(presented, { trusted, now: ctx.clock.now() });
  if (!('credential' in verdict)) return { verdict, issued: undefined };
  const code = readCode(String(verdict.credential.id).split('/').at(-1) ?? '');
  const issued = code.ok ? await issuedByCode(ctx.db, code.code) : undefined;
  const revoked = issued?.revokedAt ? ({ ...verdict, outcome: 'revoked' } as const) : verdict;
  return { verdict: revoked, issued };
}

/** The same credential as a JWT; undefined when its issuer has no key of that kind (`did:key`). */
export async function jwtOf(ctx: Context, document: JsonObject): Promise<string | undefined> {
  const issuer = Object(document.issuer).id as string;
  if (!issuer.startsWith('did:web:')) return undefined;
  const { id, privateKey } = await signingKey(ctx, ISSUER, 'rs256');
  return signJwt(document as never, { verificationMethod: `${issuer}#${id}`, privateKey });
}
