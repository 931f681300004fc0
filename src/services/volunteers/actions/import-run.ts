import { z } from 'zod';
import { recordAudit } from '#platform/audit/index.ts';
import { grantsHeld } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { type FileRefusal, openFile, removeFiles, storeFile } from '#platform/files/index.ts';
import { defineJob, enqueue } from '#platform/jobs/index.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Refused, type Result, refuse } from '#platform/kernel/result.ts';
import { type ImportEvent, nextImportState } from '../domain/import-run.ts';
import {
  IMPORT_FIELDS,
  type ImportField,
  type Mapping,
  type MappingError,
  mapFields,
  proposeFields,
} from '../import/columns.ts';
import {
  inspect,
  MalformedCsv,
  type OpenBytes,
  readRows,
  type Source,
  type SourceError,
} from '../import/source.ts';
import { type SourceWarning, warningsOf } from '../import/warnings.ts';
import { accountOf } from '../policy.ts';
import {
  clearProgress,
  deleteRunsOf,
  type ImportRun,
  insertRun,
  lockRun,
  type RunPatch,
  runById,
  runsBefore,
  runsOf,
  saveProgress,
  stripRun,
  updateRun,
} from '../queries/import-run.ts';
import { type ImportProgress, importVolunteers } from './import.ts';

export const LIST_BYTES = 10 * 1024 * 1024;
const SAMPLES = 3;
const SHOWN_RUNS = 10;
const HOURS_KEPT = 24;
/** Rejected lines kept for the page and its CSV; beyond, the list itself is wrong. */
const LINES_KEPT = 20_000;
/** Without news for this long, whoever waits may start the work again. */
export const STALLED_SECONDS = 60;

export type StageError = FileRefusal | SourceError | 'malformed';

/** Keeps an uploaded list aside, out of any web folder, until its owner has decided or a day has passed. */
export async function stageList(
  ctx: Context,
  actor: Actor,
  file: File,
): Promise<Result<string, StageError>> {
  const ownerId = accountOf(actor);
  if (!ownerId) throw new Error('A list is uploaded by somebody');
  return transaction(ctx, async (tx): Promise<Result<string, StageError>> => {
    const rules = { accept: ['text/csv'], maxBytes: LIST_BYTES } as const;
    const stored = await storeFile(tx, actor, file, rules);
    if (!stored.ok) return stored;
    const source = await inspect(() => file.stream() as unknown as AsyncIterable<Uint8Array>);
    if (!source.ok) {
      await removeFiles(tx, [stored.value.id]);
      return source;
    }
    const id = tx.ids.next<'import'>();
    const run = { id, ownerId, fileId: stored.value.id, fileName: stored.value.name };
    await insertRun(tx.db, run, tx.clock.now());
    return ok(id);
  });
}

export interface Preview {
  readonly source: Source;
  readonly fields: readonly (ImportField | undefined)[];
  readonly samples: readonly (readonly string[])[];
  readonly warnings: readonly SourceWarning[];
}

export async function ownRuns(ctx: Context, actor: Actor): Promise<readonly ImportRun[]> {
  const ownerId = accountOf(actor);
  return ownerId ? runsOf(ctx.db, ownerId, SHOWN_RUNS) : [];
}

/** Undefined for others than who uploaded it. */
export async function readRun(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<ImportRun | undefined> {
  const run = isUuid(id) ? await runById(ctx.db, id) : undefined;
  return run && run.ownerId === accountOf(actor) ? run : undefined;
}

/** The first rows, and what each column seems to be, or was said to be. */
export async function previewOf(ctx: Context, run: ImportRun): Promise<Preview | undefined> {
  const open = await bytesOf(ctx, run);
  const source = open && (await inspect(open));
  if (!open || !source?.ok) return undefined;
  const samples: (readonly string[])[] = [];
  try {
    for await (const { values } of readRows(open, source.value)) {
      samples.push(values);
      if (samples.length === SAMPLES) break;
    }
  } catch (error) {
    // The trial says where.
    if (!(error instanceof MalformedCsv)) throw error;
  }
  const fields = run.fields.length > 0 ? fieldsOf(run.fields) : proposeFields(source.value.headers);
  return { source: source.value, fields, samples, warnings: warningsOf(source.value, samples) };
}

/** The lines go with the file; how many there were stays. */
export interface KeptProgress extends ImportProgress {
  readonly rejectedCount: number;
  readonly differingCount: number;
}

export function progressOf(run: ImportRun): KeptProgress | undefined {
  const progress = run.progress as KeptProgress | null;
  return progress === null
    ? undefined
    : { ...progress, rejected: progress.rejected ?? [], differing: progress.differing ?? [] };
}

/** Where a rejected value stands in the file, for the page and the report. */
export async function mappingOf(
  ctx: Context,
  run: ImportRun,
): Promise<{ readonly source: Source; readonly mapping: Mapping } | undefined> {
  const open = await bytesOf(ctx, run);
  const source = open && (await inspect(open));
  if (!source?.ok) return undefined;
  const mapping = mapFields(source.value.headers, fieldsOf(run.fields));
  return mapping.ok ? { source: source.value, mapping: mapping.value } : undefined;
}

export type RunRefusal = 'not_found' | 'transition_not_allowed';

/** The columns are chosen: a trial begins, which writes nothing. */
export async function checkList(
  ctx: Context,
  actor: Actor,
  id: string,
  choice: { readonly fields: readonly string[]; readonly contactsVerified: boolean },
): Promise<Result<undefined, RunRefusal | MappingError>> {
  return moveOwn(ctx, actor, id, 'check', async (tx, run) => {
    const preview = await previewOf(tx, run);
    if (!preview) return refuse('transition_not_allowed');
    const mapping = mapFields(preview.source.headers, fieldsOf(choice.fields));
    if (!mapping.ok) return mapping;
    const { length } = preview.source.headers;
    const fields = Array.from({ length }, (_, at) => choice.fields[at] ?? '');
    return ok({ fields, contactsVerified: choice.contactsVerified, error: null });
  });
}

/** The trial was read: the list goes into the register. Said twice, it is done once. */
export async function confirmList(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Result<undefined, RunRefusal>> {
  return moveOwn(ctx, actor, id, 'confirm', async () => ok({}));
}

/** Removes the list at once. */
export async function dropList(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Result<undefined, RunRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, RunRefusal>> => {
    const run = await lockOwn(tx, actor, id);
    if (!run) return refuse('not_found');
    const moved = await apply(tx, run, 'expire', {});
    if (!moved.ok) return moved;
    await removeList(tx, run);
    return ok();
  });
}

/** Work that gives no news any more (the program was killed) goes on where it was. */
export async function resumeList(ctx: Context, actor: Actor, id: string): Promise<void> {
  const run = await readRun(ctx, actor, id);
  if (run && isStalled(run, ctx.clock.now()))
    await enqueue(ctx, listJob, { id }, { singletonKey: id });
}

export function isStalled(run: ImportRun, now: Date): boolean {
  const isWorking = run.state === 'checking' || run.state === 'importing';
  return isWorking && now.getTime() - run.updatedAt.getTime() >= STALLED_SECONDS * 1000;
}

/** Trial or import, as its owner, with the roles that they hold now. */
export const listJob = defineJob({
  name: 'volunteers.import_list',
  schema: z.object({ id: z.uuid() }),
  run: (ctx, { id }) => runList(ctx, id),
});

class TakenOver extends Error {}

async function runList(ctx: Context, id: string): Promise<void> {
  const run = await runById(ctx.db, id);
  if (run?.state !== 'checking' && run?.state !== 'importing') return;
  const open = await bytesOf(ctx, run);
  if (!open) return settle(ctx, run, 'fail', { error: 'file_gone' });
  let at = run.linesDone;
  try {
    const result = await importVolunteers(ctx, await ownerOf(ctx, run.ownerId), open, {
      dryRun: run.state === 'checking',
      contactsVerified: run.contactsVerified,
      fields: fieldsOf(run.fields),
      // A trial keeps in memory whom it has met: it begins again.
      from: run.state === 'importing' ? progressOf(run) : undefined,
      async onBatch(tx, progress) {
        const text = JSON.stringify(kept(progress));
        const after = { lines: progress.lines, progress: text };
        if (!(await saveProgress(tx.db, id, at, after, tx.clock.now()))) throw new TakenOver();
      },
      onProgress(lines) {
        at = lines;
      },
    });
    if (!result.ok) await settle(ctx, run, 'fail', { error: errorText(result) });
    else await settle(ctx, run, run.state === 'checking' ? 'checked' : 'finish', {});
  } catch (error) {
    if (!(error instanceof TakenOver)) throw error;
  }
}

/** Lists older than a day: the file goes, and every line that was kept of it. */
export const expireListsJob = defineJob({
  name: 'volunteers.expire_lists',
  schema: z.looseObject({}),
  cron: '25 * * * *',
  async run(ctx) {
    const before = new Date(ctx.clock.now().getTime() - HOURS_KEPT * 3_600_000);
    for (;;) {
      const ids = await runsBefore(ctx.db, before, 100);
      for (const id of ids)
        await transaction(ctx, async (tx) => {
          const run = await lockRun(tx.db, id);
          if (!run || run.state === 'importing') return;
          await apply(tx, run, 'expire', {});
          await removeList(tx, run);
        });
      if (ids.length < 100) return;
    }
  },
});

/** The lists of an account that is erased. */
export async function eraseLists(tx: Context, accountId: AccountId): Promise<void> {
  await removeFiles(tx, await deleteRunsOf(tx.db, accountId));
}

async function removeList(tx: Context, run: ImportRun): Promise<void> {
  await stripRun(tx.db, run.id);
  if (run.fileId) await removeFiles(tx, [run.fileId]);
}

/** The one way from a state to the next; the row is locked by the caller. */
async function apply(
  tx: Context,
  run: ImportRun,
  event: ImportEvent,
  patch: Omit<RunPatch, 'state'>,
): Promise<Result<undefined, 'transition_not_allowed'>> {
  const next = nextImportState(run.state, event);
  if (!next.ok) return next;
  await updateRun(tx.db, run.id, { ...patch, state: next.value }, tx.clock.now());
  return ok();
}

async function moveOwn<E extends string>(
  ctx: Context,
  actor: Actor,
  id: string,
  event: 'check' | 'confirm',
  decide: (tx: Context, run: ImportRun) => Promise<Result<Omit<RunPatch, 'state'>, E>>,
): Promise<Result<undefined, RunRefusal | E>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, RunRefusal | E>> => {
    const run = await lockOwn(tx, actor, id);
    if (!run) return refuse('not_found');
    const decided = await decide(tx, run);
    if (!decided.ok) return decided;
    const moved = await apply(tx, run, event, decided.value);
    if (!moved.ok) return moved;
    await clearProgress(tx.db, id);
    await enqueue(tx, listJob, { id }, { singletonKey: id });
    if (event === 'confirm')
      await recordAudit(tx, actor, {
        action: 'volunteers.import_confirmed',
        subject: { kind: 'import', id },
        detail: { contactsVerified: run.contactsVerified },
      });
    return ok();
  });
}

async function settle(
  ctx: Context,
  { id }: ImportRun,
  event: 'checked' | 'finish' | 'fail',
  patch: Omit<RunPatch, 'state'>,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const run = await lockRun(tx.db, id);
    if (run) await apply(tx, run, event, patch);
  });
}

async function lockOwn(tx: Context, actor: Actor, id: string): Promise<ImportRun | undefined> {
  const run = isUuid(id) ? await lockRun(tx.db, id) : undefined;
  return run && run.ownerId === accountOf(actor) ? run : undefined;
}

async function ownerOf(ctx: Context, accountId: AccountId): Promise<Actor> {
  const grants = await grantsHeld(ctx.db, accountId, ctx.clock.now());
  return { kind: 'person', accountId, grants };
}

async function bytesOf(ctx: Context, run: ImportRun): Promise<OpenBytes | undefined> {
  const file = run.fileId ? await openFile(ctx, run.fileId) : undefined;
  return file && (() => file.stream());
}

function fieldsOf(fields: readonly string[]): (ImportField | undefined)[] {
  return fields.map((text) => IMPORT_FIELDS.find((field) => field === text));
}

function kept(progress: ImportProgress): KeptProgress {
  const { rejected, differing } = progress;
  return {
    ...progress,
    rejectedCount: rejected.length,
    differingCount: differing.length,
    rejected: rejected.slice(0, LINES_KEPT),
    differing: differing.slice(0, LINES_KEPT),
  };
}

/** As the page will say it: the code, and what it is about. */
function errorText({ error, detail }: Refused<string>): string {
  return JSON.stringify({ error, ...(detail ? { detail } : {}) });
}
