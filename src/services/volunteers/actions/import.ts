import { recordAudit } from '#platform/audit/index.ts';
import { type Context, patientTransaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  type ImportField,
  type Mapping,
  type MappingError,
  mapColumns,
  mapFields,
} from '../import/columns.ts';
import { personOf } from '../import/person.ts';
import {
  inspect,
  MalformedCsv,
  type OpenBytes,
  readRows,
  type Source,
  type SourceError,
} from '../import/source.ts';
import { mayImport } from '../policy.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { proposeMerge } from './duplicates.ts';
import {
  type BatchOutcome,
  type DifferingLine,
  type Line,
  lineOf,
  type RejectedLine,
  saveBatch,
} from './import-batch.ts';

export type { DifferingLine, RejectedLine } from './import-batch.ts';

export interface ImportOptions {
  readonly dryRun: boolean;
  /** Title in the file -> field, or `ignore`. */
  readonly corrections?: Readonly<Record<string, string>>;
  /** The field of each column, in order; instead of what the titles seem to say. */
  readonly fields?: readonly (ImportField | undefined)[];
  /** The owner of the list vouches for its addresses and numbers. */
  readonly contactsVerified: boolean;
  readonly onProgress?: (lines: number) => void;
  /** Goes on where an import stopped: its lines are passed over, its counts kept. */
  readonly from?: ImportProgress | undefined;
  /** Called in the transaction of each batch: what is kept here is true to what was written. */
  readonly onBatch?: (tx: Context, progress: ImportProgress) => Promise<void>;
}

export interface ImportCounts {
  readonly lines: number;
  readonly created: number;
  /** Records that existed before this import. */
  readonly updated: number;
  /** Of these, those that the list says nothing new about. */
  readonly same: number;
  /** Lines about somebody whom an earlier line of the file already named. */
  readonly duplicates: number;
}

export interface ImportProgress extends ImportCounts {
  /** People who signed up themselves and whose record says otherwise: nothing is changed. */
  readonly differing: readonly DifferingLine[];
  readonly rejected: readonly RejectedLine[];
}

export interface ImportReport extends ImportProgress {
  readonly source: Source;
  readonly mapping: Mapping;
}

export type ImportError = SourceError | MappingError | 'malformed';

const BATCH = 1_000;

/**
 * Reads a list into the register, a batch per transaction: begun again, it completes and repeats
 * nothing. A trial reads and checks everything, and writes nothing.
 */
export async function importVolunteers(
  ctx: Context,
  actor: Actor,
  open: OpenBytes,
  options: ImportOptions,
): Promise<Result<ImportReport, ImportError>> {
  const source = await inspect(open);
  if (!source.ok) return source;
  const { headers } = source.value;
  const mapping = options.fields
    ? mapFields(headers, options.fields)
    : mapColumns(headers, options.corrections);
  if (!mapping.ok) return mapping;
  const today = localDate(ctx.clock.now());
  const { rejected, differing, ...counts } = begun(options.from);
  // Keys this import has met -> the person they lead to, so that a later line finds them.
  const met = new Map<string, VolunteerId>();
  let batch: Line[] = [];
  const flush = async () => {
    const done = await patientTransaction(ctx, async (tx) => {
      const outcome = await saveBatch(tx, batch, options, met);
      await options.onBatch?.(tx, added({ ...counts, rejected, differing }, outcome));
      return outcome;
    });
    const {
      rejected: refused,
      differing: different,
      ...sums
    } = added({ ...counts, rejected: [], differing: [] }, done);
    Object.assign(counts, sums);
    rejected.push(...refused);
    differing.push(...different);
    for (const [key, id] of done.met) met.set(key, id);
    // A line that joins two records may be about one person: a human decides.
    if (!options.dryRun)
      for (const [one, other] of done.conflicts)
        await proposeMerge(ctx, actor, one, other, 'phone');
    batch = [];
    options.onProgress?.(counts.lines);
  };
  let skip = counts.lines;
  try {
    for await (const { line, values } of readRows(open, source.value)) {
      if (skip > 0) {
        skip -= 1;
        continue;
      }
      counts.lines += 1;
      const read = readLine(values, source.value, mapping.value, today, actor);
      if (read.ok) batch.push(lineOf(line, read.person));
      else rejected.push({ line, ...read.error });
      if (batch.length === BATCH) await flush();
    }
    await flush();
  } catch (error) {
    if (error instanceof MalformedCsv) return refuse('malformed', { line: error.line });
    throw error;
  }
  const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
  rejected.sort(byLine);
  differing.sort(byLine);
  if (!options.dryRun) {
    await recordAudit(ctx, actor, {
      action: 'volunteers.imported',
      subject: { kind: 'import', id: ctx.ids.next<'import'>() },
      detail: {
        ...counts,
        differing: differing.length,
        rejected: rejected.length,
        contactsVerified: options.contactsVerified,
      },
    });
  }
  return ok({ source: source.value, mapping: mapping.value, ...counts, differing, rejected });
}

function begun(from: ImportProgress | undefined) {
  return {
    lines: from?.lines ?? 0,
    created: from?.created ?? 0,
    updated: from?.updated ?? 0,
    same: from?.same ?? 0,
    duplicates: from?.duplicates ?? 0,
    rejected: [...(from?.rejected ?? [])],
    differing: [...(from?.differing ?? [])],
  };
}

function added(sum: ImportProgress, batch: BatchOutcome): ImportProgress {
  return {
    lines: sum.lines,
    created: sum.created + batch.created,
    updated: sum.updated + batch.updated,
    same: sum.same + batch.same,
    duplicates: sum.duplicates + batch.duplicates,
    rejected: [...sum.rejected, ...batch.rejected],
    differing: [...sum.differing, ...batch.differing],
  };
}

function readLine(
  values: readonly string[],
  source: Source,
  mapping: Mapping,
  today: string,
  actor: Actor,
): ReturnType<typeof personOf> {
  if (values.length !== source.headers.length) {
    const value = `${values.length} / ${source.headers.length}`;
    return { ok: false, error: { cause: 'column_count', field: undefined, value } };
  }
  const read = personOf(values, mapping, today);
  if (!read.ok || mayImport(actor, read.person)) return read;
  const value = read.person.communeCode ?? '';
  return { ok: false, error: { cause: 'outside_territory', field: 'commune', value } };
}
