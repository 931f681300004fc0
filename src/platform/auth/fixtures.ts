import { type Context, transaction } from '../context.ts';
import { deleteAccountsOfDomain } from './queries/fixtures.ts';

/** For the demo, whose addresses are in a domain that nobody can own (RFC 2606). */
export async function removeAccountsOfDomain(ctx: Context, domain: string): Promise<number> {
  return transaction(ctx, (tx) => deleteAccountsOfDomain(tx.db, domain));
}
