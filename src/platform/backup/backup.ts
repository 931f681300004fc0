import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Progress } from '../cli/progress.ts';
import { copyOut, type Database, type PoolClient } from '../db/index.ts';
import { inTransaction } from '../db/migrate.ts';
import { FORMAT, FORMAT_VERSION, type FrameKind, frame, type Header } from './container.ts';
import {
  beginSnapshot,
  copyOutSql,
  plainText,
  selectMigrations,
  selectSequences,
  selectTables,
} from './queries.ts';

export interface BackupSummary {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

export interface BackupSource {
  readonly pool: Database['pool'];
  readonly dataDirectory: string;
  /** Ours: one per module. */
  readonly schemas: readonly string[];
  readonly now: Date;
}

/**
 * Writes one consistent snapshot of the database, then the uploaded files, into `file`, which
 * appears when it is whole. Work goes on meanwhile. Constant memory.
 */
export async function backup(
  source: BackupSource,
  file: string,
  progress: Progress,
): Promise<BackupSummary> {
  const aside = `${file}.part`;
  const client = await source.pool.connect();
  const summary = { tables: 0, rows: 0, files: 0 };
  try {
    await inTransaction(
      client,
      () =>
        pipeline(
          frames(source, client, summary, progress),
          createGzip({ level: 4 }),
          createWriteStream(aside, { mode: 0o600, flush: true }),
        ),
      await beginSnapshot(client, source.schemas),
    );
    await rename(aside, file);
    await syncFolder(dirname(file));
    return summary;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  } finally {
    client.release();
    progress.finish();
  }
}

async function* frames(
  source: BackupSource,
  client: PoolClient,
  summary: { tables: number; rows: number; files: number },
  progress: Progress,
): AsyncGenerator<Buffer> {
  const whole = createHash('sha256');
  const { schemas } = source;
  function sealed(kind: FrameKind, payload: Uint8Array | object): Buffer {
    const bytes = frame(kind, payload);
    whole.update(bytes);
    return bytes;
  }
  await plainText(client);
  const header: Header = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    createdAt: source.now.toISOString(),
    migrations: await selectMigrations(client),
    sequences: await selectSequences(client, schemas),
  };
  yield sealed('H', header);
  const tables = await selectTables(client, schemas);
  for (const table of tables) {
    progress.update('Tables', summary.tables, tables.length);
    yield sealed('T', table);
    const copy = copyOut(client, copyOutSql(table));
    const end = measured();
    for await (const chunk of copy.stream) {
      end.add(chunk);
      yield sealed('D', chunk);
    }
    summary.tables++;
    summary.rows += copy.rows();
    yield sealed('E', { rows: copy.rows(), ...end.result() });
  }
  const paths = await filesOf(source.dataDirectory);
  for (const path of paths) {
    progress.update('Files', summary.files, paths.length);
    const stream = await openIfThere(join(source.dataDirectory, path));
    // Removed since we listed it: then nothing refers to it any more, or soon will not.
    if (!stream) continue;
    yield sealed('F', { path });
    const end = measured();
    for await (const chunk of stream) {
      end.add(chunk);
      yield sealed('D', chunk);
    }
    summary.files++;
    yield sealed('E', end.result());
  }
  yield frame('Z', { sections: summary.tables + summary.files, sha256: whole.digest('hex') });
}

export function measured() {
  const digest: Hash = createHash('sha256');
  let bytes = 0;
  return {
    add(chunk: Uint8Array) {
      bytes += chunk.byteLength;
      digest.update(chunk);
    },
    result: () => ({ bytes, sha256: digest.digest('hex') }),
  };
}

/** All of the data directory but the embedded database, its logs, and files half written. */
export async function filesOf(dataDirectory: string): Promise<string[]> {
  if (!existsSync(dataDirectory)) return [];
  const found: string[] = [];
  for (const top of await readdir(dataDirectory, { withFileTypes: true })) {
    if (!top.isDirectory() || top.name.startsWith('postgres')) continue;
    const folder = join(dataDirectory, top.name);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name.endsWith('.part')) continue;
      const path = relative(dataDirectory, join(entry.parentPath, entry.name));
      found.push(path.split(sep).join('/'));
    }
  }
  return found.sort();
}

async function openIfThere(path: string) {
  try {
    const handle = await open(path);
    return handle.createReadStream();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
