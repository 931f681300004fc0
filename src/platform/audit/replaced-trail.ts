import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Db } from '#platform/db/index.ts';
import { CHAIN_START, entryHash, exportLine } from './chain.ts';
import { entriesAfter, type Head, hashOfEntry, readHead } from './queries.ts';
import type { Restoration } from './restoration.ts';

const BATCH = 5_000;

export interface Replaced {
  readonly head: Head;
  /** Name of the file, in the data directory; undefined when the backup holds every entry. */
  readonly file: string | undefined;
}

/**
 * Before a backup takes the place of a trail: writes what only the present trail has into a file, as
 * `audit export` does. Of another trail altogether, everything is written.
 */
export async function setTrailAside(db: Db, backup: Head, folder: string): Promise<Replaced> {
  const head = await readHead(db);
  const shared = (await hashOfEntry(db, backup.seq))?.equals(backup.hash) ? backup.seq : 0;
  if (head.seq <= shared) return { head, file: undefined };
  const file = `audit-replaced-${shared + 1}-${head.seq}-${head.hash.toString('hex').slice(0, 8)}.jsonl`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const output = createWriteStream(join(folder, file), { mode: 0o600, flush: true });
  await pipeline(Readable.from(linesAfter(db, shared)), output);
  return { head, file };
}

async function* linesAfter(db: Db, seq: number): AsyncGenerator<string> {
  let after = seq;
  for (;;) {
    const batch = await entriesAfter(db, after, BATCH);
    yield batch.map(exportLine).join('');
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    after = last.seq;
  }
}

/** What became of the entries that only the earlier trail had. */
export type Evidence = 'none' | 'whole' | 'absent' | 'altered';

/** Follows the file from the backup's last entry, or from the start, to the end that was replaced. */
export async function checkEvidence(folder: string, restoration: Restoration): Promise<Evidence> {
  const { file, replaced, position } = restoration;
  if (!file || !replaced) return 'none';
  const path = join(folder, file);
  if (!/^audit-replaced-[\w-]+\.jsonl$/.test(file) || !existsSync(path)) return 'absent';
  let hash: Buffer | undefined;
  let seq = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const entry = parseLine(line);
    if (!entry) return 'altered';
    hash ??= entry.seq === 1 ? CHAIN_START : position.hash;
    hash = entryHash(hash, entry);
    if (seq > 0 && entry.seq !== seq + 1) return 'altered';
    seq = entry.seq;
  }
  return seq === replaced.seq && hash?.equals(replaced.hash) ? 'whole' : 'altered';
}

function parseLine(line: string) {
  try {
    const { seq, at, actor, action, subject, detail } = JSON.parse(line);
    return {
      seq,
      at: new Date(at),
      actorKind: actor.kind,
      actorId: actor.id,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      detail,
    };
  } catch {
    return undefined;
  }
}
