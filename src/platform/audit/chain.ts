import { createHash } from 'node:crypto';
import type { JsonValue } from '#platform/db/column-types.ts';

/** What one entry says; its place in the chain is `seq` and the hash of the entry before. */
export interface Entry {
  readonly seq: number;
  readonly at: Date;
  readonly actorKind: 'anonymous' | 'person' | 'token' | 'system';
  readonly actorId: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail: JsonValue;
}

/** JSON with sorted keys and no spaces: the same value always gives the same text (as RFC 8785 for our values). */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as JsonValue)}`);
  return `{${members.join(',')}}`;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The hash of the empty chain. */
export const CHAIN_START = Buffer.alloc(0);

export function entryHash(previous: Buffer, entry: Entry): Buffer {
  const text = canonicalJson(documentOf(entry));
  return createHash('sha256').update(previous).update(text).digest();
}

/** One line of an export: the document that was hashed, with its hash. */
export function exportLine(entry: Entry & { readonly hash: Buffer }): string {
  return `${canonicalJson({ ...documentOf(entry), hash: entry.hash.toString('hex') })}\n`;
}

function documentOf(entry: Entry): { readonly [key: string]: JsonValue } {
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    actor: { kind: entry.actorKind, id: entry.actorId },
    action: entry.action,
    subject: { kind: entry.subjectKind, id: entry.subjectId },
    detail: entry.detail,
  };
}
