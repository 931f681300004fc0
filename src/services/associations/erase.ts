import type { Context } from '#platform/context.ts';
import type { ErasedPerson } from '#platform/erasure.ts';
import { removeFiles } from '#platform/files/index.ts';
import { forgetAsker } from './eligibility/queries.ts';
import { eraseClaimsOf } from './queries/claims.ts';

/** Requests of an erased person, with their documents; the roles go with the account. */
export async function eraseAssociationsPart(tx: Context, person: ErasedPerson): Promise<void> {
  if (!person.accountId) return;
  await forgetAsker(tx.db, person.accountId);
  await removeFiles(tx, await eraseClaimsOf(tx.db, person.accountId, person.emails));
}
