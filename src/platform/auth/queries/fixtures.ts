import { sql } from 'kysely';
import type { Db } from '../../db/index.ts';

/** Removes the accounts whose address is in a domain, with all that is theirs. */
export async function deleteAccountsOfDomain(db: Db, domain: string): Promise<number> {
  const those = sql`SELECT id FROM auth.account WHERE email LIKE ${`%@${domain}`}`;
  for (const table of [
    'session',
    'role_grant',
    'passkey',
    'oidc_identity',
    'api_token',
    'ceremony',
    'account_email',
  ]) {
    await sql`DELETE FROM ${sql.table(`auth.${table}`)} WHERE account_id IN (${those})`.execute(db);
  }
  await sql`DELETE FROM auth.sign_in_code WHERE email LIKE ${`%@${domain}`}`.execute(db);
  const { numAffectedRows } = await sql`
    DELETE FROM auth.account WHERE email LIKE ${`%@${domain}`}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
