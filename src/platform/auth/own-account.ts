import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { ErasedPerson } from '#platform/erasure.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { updateAccount } from './queries/accounts.ts';
import { deleteCodesOf } from './queries/codes.ts';
import { eraseAccount } from './queries/erasure.ts';
import { deleteSessionsOf } from './queries/sessions.ts';

type Person = Actor & { readonly kind: 'person' };

export async function signOutEverywhere(ctx: Context, actor: Person): Promise<void> {
  await transaction(ctx, async (tx) => {
    const sessions = await deleteSessionsOf(tx.db, actor.accountId);
    await recordAudit(tx, actor, {
      action: 'account.signed_out_everywhere',
      subject: { kind: 'account', id: actor.accountId },
      detail: { sessions },
    });
  });
}

/** Closed: signed out everywhere, cannot sign in, keeps its roles for when it is reopened. */
export async function closeAccount(ctx: Context, by: Actor, id: AccountId): Promise<void> {
  await transaction(ctx, async (tx) => {
    await updateAccount(tx.db, id, { disabled_at: tx.clock.now() });
    await deleteSessionsOf(tx.db, id);
    await recordAudit(tx, by, { action: 'account.disabled', subject: { kind: 'account', id } });
  });
}

export async function reopenAccount(ctx: Context, by: Actor, id: AccountId): Promise<void> {
  await transaction(ctx, async (tx) => {
    await updateAccount(tx.db, id, { disabled_at: null });
    await recordAudit(tx, by, { action: 'account.enabled', subject: { kind: 'account', id } });
  });
}

/** Leaves of the account its id, for the audit trail, and nothing by which to know the person. */
export async function erase(tx: Context, person: ErasedPerson): Promise<void> {
  await deleteCodesOf(tx.db, person.emails);
  if (person.accountId) {
    await eraseAccount(tx.db, person.accountId as AccountId, tx.clock.now());
  }
}
