import type { JsonValue } from '#platform/db/column-types.ts';
import type { Db } from '#platform/db/index.ts';
import { type Entry, entryHash } from './chain.ts';
import { append, type Head, lockHead } from './queries.ts';

const ACTION = 'audit.restored';

/** A backup took the place of the trail: the first entry written after it says so. */
export interface Restoration {
  readonly at: Date;
  /** SHA-256 of the backup, and when it was made. */
  readonly backup: { readonly sha256: string; readonly createdAt: string };
  /** The last entry that came with the backup. */
  readonly position: Head;
  /** The end of the trail that was there before; undefined in an empty database. */
  readonly replaced: Head | undefined;
  /** Where the entries that only the earlier trail had were written, in the data directory. */
  readonly file: string | undefined;
}

/** Puts the restoration into the chain, right after the entries of the backup; the new end. */
export async function recordRestoration(
  db: Db,
  restoration: Omit<Restoration, 'position'>,
): Promise<Head> {
  const position = await lockHead(db);
  const { backup, replaced, file } = restoration;
  const entry: Entry = {
    seq: position.seq + 1,
    at: restoration.at,
    actorKind: 'system',
    actorId: 'restore',
    action: ACTION,
    subjectKind: 'backup',
    subjectId: backup.sha256,
    detail: {
      createdAt: backup.createdAt,
      position: headJson(position),
      replaced: replaced ? headJson(replaced) : null,
      file: file ?? null,
    },
  };
  const hash = entryHash(position.hash, entry);
  await append(db, [{ ...entry, hash }]);
  return { seq: entry.seq, hash };
}

/** Reads such an entry; one whose position is not its own place in the chain says nothing. */
export function restorationOf(entry: Entry, previous: Buffer): Restoration | undefined {
  if (entry.action !== ACTION || entry.actorKind !== 'system') return undefined;
  const detail = entry.detail as Readonly<Record<string, JsonValue>>;
  const position = headOf(detail.position);
  if (position?.seq !== entry.seq - 1 || !position.hash.equals(previous)) return undefined;
  return {
    at: entry.at,
    backup: { sha256: entry.subjectId, createdAt: String(detail.createdAt) },
    position,
    replaced: headOf(detail.replaced),
    file: typeof detail.file === 'string' ? detail.file : undefined,
  };
}

/** Does it account for a check having seen an entry that is not in the chain? */
export function explains({ position, replaced }: Restoration, seen: Head): boolean {
  if (position.seq >= seen.seq) return false;
  if (!replaced) return true;
  return replaced.seq > seen.seq || (replaced.seq === seen.seq && replaced.hash.equals(seen.hash));
}

function headJson({ seq, hash }: Head) {
  return { seq, hash: hash.toString('hex') };
}

function headOf(value: JsonValue | undefined): Head | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { seq, hash } = value as Readonly<Record<string, JsonValue>>;
  if (typeof seq !== 'number' || typeof hash !== 'string') return undefined;
  return { seq, hash: Buffer.from(hash, 'hex') };
}
