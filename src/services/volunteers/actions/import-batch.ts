import type { Context } from '#platform/context.ts';
import { ALWAYS } from '../domain/availability.ts';
import { type DifferenceField, differences } from '../domain/list-differences.ts';
import type { ImportedPerson, RowError } from '../import/person.ts';
import {
  claimKeys,
  completeImported,
  dropKeysOf,
  holdersOf,
  type ImportedRow,
  type ImportStamp,
  insertImported,
  type KnownRecord,
  knownRecords,
  lockAlive,
} from '../queries/import.ts';
import type { VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { keyHash } from './keys.ts';
import { nameKey } from './own-record.ts';

export interface Line {
  readonly line: number;
  readonly person: ImportedPerson;
  readonly hashes: readonly {
    readonly kind: 'email' | 'phone';
    readonly hash: Buffer;
    readonly key: string;
  }[];
}

export interface RejectedLine extends RowError {
  readonly line: number;
}

/** Somebody who signed up herself: what she wrote stays, whatever the list says. */
export interface DifferingLine {
  readonly line: number;
  readonly fields: readonly DifferenceField[];
}

export interface BatchOptions {
  readonly dryRun: boolean;
  readonly contactsVerified: boolean;
}

export interface BatchOutcome {
  created: number;
  /** Records that existed, and those among them that the list says nothing new about. */
  updated: number;
  same: number;
  duplicates: number;
  readonly rejected: RejectedLine[];
  readonly differing: DifferingLine[];
  /** Pairs of records that a line names together, by e-mail address and by phone. */
  readonly conflicts: (readonly [VolunteerId, VolunteerId])[];
  readonly met: Map<string, VolunteerId>;
}

/** The sentence that people agreed to is the list's own: we do not know it. */
const LIST_WORDING = 'list';
const ROUNDS = 5;

export function lineOf(line: number, person: ImportedPerson): Line {
  const hashes = (['email', 'phone'] as const).flatMap((kind) => {
    const value = person[kind];
    if (value === null) return [];
    const hash = keyHash(kind, value);
    return [{ kind, hash, key: hash.toString('base64') }];
  });
  return { line, person, hashes };
}

/**
 * Writes a batch, in the caller's transaction. `met` are the keys that earlier batches of this import
 * met, with the person they lead to. Touches nothing outside: begun again after a deadlock, it says the
 * same.
 */
export async function saveBatch(
  tx: Context,
  lines: readonly Line[],
  options: BatchOptions,
  met: ReadonlyMap<string, VolunteerId>,
): Promise<BatchOutcome> {
  const outcome: BatchOutcome = {
    created: 0,
    updated: 0,
    same: 0,
    duplicates: 0,
    rejected: [],
    differing: [],
    conflicts: [],
    met: new Map(),
  };
  let waiting = lines;
  // A second round only when somebody signed up, or two records became one, at this very moment.
  for (let round = 0; waiting.length > 0 && round < ROUNDS; round++)
    waiting = await saveRound(tx, waiting, options, met, outcome);
  for (const { line } of waiting)
    outcome.rejected.push({ line, cause: 'changed_meanwhile', field: undefined, value: '' });
  return outcome;
}

interface Fresh {
  readonly row: ImportedRow;
  readonly lines: readonly Line[];
}

/** One attempt; the lines to look at again. */
async function saveRound(
  tx: Context,
  lines: readonly Line[],
  options: BatchOptions,
  met: ReadonlyMap<string, VolunteerId>,
  outcome: BatchOutcome,
): Promise<Line[]> {
  const holders = await holdersOf(
    tx.db,
    lines.flatMap((line) => line.hashes),
  );
  const before = (key: string) => outcome.met.get(key) ?? met.get(key);
  const ids = lines.flatMap(({ hashes }) =>
    hashes.flatMap(({ key }) => [before(key), holders.get(key)].filter((id) => id !== undefined)),
  );
  // Held until the commit, so that nobody is erased or merged under the list's feet.
  const alive = options.dryRun ? new Set(ids) : await lockAlive(tx.db, ids);
  const records = await knownRecords(tx.db, [...alive]);
  const fresh = new Map<VolunteerId, Fresh>();
  const known = new Map<VolunteerId, ImportedRow>();
  const here = new Map<string, VolunteerId>();
  const again: Line[] = [];
  for (const line of lines) {
    const inFile = line.hashes.map(({ key }) => here.get(key) ?? before(key));
    const found = line.hashes.map(({ key }, at) => inFile[at] ?? holders.get(key));
    const people = [...new Set(found.filter((id) => id !== undefined))];
    if (people.some((id) => !fresh.has(id) && !alive.has(id))) {
      again.push(line);
      continue;
    }
    if (people.length > 1) {
      const value = line.person.email ?? '';
      outcome.rejected.push({ line: line.line, cause: 'contact_conflict', field: 'email', value });
      outcome.conflicts.push(people as unknown as [VolunteerId, VolunteerId]);
      continue;
    }
    const id = people[0] ?? tx.ids.next<'volunteer'>();
    const row = rowOf(tx, id, line);
    const twin = fresh.get(id);
    if (inFile.some((item) => item !== undefined)) outcome.duplicates += 1;
    else if (people.length === 1) compare(line, row, records.get(id), outcome);
    if (twin) fresh.set(id, { row: merged(twin.row, row), lines: [...twin.lines, line] });
    else if (people.length === 0) fresh.set(id, { row, lines: [line] });
    else known.set(id, known.has(id) ? merged(known.get(id) as ImportedRow, row) : row);
    for (const { key } of line.hashes) here.set(key, id);
  }
  const lost = options.dryRun
    ? new Set<VolunteerId>()
    : await write(
        tx,
        [...fresh.values()].map(({ row }) => row),
        [...known.values()],
        stampOf(tx, options),
      );
  outcome.created += fresh.size - lost.size;
  for (const [key, id] of here) if (!lost.has(id)) outcome.met.set(key, id);
  for (const id of lost) {
    const { lines: those } = fresh.get(id) as Fresh;
    outcome.duplicates -= those.length - 1;
    again.push(...those);
  }
  return again;
}

/** A record that exists: what the list says that the record does not. */
function compare(
  line: Line,
  row: ImportedRow,
  record: KnownRecord | undefined,
  outcome: BatchOutcome,
): void {
  outcome.updated += 1;
  if (!record) return;
  const fields = differences(record, {
    firstName: row.first_name,
    lastName: row.last_name,
    birthDate: row.birth_date,
    communeCode: row.commune_code,
    radiusKm: row.radius_km,
    email: row.email,
    phone: row.phone,
    skillIds: row.skills,
    certificateKindIds: row.certificates.map(({ kind }) => kind),
    languages: row.languages,
  });
  if (fields.length === 0) outcome.same += 1;
  else if (record.claimed) outcome.differing.push({ line: line.line, fields });
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
  const ids = (rows: readonly ImportedRow[]) => rows.map((row) => row.id);
  await refreshSearch(tx, ids(created), { isNew: true });
  await refreshSearch(tx, ids(known));
  return lost;
}

function stampOf(tx: Context, options: BatchOptions): ImportStamp {
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
