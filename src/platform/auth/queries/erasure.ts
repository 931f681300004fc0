import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';

export async function eraseAccount(db: Db, id: AccountId, at: Date): Promise<void> {
  const account = await db
    .updateTable('auth.account')
    .set({ email: null, display_name: '', erased_at: at })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!account) return;
  await db.deleteFrom('auth.account_email').where('account_id', '=', id).execute();
  await db.deleteFrom('auth.session').where('account_id', '=', id).execute();
  await db.deleteFrom('auth.passkey').where('account_id', '=', id).execute();
  await db.deleteFrom('auth.oidc_identity').where('account_id', '=', id).execute();
  await db.deleteFrom('auth.ceremony').where('account_id', '=', id).execute();
  await db.deleteFrom('auth.sign_in_code').where('account_id', '=', id).execute();
  await db.deleteFrom('auth.api_token').where('account_id', '=', id).execute();
  await db
    .updateTable('auth.role_grant')
    .set({ revoked_at: at })
    .where('account_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/** What has ended by the clock: sessions, codes a day later, exchanges, rate windows. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  const dayAgo = sql<Date>`${now}::timestamptz - interval '1 day'`;
  await db.deleteFrom('auth.session').where('expires_at', '<=', now).execute();
  await db.deleteFrom('auth.sign_in_code').where('expires_at', '<=', dayAgo).execute();
  await db.deleteFrom('auth.ceremony').where('expires_at', '<=', now).execute();
  await db.deleteFrom('auth.rate_limit').where('resets_at', '<=', now).execute();
}
