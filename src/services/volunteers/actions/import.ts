import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { ALWAYS } from '../domain/availability.ts';
import { type Mapping, type MappingError, mapColumns } from '../import/columns.ts';
import { type ImportedPerson, personOf, type RowError } from '../import/person.ts';
import {
  inspect,
  MalformedCsv,
  type OpenBytes,
  readRows,
  type Source,
  type SourceError,
} from '../import/source.ts';
import { mayImport } from '../policy.ts';
import {
  claimKeys,
  completeImported,
  dropKeysOf,
  holdersOf,
  type ImportedRow,
  type ImportStamp,
  insertImported,
} from '../queries/import.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { nameKey } from './identity.ts';
import { keyHash } from './keys.ts';

export interface ImportOptions {
  readonly dryRun: boolean;
  /** Title in the file -> field, or `ignore`. */
  readonly corrections?: Readonly<Record<string, string>>;
  /** The owner of the list vouches for its addresses and numbers. */
  readonly contactsVerified: boolean;
  readonly onProgress?: (lines: number) => void;
}

export interface RejectedLine extends RowError {
  readonly line: number;
}

export interface ImportReport {
  readonly source: Source;
  readonly mapping: Mapping;
  readonly lines: number;
  readonly created: number;
  /** Records that existed before this import. */
  readonly updated: number;
  /** Lines about somebody whom an earlier line of the file already named. */
  readonly duplicates: number;
  readonly rejected: readonly RejectedLine[];
}

export type ImportError = SourceError | MappingError | 'malformed';

interface Line {
  readonly line: number;
  readonly person: ImportedPerson;
  readonly hashes: readonly {
    readonly kind: 'email' | 'phone';
    readonly hash: Buffer;
    readonly key: string;
  }[];
}

const BATCH = 1_000;
/** The sentence that people agreed to is the list's own: we do not know it. */
const LIST_WORDING = 'list';

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
  const mapping = mapColumns(source.value.headers, options.corrections);
  if (!mapping.ok) return mapping;
  const today = localDate(ctx.clock.now());
  const counts = { lines: 0, created: 0, updated: 0, duplicates: 0 };
  const rejected: RejectedLine[] = [];
  // Keys this import has met -> the person they lead to, so that a later line finds them.
  const met = new Map<string, VolunteerId>();
  let batch: Line[] = [];
  const flush = async () => {
    const done = await saveBatch(ctx, batch, options, met, rejected);
    counts.created += done.created;
    counts.updated += done.updated;
    counts.duplicates += done.duplicates;
    batch = [];
    options.onProgress?.(counts.lines);
  };
  try {
    for await (const { line, values } of readRows(open, source.value)) {
      counts.lines += 1;
      const read = readLine(values, source.value, mapping.value, today, actor);
      if (read.ok) batch.push({ line, person: read.person, hashes: hashesOf(read.person) });
      else rejected.push({ line, ...read.error });
      if (batch.length === BATCH) await flush();
    }
    await flush();
  } catch (error) {
    if (error instanceof MalformedCsv) return refuse('malformed', { line: error.line });
    throw error;
  }
  rejected.sort((a, b) => a.line - b.line);
  if (!options.dryRun) {
    await recordAudit(ctx, actor, {
      action: 'volunteers.imported',
      subject: { kind: 'import', id: ctx.ids.next<'import'>() },
      detail: { ...counts, rejected: rejected.length, contactsVerified: options.contactsVerified },
    });
  }
  return ok({ source: source.value, mapping: mapping.value, ...counts, rejected });
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

function hashesOf(person: ImportedPerson): Line['hashes'] {
  return (['email', 'phone'] as const).flatMap((kind) => {
    const value = person[kind];
    if (value === null) return [];
    const hash = keyHash(kind, value);
    return [{ kind, hash, key: hash.toString('base64') }];
  });
}

async function saveBatch(
  ctx: Context,
  lines: readonly Line[],
  options: ImportOptions,
  met: Map<string, VolunteerId>,
  rejected: RejectedLine[],
): Promise<{ created: number; updated: number; duplicates: number }> {
  const done = { created: 0, updated: 0, duplicates: 0 };
  if (lines.length === 0) return done;
  await transaction(ctx, async (tx) => {
    const stamp = stampOf(tx, options);
    let waiting = lines;
    // A second round only when somebody signed up with the same address at this very moment.
    for (let round = 0; waiting.length > 0 && round < 5; round++) {
      const holders = await holdersOf(
        tx.db,
        waiting.flatMap((line) => line.hashes),
      );
      const fresh = new Map<VolunteerId, { row: ImportedRow; line: Line }>();
      const known = new Map<VolunteerId, ImportedRow>();
      const keysHere = new Map<string, VolunteerId>();
      for (const line of waiting) {
        const inFile = line.hashes.map(({ key }) => keysHere.get(key) ?? met.get(key));
        const found = line.hashes.map(({ key }, at) => inFile[at] ?? holders.get(key));
        const ids = [...new Set(found.filter((id) => id !== undefined))];
        if (ids.length > 1) {
          const value = line.person.email ?? '';
          rejected.push({ line: line.line, cause: 'contact_conflict', field: 'email', value });
          continue;
        }
        const id = ids[0] ?? tx.ids.next<'volunteer'>();
        const isRepeat = inFile.some((item) => item !== undefined);
        if (isRepeat) done.duplicates += 1;
        else if (ids.length === 1) done.updated += 1;
        const row = rowOf(tx, id, line);
        const twin = fresh.get(id);
        if (twin) fresh.set(id, { row: merged(twin.row, row), line: twin.line });
        else if (ids.length === 0) fresh.set(id, { row, line });
        else known.set(id, known.has(id) ? merged(known.get(id) as ImportedRow, row) : row);
        for (const { key } of line.hashes) keysHere.set(key, id);
      }
      const lost = options.dryRun
        ? new Set<VolunteerId>()
        : await write(
            tx,
            [...fresh.values()].map(({ row }) => row),
            [...known.values()],
            stamp,
          );
      done.created += fresh.size - lost.size;
      for (const [key, id] of keysHere) if (!lost.has(id)) met.set(key, id);
      waiting = [...lost].map((id) => (fresh.get(id) as { line: Line }).line);
    }
  });
  return done;
}

/** The people whose key somebody else took first: nothing was written for them. */
async function write(
  tx: Context,
  fresh: readonly ImportedRow[],
  known: readonly ImportedRow[],
  stamp: ImportStamp,
): Promise<Set<VolunteerId>> {
  const lost = await claimKeys(tx.db, fresh);
  await dropKeysOf(tx.db, [...lost]);
  const created = fresh.filter((row) => !lost.has(row.id));
  await insertImported(tx.db, created, stamp);
  await completeImported(tx.db, known, stamp);
  await refreshSearch(
    tx,
    [...created, ...known].map((row) => row.id),
  );
  return lost;
}

function stampOf(tx: Context, options: ImportOptions): ImportStamp {
  return {
    now: tx.clock.now(),
    lang: 'fr',
    // A list says nothing of when: people answer each call.
    weekly: ALWAYS,
    wordingVersion: LIST_WORDING,
    contactsVerified: options.contactsVerified,
  };
}

function rowOf(tx: Context, id: VolunteerId, { person, hashes }: Line): ImportedRow {
  const purposes = [
    ...(person.crisisConsent ? ['crisis'] : []),
    ...(person.missionsConsent ? ['missions'] : []),
  ];
  return {
    id,
    first_name: person.firstName,
    last_name: person.lastName,
    name_key: nameKey(person.lastName, person.firstName),
    birth_date: person.birthDate,
    commune_code: person.communeCode,
    department: person.department,
    radius_km: person.radiusKm,
    languages: person.languages,
    crisis_consent: person.crisisConsent,
    missions_consent: person.missionsConsent,
    email: person.email,
    phone: person.phone,
    keys: hashes.map(({ kind, key }) => ({ kind, hash: key })),
    skills: person.skillIds,
    certificates: person.certificateKindIds.map((kind) => ({
      id: tx.ids.next<'certificate'>(),
      kind,
    })),
    consents: purposes.map((purpose) => ({ id: tx.ids.next<'consent'>(), purpose })),
  };
}

/** Two lines about one person: the first wins, the second completes. */
function merged(first: ImportedRow, second: ImportedRow): ImportedRow {
  const kinds = new Set(first.certificates.map((item) => item.kind));
  const purposes = new Set(first.consents.map((item) => item.purpose));
  const keys = new Set(first.keys.map((item) => item.hash));
  return {
    ...first,
    birth_date: first.birth_date ?? second.birth_date,
    commune_code: first.commune_code ?? second.commune_code,
    department: first.department ?? second.department,
    radius_km: first.radius_km ?? second.radius_km,
    email: first.email ?? second.email,
    phone: first.phone ?? second.phone,
    languages: [...new Set([...first.languages, ...second.languages])],
    crisis_consent: first.crisis_consent || second.crisis_consent,
    missions_consent: first.missions_consent || second.missions_consent,
    keys: [...first.keys, ...second.keys.filter((item) => !keys.has(item.hash))],
    skills: [...new Set([...first.skills, ...second.skills])],
    certificates: [
      ...first.certificates,
      ...second.certificates.filter((item) => !kinds.has(item.kind)),
    ],
    consents: [...first.consents, ...second.consents.filter((item) => !purposes.has(item.purpose))],
  };
}
