import type { Db } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';

export interface Account {
  readonly id: AccountId;
  readonly email: string;
  readonly displayName: string;
  readonly lang: Lang;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

const COLUMNS = [
  'a.id',
  'a.email',
  'a.display_name',
  'a.lang',
  'a.created_at',
  'a.disabled_at',
] as const;

interface Row {
  readonly id: string;
  readonly email: string | null;
  readonly display_name: string;
  readonly lang: string;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
}

function accountOf(row: Row): Account {
  return {
    id: row.id as AccountId,
    email: row.email ?? '',
    displayName: row.display_name,
    lang: row.lang as Lang,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
  };
}

export async function accountById(db: Db, id: AccountId): Promise<Account | undefined> {
  const row = await db
    .selectFrom('auth.account as a')
    .select(COLUMNS)
    .where('a.id', '=', id)
    .where('a.erased_at', 'is', null)
    .executeTakeFirst();
  return row && accountOf(row);
}

export async function accountByEmailHash(db: Db, hash: Buffer): Promise<Account | undefined> {
  const row = await db
    .selectFrom('auth.account_email as e')
    .innerJoin('auth.account as a', 'a.id', 'e.account_id')
    .select(COLUMNS)
    .where('e.email_hash', '=', hash)
    .executeTakeFirst();
  return row && accountOf(row);
}

/** `false` when another account already holds the address. */
export async function claimEmail(db: Db, hash: Buffer, id: AccountId): Promise<boolean> {
  const row = await db
    .insertInto('auth.account_email')
    .values({ email_hash: hash, account_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function releaseEmails(db: Db, id: AccountId): Promise<void> {
  await db.deleteFrom('auth.account_email').where('account_id', '=', id).execute();
}

export async function insertAccount(
  db: Db,
  account: {
    readonly id: AccountId;
    readonly email: string;
    readonly displayName: string;
    readonly lang: Lang;
    readonly at: Date;
  },
): Promise<void> {
  await db
    .insertInto('auth.account')
    .values({
      id: account.id,
      email: account.email,
      display_name: account.displayName,
      lang: account.lang,
      created_at: account.at,
    })
    .execute();
}

export async function updateAccount(
  db: Db,
  id: AccountId,
  change: {
    readonly email?: string;
    readonly display_name?: string;
    readonly lang?: Lang;
    readonly last_sign_in_at?: Date;
    readonly privileges_changed_at?: Date;
    readonly disabled_at?: Date | null;
  },
): Promise<void> {
  await db.updateTable('auth.account').set(change).where('id', '=', id).execute();
}

/** Addresses that begin with the text, in order; an empty text lists every account. */
export async function searchAccounts(
  db: Db,
  prefix: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly accounts: readonly Account[]; readonly total: number }> {
  const pattern = `${prefix.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const found = db
    .selectFrom('auth.account as a')
    .where('a.erased_at', 'is', null)
    .where('a.email', 'like', pattern);
  const rows = await found
    .select(COLUMNS)
    .orderBy('a.email')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await found
    .select((q) => q.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { accounts: rows.map(accountOf), total };
}
