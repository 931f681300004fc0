import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Context } from '#platform/context.ts';
import {
  addressOf,
  connect,
  type Database,
  type PoolClient,
  queriesOn,
} from '#platform/db/index.ts';
import { inTransaction } from '#platform/db/migrate.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { completeRun, insertRun } from '../queries/import-run.ts';
import {
  beginLoad,
  buildWords,
  carryOver,
  copyRows,
  countGone,
  createLoading,
  indexLoading,
  keyLoading,
  putInPlace,
  type Target,
} from '../queries/register-load.ts';
import { CsvReader, type RecordFault } from './records.ts';
import { SourceError, type SourcePart, sourceParts } from './source-file.ts';

export type LoadFault =
  | RecordFault
  | 'number_missing'
  | 'number_unreadable'
  | 'name_missing'
  | 'layout_of_other_register'
  | 'duplicate';

export interface Rejection {
  readonly file: string;
  readonly line: number;
  readonly fault: LoadFault;
  readonly excerpt: string;
}

export interface LoadOptions {
  /** The files are a part of the register: nobody is gone because they are not in them. */
  readonly partial: boolean;
  /** Goes on where a register would lose more than half of its rows. */
  readonly force: boolean;
  readonly onProgress?: (bytes: number, total: number, rows: number) => void;
  readonly onStep?: (step: LoadStep) => void;
  readonly onReject?: (rejection: Rejection) => void;
}

export type LoadStep = 'keys' | 'indexes' | 'words' | 'waiting' | 'switched';

export type LoadRefusal =
  | { readonly error: 'busy' }
  | { readonly error: 'source'; readonly fault: SourceError['fault']; readonly file: string }
  | { readonly error: 'layout'; readonly file: string; readonly missing: readonly string[] }
  | { readonly error: 'no_row'; readonly file: string }
  | { readonly error: 'mostly_rejected'; readonly file: string; readonly rejected: number }
  | { readonly error: 'mostly_gone'; readonly gone: number; readonly known: number }
  | { readonly error: 'readers' };

export interface LoadReport {
  readonly runId: string;
  readonly rows: number;
  readonly rejected: number;
  readonly gone: number;
  /** Records in another encoding than most of their file. */
  readonly otherEncoding: number;
  readonly layouts: readonly { readonly file: string; readonly layout: string }[];
}

/** What a kind of file needs: from its titles, a reader of its rows. */
export interface RowSource {
  readonly register: 'rna' | 'sirene';
  readonly delimiter: ';' | ',';
  /** What may be loaded together. */
  open(titles: readonly string[]): OpenedLayout | { readonly missing: readonly string[] };
}

export interface OpenedLayout {
  readonly layout: string;
  readonly targets: readonly Target[];
  /** Adds lines of COPY text to `out`; a fault, or `skip` for a row that is not for this register. */
  row(
    values: string[],
    file: number,
    line: number,
    out: (target: Target, text: string) => void,
  ): LoadFault | 'skip' | undefined;
}

class Refusal extends Error {
  readonly refusal: LoadRefusal;
  constructor(refusal: LoadRefusal) {
    super(refusal.error);
    this.refusal = refusal;
  }
}

/** From how many rows on a loss of half of them is suspicious. */
const MANY = 1_000;

/**
 * Reads files into tables beside those in use, then puts them in place in one transaction: readers see
 * the old register or the new one. Killed at any point, it leaves the old one; the next run starts again.
 */
export async function loadRegister(
  ctx: Context,
  source: RowSource,
  paths: readonly string[],
  options: LoadOptions,
): Promise<LoadReport | LoadRefusal> {
  const database = connect(addressOf(ctx.db), { max: 2 });
  const client = await database.pool.connect();
  try {
    const parts = (await Promise.all(paths.map(sourceParts))).flat();
    if (!(await beginLoad(client))) return { error: 'busy' };
    return await new Load(ctx, database.pool, client, source, parts, options).run();
  } catch (error) {
    if (error instanceof Refusal) return error.refusal;
    if (error instanceof SourceError) {
      return { error: 'source', fault: error.fault, file: error.file };
    }
    throw error;
  } finally {
    // With the connection go the lock, and what it had set.
    client.release(true);
    await database.close();
  }
}

class Load {
  private readonly ctx: Context;
  private readonly pool: Database['pool'];
  private readonly client: PoolClient;
  private readonly source: RowSource;
  private readonly parts: readonly SourcePart[];
  private readonly options: LoadOptions;
  private readonly runId: string;
  private readonly created = new Set<Target>();
  private readonly layouts: { file: string; layout: string }[] = [];
  private rows = 0;
  private rejected = 0;
  private otherEncoding = 0;
  private bytes = 0;

  constructor(
    ctx: Context,
    pool: Database['pool'],
    client: PoolClient,
    source: RowSource,
    parts: readonly SourcePart[],
    options: LoadOptions,
  ) {
    this.ctx = ctx;
    this.pool = pool;
    this.client = client;
    this.source = source;
    this.parts = parts;
    this.options = options;
    this.runId = ctx.ids.next<'import'>();
  }

  async run(): Promise<LoadReport> {
    const { ctx, parts, runId } = this;
    await insertRun(ctx.db, {
      id: runId,
      register: this.source.register,
      files: parts.map(({ name }) => name.split('/').slice(-1)[0] as string),
      startedAt: ctx.clock.now(),
    });
    for (const [index, part] of parts.entries()) {
      const chunks = part.chunks((count) => {
        this.bytes += count;
      });
      try {
        await this.readPart(part, index + 1, chunks);
      } finally {
        await chunks.return(undefined);
      }
    }
    const targets = [...this.created];
    const gone = await this.finish(targets);
    await this.putInPlace(targets, gone);
    this.options.onStep?.('switched');
    const { rows, rejected, otherEncoding, layouts } = this;
    return { runId, rows, rejected, gone, otherEncoding, layouts };
  }

  private async readPart(
    part: SourcePart,
    file: number,
    chunks: AsyncGenerator<Buffer>,
  ): Promise<void> {
    const { client } = this;
    const total = this.parts.reduce((sum, { size }) => sum + size, 0);
    const feeds = new Map<Target, string[]>();
    let opened: OpenedLayout | undefined;
    let faults = 0;
    let kept = 0;
    const reader = new CsvReader(
      {
        titles: (titles) => {
          const found = this.source.open(titles);
          if ('missing' in found) {
            throw new Refusal({ error: 'layout', file: part.name, missing: found.missing });
          }
          opened = found;
          for (const target of found.targets) feeds.set(target, []);
        },
        record: (values, line) => {
          const fault = opened?.row(values, file, line, (target, text) => {
            feeds.get(target)?.push(text);
          });
          if (fault === undefined) kept++;
          else if (fault !== 'skip') {
            faults++;
            this.reject({
              file: part.name,
              line,
              fault,
              excerpt: values.join(this.source.delimiter),
            });
          }
        },
        fault: (fault, line, excerpt) => {
          if (!opened) throw new Refusal({ error: 'layout', file: part.name, missing: [] });
          faults++;
          this.reject({ file: part.name, line, fault, excerpt });
        },
      },
      { delimiter: this.source.delimiter },
    );
    const progress = () => this.options.onProgress?.(this.bytes, total, this.rows + kept);
    const first = await readTitles(reader, chunks, () => opened);
    if (!first) throw new Refusal({ error: 'layout', file: part.name, missing: [] });
    for (const target of first.targets) await this.create(target);
    const [main, ...others] = first.targets as [Target, ...Target[]];
    const seconds = await Promise.all(others.map((target) => this.secondCopy(target)));
    const feedSeconds = async () => {
      for (const { target, stream } of seconds) {
        const buffer = drain(target);
        if (buffer.length > 0 && !stream.write(buffer)) await once(stream, 'drain');
      }
    };
    async function* text(): AsyncGenerator<Buffer> {
      yield drain(main);
      for await (const chunk of chunks) {
        reader.write(chunk);
        progress();
        await feedSeconds();
        yield drain(main);
      }
      reader.end();
      await feedSeconds();
      yield drain(main);
    }
    function drain(target: Target): Buffer {
      const lines = feeds.get(target) as string[];
      const buffer = Buffer.from(lines.join(''));
      lines.length = 0;
      return buffer;
    }
    try {
      await copyRows(client, main, text());
    } finally {
      for (const { stream } of seconds) stream.end();
      await Promise.all(seconds.map(({ done }) => done));
    }
    this.layouts.push({ file: part.name, layout: first.layout });
    this.rows += kept;
    this.otherEncoding += Math.min(reader.encodings['utf-8'], reader.encodings['windows-1252']);
    if (kept === 0 && faults === 0) throw new Refusal({ error: 'no_row', file: part.name });
    if (faults > kept && kept + faults >= MANY) {
      throw new Refusal({ error: 'mostly_rejected', file: part.name, rejected: faults });
    }
    progress();
  }

  /** A second table of the same file is fed at the same time, on a connection of its own. */
  private async secondCopy(target: Target) {
    const client = await this.pool.connect();
    const stream = new PassThrough({ highWaterMark: 1 << 20 });
    const done = copyRows(client, target, stream).finally(() => client.release());
    done.catch((error) => stream.destroy(error));
    return { target, stream, done };
  }

  private async create(target: Target): Promise<void> {
    if (this.created.has(target)) return;
    this.created.add(target);
    await createLoading(this.client, target, { runId: this.runId, now: this.ctx.clock.now() });
  }

  private async finish(targets: readonly Target[]): Promise<number> {
    const { client, options } = this;
    const today = localDate(this.ctx.clock.now());
    let gone = 0;
    options.onStep?.('keys');
    for (const target of targets) {
      for (const { key, sourceFile, sourceLine } of await keyLoading(client, target)) {
        this.rows--;
        this.reject({
          file: this.parts[sourceFile - 1]?.name ?? '',
          line: sourceLine,
          fault: 'duplicate',
          excerpt: key,
        });
      }
      if (!options.partial) {
        const lost = await countGone(client, target);
        if (!options.force && lost.known >= MANY && lost.gone * 2 > lost.known) {
          throw new Refusal({ error: 'mostly_gone', ...lost });
        }
        gone += lost.gone;
      }
      await carryOver(client, target, options.partial ? null : today);
    }
    options.onStep?.('indexes');
    for (const target of targets) await indexLoading(client, target);
    options.onStep?.('words');
    if (targets.some((target) => target !== 'units')) await buildWords(client, targets);
    return gone;
  }

  /** Waits until nobody reads for long (a backup does); meanwhile everybody else goes on reading. */
  private async putInPlace(targets: readonly Target[], gone: number): Promise<void> {
    const { client, ctx } = this;
    for (let attempt = 1; ; attempt++) {
      try {
        await inTransaction(client, async () => {
          await putInPlace(client, targets);
          await completeRun(queriesOn(client), {
            id: this.runId,
            switchedAt: ctx.clock.now(),
            rows: this.rows,
            rejected: this.rejected,
            gone,
          });
        });
        return;
      } catch (error) {
        const { code } = error as { code?: string };
        if (code !== LOCK_TIMEOUT && code !== DEADLOCK) throw error;
        if (attempt === ATTEMPTS) throw new Refusal({ error: 'readers' });
        this.options.onStep?.('waiting');
        await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      }
    }
  }

  private reject(rejection: Rejection): void {
    this.rejected++;
    this.options.onReject?.(rejection);
  }
}

const LOCK_TIMEOUT = '55P03';
const DEADLOCK = '40P01';
const WAIT_MS = 3_000;
/** With the two seconds that each attempt waits itself: an hour. */
const ATTEMPTS = 720;

/** Reads pieces until the titles are known. */
async function readTitles(
  reader: CsvReader,
  chunks: AsyncGenerator<Buffer>,
  opened: () => OpenedLayout | undefined,
): Promise<OpenedLayout | undefined> {
  while (!opened()) {
    const { value, done } = await chunks.next();
    if (done) {
      reader.end();
      break;
    }
    reader.write(value);
  }
  return opened();
}
