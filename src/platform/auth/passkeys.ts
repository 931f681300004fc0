import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { notify } from '#platform/messaging/index.ts';
import { beginCeremony, endCeremony } from './ceremony.ts';
import { authTexts } from './messages/index.ts';
import { accountById } from './queries/accounts.ts';
import {
  deletePasskey,
  insertPasskey,
  passkeyById,
  passkeysOf,
  usePasskey,
} from './queries/passkeys.ts';

export interface RelyingParty {
  /** A domain name: browsers refuse an IP address. */
  readonly id: string;
  readonly origin: string;
}

/** Two hundred modules of certificates, which only few processes ever need. */
const webauthn = () => import('@simplewebauthn/server');

/** Who we are to authenticators; on a loopback address, `localhost` stands for it. */
export function relyingParty(publicUrl: string): RelyingParty | undefined {
  const url = new URL(publicUrl);
  if (url.hostname === '127.0.0.1' || url.hostname === '[::1]') url.hostname = 'localhost';
  const isAddress = /^[\d.]+$|^\[/.test(url.hostname);
  const secure = url.protocol === 'https:' || url.hostname === 'localhost';
  return isAddress || !secure ? undefined : { id: url.hostname, origin: url.origin };
}

interface Begun<Options> {
  readonly options: Options;
  /** For the browser's cookie. */
  readonly token: string;
}

export async function beginAdding(
  ctx: Context,
  party: RelyingParty,
  accountId: AccountId,
): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> {
  const account = await accountById(ctx.db, accountId);
  if (!account) throw new Error('A signed-in account does not exist');
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: 'Renfort',
    rpID: party.id,
    userName: account.email,
    userID: Buffer.from(accountId.replaceAll('-', ''), 'hex'),
    userDisplayName: account.displayName,
    challenge: Buffer.from(ctx.random.bytes(32)),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: (await passkeysOf(ctx.db, accountId)).map((passkey) => ({
      id: passkey.credentialId,
      transports: [...passkey.transports],
    })),
  });
  const token = await beginCeremony(
    ctx,
    'passkey_add',
    { challenge: options.challenge },
    accountId,
  );
  return { options, token };
}

export async function finishAdding(
  ctx: Context,
  party: RelyingParty,
  actor: Actor & { readonly kind: 'person' },
  given: { readonly token: string; readonly credential: string; readonly name: string },
): Promise<Result<undefined, 'passkey_refused'>> {
  const begun = await endCeremony(ctx, 'passkey_add', given.token);
  const response = parsed<RegistrationResponseJSON>(given.credential);
  if (begun?.accountId !== actor.accountId || !response) return refuse('passkey_refused');
  const { verifyRegistrationResponse } = await webauthn();
  const verification = await verifyRegistrationResponse({
    response,
    expectedChallenge: challengeOf(begun.data),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!verification?.verified) return refuse('passkey_refused');
  const { credential, credentialBackedUp } = verification.registrationInfo;
  const account = await accountById(ctx.db, actor.accountId);
  if (!account) return refuse('passkey_refused');
  return transaction(ctx, async (tx) => {
    const added = await insertPasskey(tx.db, {
      credentialId: credential.id,
      accountId: actor.accountId,
      name: given.name,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      backedUp: credentialBackedUp,
      createdAt: tx.clock.now(),
    });
    if (!added) return refuse('passkey_refused');
    await recordAudit(tx, actor, {
      action: 'account.passkey_added',
      subject: { kind: 'account', id: actor.accountId },
    });
    const mail = authTexts(account.lang).emails.passkey_added;
    await notify(tx, {
      channel: 'email',
      recipient: account.email,
      purpose: 'account',
      key: `passkey_added:${tx.ids.next<'message'>()}`,
      lang: account.lang,
      subject: mail.subject,
      text: mail.text,
      ignoreQuietHours: true,
    });
    return ok();
  });
}

export async function beginPasskeySignIn(
  ctx: Context,
  party: RelyingParty,
): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: Buffer.from(ctx.random.bytes(32)),
    userVerification: 'required',
  });
  const token = await beginCeremony(ctx, 'passkey_sign_in', { challenge: options.challenge });
  return { options, token };
}

/** The account whose passkey signed this browser's challenge. */
export async function finishPasskeySignIn(
  ctx: Context,
  party: RelyingParty,
  given: { readonly token: string; readonly credential: string },
): Promise<Result<AccountId, 'passkey_refused' | 'account_disabled'>> {
  const begun = await endCeremony(ctx, 'passkey_sign_in', given.token);
  const response = parsed<AuthenticationResponseJSON>(given.credential);
  if (!begun || typeof response?.id !== 'string') return refuse('passkey_refused');
  const passkey = await passkeyById(ctx.db, response.id);
  if (!passkey) return refuse('passkey_refused');
  const { verifyAuthenticationResponse } = await webauthn();
  const verification = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challengeOf(begun.data),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
    },
  }).catch(() => undefined);
  if (!verification?.verified) return refuse('passkey_refused');
  if (passkey.accountClosed) return refuse('account_disabled');
  const { newCounter } = verification.authenticationInfo;
  await usePasskey(ctx.db, passkey.credentialId, newCounter, ctx.clock.now());
  return ok(passkey.accountId);
}

export async function removePasskey(
  ctx: Context,
  actor: Actor & { readonly kind: 'person' },
  credentialId: string,
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    if (!(await deletePasskey(tx.db, actor.accountId, credentialId))) return false;
    await recordAudit(tx, actor, {
      action: 'account.passkey_removed',
      subject: { kind: 'account', id: actor.accountId },
    });
    return true;
  });
}

function challengeOf(data: unknown): string {
  return (data as { readonly challenge: string }).challenge;
}

/** What a browser posts is only believed once verified; here it must merely be an object. */
function parsed<T>(text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
