import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/chain.ts';
import type { Config } from '../config.ts';
import type { JsonValue } from '../db/column-types.ts';
import { shownCode } from './domain/code.ts';
import type { CredentialKind } from './kinds.ts';
import { CREDENTIALS_V2, OPEN_BADGES } from './proof/contexts.ts';
import { LIST_SIZE } from './status-bits.ts';

export type Subject = { readonly [term: string]: JsonValue };

/** What a service says; everything else is added here. */
export interface Statement {
  readonly name: string;
  readonly description?: string;
  /** Of `credentialSubject`, without its id. */
  readonly subject: Subject;
}

export interface StatusEntry {
  readonly list: number;
  readonly index: number;
}

export interface UnsignedCredential {
  readonly id: string;
  readonly issuer: { readonly id: string };
  readonly credentialSubject: Subject & { readonly id: string };
  readonly validFrom: string;
  readonly validUntil?: string;
}

export const verifyPath = (code: string) => `/verify/${shownCode(code)}`;
export const listPath = (list: number) => `/credentials/status/${list}`;

/** The name of this Renfort on what it issues. */
export function issuerName(config: Config): string {
  return config.setting('RENFORT_ISSUER_NAME') || 'Renfort';
}

/** W3C Verifiable Credentials 2.0, in the profile of its kind. */
export function unsignedCredential(
  config: Config,
  kind: CredentialKind,
  statement: Statement,
  facts: {
    readonly code: string;
    readonly issuer: string;
    readonly status: StatusEntry;
    readonly validFrom: Date;
    readonly validUntil: Date | undefined;
  },
): UnsignedCredential {
  const id = config.publicUrl + verifyPath(facts.code);
  const badge = kind.profile === 'open_badge';
  const { name, description, subject } = statement;
  const extra = badge ? OPEN_BADGES : kind.context;
  const type = badge ? 'OpenBadgeCredential' : kind.type;
  return {
    '@context': [CREDENTIALS_V2, ...(extra === undefined ? [] : [extra])],
    id,
    type: ['VerifiableCredential', ...(type === undefined ? [] : [type])],
    name,
    ...(description === undefined ? {} : { description }),
    issuer: {
      id: facts.issuer,
      ...(badge ? { type: ['Profile'], url: config.publicUrl } : {}),
      name: issuerName(config),
    },
    validFrom: toSecond(facts.validFrom),
    ...(facts.validUntil ? { validUntil: toSecond(facts.validUntil) } : {}),
    credentialSubject: {
      id: `${id}#holder`,
      ...(badge ? { type: ['AchievementSubject'] } : {}),
      ...subject,
    },
    credentialStatus: statusOf(config, facts.status),
  } as UnsignedCredential;
}

function statusOf({ publicUrl }: Config, { list, index }: StatusEntry) {
  const url = publicUrl + listPath(list);
  return {
    id: `${url}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: url,
  };
}

/** For which a list that was fetched may be used. */
const LIST_DAYS = 7;

export function unsignedList(
  config: Config,
  facts: {
    readonly id: number;
    readonly issuer: string;
    readonly encodedList: string;
    readonly at: Date;
  },
): object {
  const id = config.publicUrl + listPath(facts.id);
  return {
    '@context': [CREDENTIALS_V2],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: facts.issuer, name: issuerName(config) },
    validFrom: toSecond(facts.at),
    validUntil: toSecond(new Date(facts.at.getTime() + LIST_DAYS * 86_400_000)),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: facts.encodedList,
    },
  };
}

/** Where in the list, at random, so that neighbours say nothing about each other. */
export function randomIndices(count: number, bytes: (length: number) => Uint8Array): number[] {
  const drawn = bytes(4 * count);
  const view = new DataView(drawn.buffer, drawn.byteOffset, drawn.byteLength);
  return Array.from({ length: count }, (_, i) => view.getUint32(4 * i) % LIST_SIZE);
}

export function hashOf(value: string | JsonValue): Buffer {
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return createHash('sha256').update(text).digest();
}

/** XSD dateTime without fractions, as verifiers like it; rounded down. */
function toSecond(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
