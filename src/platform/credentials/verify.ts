import type { KeyObject } from 'node:crypto';
import { stateByDates } from './domain/state.ts';
import type { JsonObject, Presented } from './formats/read.ts';
import type { TrustedIssuers } from './keys/did.ts';
import { keyOfMultibase } from './keys/multikey.ts';
import { unknownContext } from './proof/contexts.ts';
import { CRYPTOSUITE, type DataIntegrityProof, proofIsRight } from './proof/data-integrity.ts';
import { claimsOf, jwtIsRight } from './proof/jwt.ts';
import { bitAt, decodeBits } from './status-bits.ts';

export type StatusProblem =
  | 'list_unreadable'
  | 'list_of_another_issuer'
  | 'list_altered'
  | 'another_list'
  | 'list_out_of_date'
  | 'entry_missing';

export type Verdict =
  | {
      readonly outcome: 'valid' | 'revoked' | 'expired' | 'not_yet';
      readonly credential: JsonObject;
      readonly issuer: string;
      /** `none`: it cannot be revoked. `not_checked`: it can, and no list was given. */
      readonly status: 'none' | 'not_checked' | 'checked';
    }
  | { readonly outcome: 'altered'; readonly why: Alteration; readonly detail?: string }
  | { readonly outcome: 'unknown_issuer'; readonly issuer: string }
  /** The credential itself is right, but the list given with it is not one to believe. */
  | { readonly outcome: 'status_refused'; readonly why: StatusProblem };

export type Alteration = 'signature' | 'image' | 'context' | 'proof' | 'claims';

export interface Checking {
  readonly trusted: TrustedIssuers;
  /** The issuer's status list credential. */
  readonly list?: Presented | undefined;
  readonly now: Date;
}

/** Signature, issuer, revocation, dates, in this order; nothing is fetched. Never throws. */
export async function verifyCredential(
  presented: Presented,
  { trusted, list, now }: Checking,
): Promise<Verdict> {
  const signed = await checkSignature(presented, trusted);
  if (signed.outcome !== 'signed') return signed;
  const { credential, issuer } = signed;
  const dates = datesOf(credential);
  if (!dates) return { outcome: 'altered', why: 'claims', detail: 'validFrom, validUntil' };
  const entry = revocationEntry(credential);
  let status: 'none' | 'not_checked' | 'checked' = entry ? 'not_checked' : 'none';
  if (entry && list) {
    const found = await readStatus(entry, list, { trusted, now, issuer });
    if (typeof found === 'string') return { outcome: 'status_refused', why: found };
    status = 'checked';
    if (found.revoked) return { outcome: 'revoked', credential, issuer, status };
  }
  return { outcome: stateByDates(dates, now), credential, issuer, status };
}

type Signed =
  | { readonly outcome: 'signed'; readonly credential: JsonObject; readonly issuer: string }
  | Extract<Verdict, { readonly outcome: 'altered' | 'unknown_issuer' }>;

async function checkSignature(presented: Presented, trusted: TrustedIssuers): Promise<Signed> {
  const { document, damaged } = presented;
  const issuer = issuerOf(document);
  const method = methodOf(presented);
  const own = trusted.keyOf(issuer, method);
  const known =
    trusted.issuers.includes(issuer) || trusted.issuers.includes(method.replace(/#.*/, ''));
  const stranger: Signed = { outcome: 'unknown_issuer', issuer };
  const altered = (why: Alteration, detail?: string): Signed =>
    ({ outcome: 'altered', why, ...(detail === undefined ? {} : { detail }) }) as const;
  if (damaged) return altered('image');
  if (presented.form === 'embedded') {
    if (!isOurProof(presented.proof)) return known ? altered('proof') : stranger;
    const context = unknownContext(presented.document['@context']);
    if (context !== undefined) return known ? altered('context', context) : stranger;
  }
  // A key that names itself in the proof tells an altered document from one of a stranger.
  const key = own ?? namedKey(trusted, method);
  if (!key) return known ? altered('proof') : stranger;
  const right =
    presented.form === 'jwt'
      ? await jwtIsRight(presented.token, key)
      : await proofIsRight(presented.document, presented.proof as never, key);
  if (!right) return altered('signature');
  if (!own) return stranger;
  if (!document || (presented.form === 'jwt' && !claimsAgree(document))) return altered('claims');
  return { outcome: 'signed', credential: document, issuer };
}

function issuerOf(document: JsonObject | undefined): string {
  const issuer = document?.issuer;
  const id = typeof issuer === 'string' ? issuer : Object(issuer).id;
  return typeof id === 'string' ? id : '';
}

function methodOf(presented: Presented): string {
  const name = presented.form === 'jwt' ? presented.header.kid : presented.proof.verificationMethod;
  return typeof name === 'string' ? name : '';
}

function namedKey(trusted: TrustedIssuers, method: string): KeyObject | undefined {
  const [did = '', fragment = ''] = method.split('#');
  return trusted.keyOf(did, method) ?? keyOfMultibase(fragment);
}

function isOurProof(proof: JsonObject): boolean {
  const { type, cryptosuite, proofPurpose, proofValue } = proof as Partial<DataIntegrityProof>;
  return (
    type === 'DataIntegrityProof' &&
    cryptosuite === CRYPTOSUITE &&
    proofPurpose === 'assertionMethod' &&
    typeof proofValue === 'string'
  );
}

/** A token says twice who, what and when: it must say the same. */
function claimsAgree(document: JsonObject): boolean {
  try {
    const wanted = claimsOf(document as never);
    return Object.entries(wanted).every(([name, value]) => document[name] === value);
  } catch {
    return false;
  }
}

function datesOf({ validFrom, validUntil }: JsonObject) {
  const from = typeof validFrom === 'string' ? new Date(validFrom) : undefined;
  const until = typeof validUntil === 'string' ? new Date(validUntil) : null;
  if (!from || Number.isNaN(from.getTime()) || Number.isNaN(until?.getTime())) return undefined;
  return validUntil === undefined || until ? { validFrom: from, validUntil: until } : undefined;
}

interface StatusEntry {
  readonly index: number;
  readonly list: string;
}

function revocationEntry({ credentialStatus }: JsonObject): StatusEntry | undefined {
  const entries = Array.isArray(credentialStatus) ? credentialStatus : [credentialStatus];
  const entry = entries.find(
    (one) =>
      Object(one).type === 'BitstringStatusListEntry' && Object(one).statusPurpose === 'revocation',
  );
  if (!entry) return undefined;
  const index = /^\d{1,9}$/.test(entry.statusListIndex) ? Number(entry.statusListIndex) : -1;
  return { index, list: String(entry.statusListCredential) };
}

async function readStatus(
  entry: StatusEntry,
  list: Presented,
  { trusted, now, issuer }: Omit<Checking, 'list'> & { readonly issuer: string },
): Promise<{ readonly revoked: boolean } | StatusProblem> {
  if (issuerOf(list.document) !== issuer) return 'list_of_another_issuer';
  const signed = await checkSignature(list, trusted);
  if (signed.outcome === 'unknown_issuer') return 'list_of_another_issuer';
  if (signed.outcome === 'altered') return 'list_altered';
  const { credential } = signed;
  const { type, statusPurpose, encodedList } = Object(credential.credentialSubject);
  if (type !== 'BitstringStatusList' || statusPurpose !== 'revocation') return 'list_unreadable';
  if (credential.id !== entry.list) return 'another_list';
  const bits = decodeBits(encodedList);
  const dates = datesOf(credential);
  if (!bits || !dates) return 'list_unreadable';
  const revoked = entry.index < 0 ? undefined : bitAt(bits, entry.index);
  if (revoked === undefined) return 'entry_missing';
  // What was revoked once stays so, however old the list is.
  if (!revoked && stateByDates(dates, now) !== 'valid') return 'list_out_of_date';
  return { revoked };
}
