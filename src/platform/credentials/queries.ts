import type { Selectable } from 'kysely';
import type { Db } from '../db/index.ts';
import type { Tables } from '../db/tables.ts';
import type { Algorithm } from './keys/store.ts';

export interface StoredKey {
  readonly id: string;
  readonly purpose: string;
  readonly algorithm: Algorithm;
  /** SPKI. */
  readonly publicKey: Buffer;
  readonly sealedKey: Buffer;
  readonly createdAt: Date;
}

export async function keyInUse(
  db: Db,
  purpose: string,
  algorithm: Algorithm,
): Promise<StoredKey | undefined> {
  const row = await db
    .selectFrom('credentials.key')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('algorithm', '=', algorithm)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      purpose,
      algorithm,
      publicKey: row.public_key,
      sealedKey: row.sealed_key as Buffer,
      createdAt: row.created_at,
    }
  );
}

/** Nothing when somebody else has just made one. */
export async function insertKey(db: Db, key: StoredKey): Promise<void> {
  await db
    .insertInto('credentials.key')
    .values({
      id: key.id,
      purpose: key.purpose,
      algorithm: key.algorithm,
      public_key: key.publicKey,
      sealed_key: key.sealedKey,
      created_at: key.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function publicKeysOf(db: Db, purpose: string) {
  const rows = await db
    .selectFrom('credentials.key')
    .select(['id', 'algorithm', 'public_key', 'created_at', 'retired_at'])
    .where('purpose', '=', purpose)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    algorithm: row.algorithm as Algorithm,
    publicKey: row.public_key,
    createdAt: row.created_at,
    retiredAt: row.retired_at,
  }));
}

export async function retireKeys(
  db: Db,
  purpose: string,
  at: Date,
): Promise<readonly { readonly algorithm: Algorithm }[]> {
  const rows = await db
    .updateTable('credentials.key')
    .set({ retired_at: at, sealed_key: null })
    .where('purpose', '=', purpose)
    .where('retired_at', 'is', null)
    .returning('algorithm')
    .execute();
  return rows.map(({ algorithm }) => ({ algorithm: algorithm as Algorithm }));
}

export interface Issued {
  readonly code: string;
  readonly kind: string;
  readonly about: string;
  readonly holder: { readonly kind: 'person' | 'organisation'; readonly id: string } | undefined;
  /** The signed JSON; undefined when its holder has been erased. */
  readonly document: string | undefined;
  readonly documentHash: Buffer;
  readonly factsHash: Buffer;
  readonly status: { readonly list: number; readonly index: number };
  readonly issuedAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedReason: string;
  readonly erasedAt: Date | null;
}

type IssuedRow = Selectable<Tables['credentials.issued']>;

function issuedOf(row: IssuedRow): Issued {
  const { holder_kind, holder_id } = row;
  return {
    code: row.code,
    kind: row.kind,
    about: row.about,
    holder:
      holder_id === null
        ? undefined
        : { kind: holder_kind as 'person' | 'organisation', id: holder_id },
    document: row.document ?? undefined,
    documentHash: row.document_hash,
    factsHash: row.facts_hash,
    status: { list: row.list, index: row.index },
    issuedAt: row.issued_at,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    revokedAt: row.revoked_at,
    revokedReason: row.revoked_reason,
    erasedAt: row.erased_at,
  };
}

export async function issuedByCode(db: Db, code: string): Promise<Issued | undefined> {
  const row = await db
    .selectFrom('credentials.issued')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
  return row && issuedOf(row);
}

/** What its holder has now about this. */
export async function inForce(
  db: Db,
  which: {
    readonly kind: string;
    readonly about: string;
    readonly holder: { readonly id: string };
  },
): Promise<Issued | undefined> {
  const row = await db
    .selectFrom('credentials.issued')
    .selectAll()
    .where('kind', '=', which.kind)
    .where('about', '=', which.about)
    .where('holder_id', '=', which.holder.id)
    .where('revoked_at', 'is', null)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return row && issuedOf(row);
}

/** What somebody holds, the newest first. */
export async function selectIssuedTo(db: Db, holderId: string): Promise<Issued[]> {
  const rows = await db
    .selectFrom('credentials.issued')
    .selectAll()
    .where('holder_id', '=', holderId)
    .orderBy('issued_at', 'desc')
    .orderBy('code')
    .execute();
  return rows.map(issuedOf);
}

export type IssuedToKeep = Omit<Issued, 'revokedAt' | 'revokedReason' | 'erasedAt'> & {
  readonly holder: NonNullable<Issued['holder']>;
  readonly document: string;
};

/** Undefined when its place in the list is taken, or one like it is in force. */
export async function insertIssued(db: Db, issued: IssuedToKeep): Promise<Issued | undefined> {
  const row = await db
    .insertInto('credentials.issued')
    .values({
      code: issued.code,
      kind: issued.kind,
      about: issued.about,
      holder_kind: issued.holder.kind,
      holder_id: issued.holder.id,
      document: issued.document,
      document_hash: issued.documentHash,
      facts_hash: issued.factsHash,
      list: issued.status.list,
      index: issued.status.index,
      issued_at: issued.issuedAt,
      valid_from: issued.validFrom,
      valid_until: issued.validUntil,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && issuedOf(row);
}

/** False when it is revoked already. */
export async function setRevoked(db: Db, code: string, at: Date, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('credentials.issued')
    .set({ revoked_at: at, revoked_reason: reason })
    .where('code', '=', code)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** 0 when there is none yet. */
export async function currentList(db: Db): Promise<number> {
  const row = await db
    .selectFrom('credentials.status_list')
    .select((q) => q.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

export async function openList(db: Db, id: number, at: Date): Promise<void> {
  await db
    .insertInto('credentials.status_list')
    .values({ id, opened_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The first of these places of the list that nobody has. */
export async function firstFree(
  db: Db,
  list: number,
  indices: readonly number[],
): Promise<number | undefined> {
  const rows = await db
    .selectFrom('credentials.issued')
    .select('index')
    .where('list', '=', list)
    .where('index', 'in', [...indices])
    .execute();
  const taken = new Set(rows.map(({ index }) => index));
  return indices.find((index) => !taken.has(index));
}

/** Changes with every revocation; undefined when there is no such list. */
export async function stampOfList(db: Db, list: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('credentials.status_list')
    .where('id', '=', list)
    .select((q) =>
      q
        .selectFrom('credentials.issued')
        .where('list', '=', list)
        .where('revoked_at', 'is not', null)
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('revoked'),
    )
    .executeTakeFirst();
  return row && String(row.revoked);
}

export async function revokedIn(db: Db, list: number): Promise<number[]> {
  const rows = await db
    .selectFrom('credentials.issued')
    .select('index')
    .where('list', '=', list)
    .where('revoked_at', 'is not', null)
    .execute();
  return rows.map(({ index }) => index);
}

/** Everything but the fact that something was issued, and its bit in the list. */
export async function eraseHolder(db: Db, holderIds: readonly string[], at: Date): Promise<void> {
  await db
    .updateTable('credentials.issued')
    .set({ document: null, holder_kind: null, holder_id: null, about: '', erased_at: at })
    .where('holder_id', 'in', [...holderIds])
    .where('holder_kind', '=', 'person')
    .execute();
}

/** Twins in force about one thing are revoked first, by `revokeTwins`. How many were moved. */
export async function moveHolder(db: Db, from: string, into: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('credentials.issued')
    .set({ holder_id: into })
    .where('holder_id', '=', from)
    .where('holder_kind', '=', 'person')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Of two records of one person, both with a credential in force about one thing: that of `from`. */
export async function revokeTwins(db: Db, from: string, into: string, at: Date): Promise<void> {
  await db
    .updateTable('credentials.issued as one')
    .set({ revoked_at: at, revoked_reason: 'merged' })
    .where('one.holder_id', '=', from)
    .where('one.revoked_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('credentials.issued as other')
          .select('other.code')
          .where('other.holder_id', '=', into)
          .whereRef('other.kind', '=', 'one.kind')
          .whereRef('other.about', '=', 'one.about')
          .where('other.revoked_at', 'is', null)
          .where('other.erased_at', 'is', null),
      ),
    )
    .execute();
}

/** The private keys in use, as they are kept. */
export async function sealedKeys(db: Db): Promise<{ id: string; sealed: Buffer }[]> {
  const rows = await db
    .selectFrom('credentials.key')
    .select(['id', 'sealed_key as sealed'])
    .where('sealed_key', 'is not', null)
    .execute();
  return rows.map(({ id, sealed }) => ({ id, sealed: sealed as Buffer }));
}
