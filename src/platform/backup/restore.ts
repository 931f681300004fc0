import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Head, recordRestoration, replaceHead, setTrailAside } from '../audit/index.ts';
import type { Progress } from '../cli/progress.ts';
import { copyIn, type Database, type PoolClient, queriesOn } from '../db/index.ts';
import { applyMigration, inTransaction, type Migration, prepareMigrations } from '../db/migrate.ts';
import { type BackupSummary, filesOf } from './backup.ts';
import {
  type BackupEnd,
  BadBackup,
  type FileStart,
  FORMAT,
  FORMAT_VERSION,
  type Frame,
  type Header,
  parseFrame,
  readFrames,
  type SectionEnd,
  type TableStart,
} from './container.ts';
import {
  copyInSql,
  dropSchemas,
  finishLoad,
  hasMigrations,
  hasTrail,
  plainText,
  prepareLoad,
  setSequence,
} from './queries.ts';

export interface RestoreTarget {
  readonly pool: Database['pool'];
  readonly dataDirectory: string;
  readonly schemas: readonly string[];
  /** All that this program knows, in order. */
  readonly migrations: readonly Migration[];
  /** Replace what is there. */
  readonly force: boolean;
  readonly now: Date;
}

/**
 * Loads a backup into an empty database, in one transaction: all of it, or nothing. The file is
 * read twice: whole and unaltered is checked before anything is touched. The audit trail tells that
 * it was restored, and what only the trail that was there knew is kept in a file.
 */
export async function restore(
  target: RestoreTarget,
  file: string,
  progress: Progress,
): Promise<BackupSummary> {
  const checked = await verify(file, progress);
  const migrations = neededMigrations(checked.header, target.migrations);
  const client = await target.pool.connect();
  const written: string[] = [];
  try {
    if (!target.force) await refuseWhenUsed(client, target);
    const { summary, head } = await inTransaction(client, async () => {
      const replaced = (await hasTrail(client))
        ? await setTrailAside(queriesOn(client), checked.trail, target.dataDirectory)
        : undefined;
      if (replaced?.file) written.push(join(target.dataDirectory, replaced.file));
      await dropSchemas(client, [...target.schemas, 'platform']);
      await prepareMigrations(client);
      for (const migration of migrations) await applyMigration(client, migration);
      const summary = await load(target, client, file, written, progress);
      const head = await recordRestoration(queriesOn(client), {
        at: target.now,
        backup: { sha256: checked.sha256, createdAt: checked.header.createdAt },
        replaced: replaced?.head,
        file: replaced?.file,
      });
      return { summary, head };
    });
    // After the commit: a stop in between is told by the record, see "audit verify --help".
    await replaceHead(target.dataDirectory, head);
    return summary;
  } catch (error) {
    for (const path of written) await rm(path, { force: true });
    throw error;
  } finally {
    client.release();
    progress.finish();
  }
}

interface Checked {
  readonly header: Header;
  /** Digest of the whole, which names the backup. */
  readonly sha256: string;
  /** The end of its audit trail. */
  readonly trail: Head;
}

/** Reads the whole file and checks every digest. */
async function verify(file: string, progress: Progress): Promise<Checked> {
  let header: Header | undefined;
  let section = createHash('sha256');
  let sections = 0;
  let sha256 = '';
  let table: TableStart | undefined;
  let trail: Head = { seq: 0, hash: Buffer.alloc(0) };
  for await (const frame of readFrames(file)) {
    if (!header) header = headerOf(frame);
    else if (frame.kind === 'T' || frame.kind === 'F') {
      table = frame.kind === 'T' ? parseFrame<TableStart>(frame) : undefined;
      section = createHash('sha256');
    } else if (frame.kind === 'D') {
      section.update(frame.payload);
      if (table?.schema === 'audit' && table.table === 'head') trail = trailOf(table, frame);
    } else if (frame.kind === 'E') {
      progress.update('Checking', ++sections);
      if (parseFrame<SectionEnd>(frame).sha256 !== section.digest('hex')) {
        throw new BadBackup('it was altered');
      }
    } else if (frame.kind === 'Z') {
      const end = parseFrame<BackupEnd>(frame);
      if (end.sections !== sections) throw new BadBackup('parts of it are missing');
      sha256 = end.sha256;
    }
  }
  if (!header) throw new BadBackup('it is empty');
  return { header, sha256, trail };
}

/** The only row of `audit.head`, as COPY text: a bytea is written `\\x...`. */
function trailOf({ columns }: TableStart, { payload }: Frame): Head {
  const cells = payload.toString('utf8').trimEnd().split('\t');
  const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
  return { seq: Number(cell('seq')), hash: Buffer.from(cell('hash').replace(/^\\\\x/, ''), 'hex') };
}

function headerOf(frame: Frame): Header {
  const header = frame.kind === 'H' ? parseFrame<Header>(frame) : undefined;
  if (header?.format !== FORMAT) throw new BadBackup('it was not made by "renfort backup"');
  if (header.formatVersion > FORMAT_VERSION) {
    throw new BadBackup(`its format (${header.formatVersion}) is newer than this Renfort knows`);
  }
  return header;
}

function neededMigrations(header: Header, known: readonly Migration[]): Migration[] {
  const wanted = new Map(header.migrations.map((m) => [`${m.module}/${m.name}`, m.sha256]));
  const found = known.filter(({ module, name }) => wanted.has(`${module}/${name}`));
  for (const { module, name, sha256 } of found) {
    if (wanted.get(`${module}/${name}`) !== sha256) {
      throw new BadBackup(`its ${module}/${name} differs from the one of this Renfort`);
    }
    wanted.delete(`${module}/${name}`);
  }
  const [unknown] = wanted.keys();
  if (unknown) {
    throw new BadBackup(
      `it comes from a newer Renfort (${unknown} is unknown to this one): update, then try again`,
    );
  }
  return found;
}

async function refuseWhenUsed(client: PoolClient, target: RestoreTarget): Promise<void> {
  const used = await hasMigrations(client);
  const files = used ? [] : await filesOf(target.dataDirectory);
  if (!used && files.length === 0) return;
  throw new Error(
    `${used ? 'The database' : `The folder ${target.dataDirectory}`} already holds data. ` +
      'Restore into an empty one, or replace everything with --force. Nothing was changed.',
  );
}

async function load(
  target: RestoreTarget,
  client: PoolClient,
  file: string,
  written: string[],
  progress: Progress,
): Promise<BackupSummary> {
  const summary = { tables: 0, rows: 0, files: 0 };
  await plainText(client);
  const keys = await prepareLoad(client, target.schemas);
  const frames = readFrames(file);
  let header: Header | undefined;
  for (;;) {
    const { value: frame, done } = await frames.next();
    if (done) break;
    if (frame.kind === 'H') header = parseFrame<Header>(frame);
    else if (frame.kind === 'T') {
      const table = parseFrame<TableStart>(frame);
      progress.update(`Loading ${table.schema}.${table.table}`, summary.rows);
      const section = sectionOf(frames);
      const rows = await copyIn(client, copyInSql(table), section.chunks());
      if (rows !== section.end().rows) {
        throw new Error(
          `${table.schema}.${table.table}: ${rows} rows instead of ${section.end().rows}. Nothing was changed.`,
        );
      }
      summary.tables++;
      summary.rows += rows;
    } else if (frame.kind === 'F') {
      progress.update('Files', ++summary.files);
      const path = placeOf(target.dataDirectory, parseFrame<FileStart>(frame).path);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const output = createWriteStream(`${path}.part`, { mode: 0o600, flush: true });
      written.push(`${path}.part`);
      await pipeline(sectionOf(frames).chunks(), output);
      await rename(`${path}.part`, path);
      written.push(path);
    }
  }
  await finishLoad(client, target.schemas, keys);
  for (const sequence of header?.sequences ?? []) await setSequence(client, sequence);
  return summary;
}

/** The D frames up to the E that closes them. */
function sectionOf(frames: AsyncGenerator<Frame>) {
  let end: SectionEnd | undefined;
  return {
    async *chunks(): AsyncGenerator<Buffer> {
      for (;;) {
        const { value: frame, done } = await frames.next();
        if (done) throw new BadBackup('it is cut short');
        if (frame.kind === 'E') {
          end = parseFrame<SectionEnd>(frame);
          return;
        }
        if (frame.kind !== 'D') throw new BadBackup('it is damaged');
        yield frame.payload;
      }
    },
    end(): SectionEnd {
      if (!end) throw new BadBackup('it is damaged');
      return end;
    },
  };
}

/** A path of the backup stays inside the data directory. */
function placeOf(dataDirectory: string, path: string): string {
  if (posix.isAbsolute(path) || posix.normalize(path) !== path || path.startsWith('..')) {
    throw new BadBackup(`it names a file outside the data folder (${path})`);
  }
  return join(dataDirectory, ...path.split('/'));
}
