import type { Db } from '#platform/db/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';

export interface Passkey {
  readonly credentialId: string;
  readonly accountId: AccountId;
  readonly name: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

interface Row {
  readonly credential_id: string;
  readonly account_id: string;
  readonly name: string;
  readonly public_key: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

function passkeyOf(row: Row): Passkey {
  return {
    credentialId: row.credential_id,
    accountId: row.account_id as AccountId,
    name: row.name,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}

export async function passkeysOf(db: Db, accountId: AccountId): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('auth.passkey')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute();
  return rows.map(passkeyOf);
}

/** The passkey and whether its account may sign in. */
export async function passkeyById(
  db: Db,
  credentialId: string,
): Promise<(Passkey & { readonly accountClosed: boolean }) | undefined> {
  const row = await db
    .selectFrom('auth.passkey as p')
    .innerJoin('auth.account as a', 'a.id', 'p.account_id')
    .selectAll('p')
    .select(['a.disabled_at', 'a.erased_at'])
    .where('p.credential_id', '=', credentialId)
    .executeTakeFirst();
  if (!row) return undefined;
  return { ...passkeyOf(row), accountClosed: row.disabled_at !== null || row.erased_at !== null };
}

/** `false` when the credential is known already. */
export async function insertPasskey(
  db: Db,
  passkey: Omit<Passkey, 'lastUsedAt'> & { readonly backedUp: boolean },
): Promise<boolean> {
  const row = await db
    .insertInto('auth.passkey')
    .values({
      credential_id: passkey.credentialId,
      account_id: passkey.accountId,
      name: passkey.name,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      backed_up: passkey.backedUp,
      created_at: passkey.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('credential_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function usePasskey(
  db: Db,
  credentialId: string,
  counter: number,
  at: Date,
): Promise<void> {
  await db
    .updateTable('auth.passkey')
    .set({ counter, last_used_at: at })
    .where('credential_id', '=', credentialId)
    .execute();
}

export async function deletePasskey(
  db: Db,
  accountId: AccountId,
  credentialId: string,
): Promise<boolean> {
  const row = await db
    .deleteFrom('auth.passkey')
    .where('account_id', '=', accountId)
    .where('credential_id', '=', credentialId)
    .returning('credential_id')
    .executeTakeFirst();
  return row !== undefined;
}
