import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor, Grant } from '#platform/kernel/actor.ts';
import { scopeText } from './domain/scope.ts';
import { updateAccount } from './queries/accounts.ts';
import { endSameGrant, insertGrant, revokeGrant } from './queries/grants.ts';

/** Gives a role. Who may give which is `policy.ts`'s question; the sessions of the person get new tokens. */
export async function giveRole(
  ctx: Context,
  by: Actor,
  to: AccountId,
  grant: Grant,
  expiresAt: Date | null = null,
): Promise<string> {
  const at = ctx.clock.now();
  return transaction(ctx, async (tx) => {
    const id = tx.ids.next<'grant'>();
    const grantedBy = by.kind === 'person' ? by.accountId : null;
    await endSameGrant(tx.db, to, grant, grantedBy, at);
    await insertGrant(tx.db, { ...grant, id, accountId: to, grantedBy, at, expiresAt });
    await updateAccount(tx.db, to, { privileges_changed_at: at });
    await recordAudit(tx, by, {
      action: 'role.granted',
      subject: { kind: 'account', id: to },
      detail: { grant: id, role: grant.role, scope: scopeText(grant.scope) },
    });
    return id;
  });
}

/** `false` when the grant does not exist or has already ended. */
export async function takeRole(
  ctx: Context,
  by: Actor,
  from: AccountId,
  grantId: string,
): Promise<boolean> {
  const at = ctx.clock.now();
  return transaction(ctx, async (tx) => {
    const revokedBy = by.kind === 'person' ? by.accountId : null;
    if (!(await revokeGrant(tx.db, from, grantId, revokedBy, at))) return false;
    await updateAccount(tx.db, from, { privileges_changed_at: at });
    await recordAudit(tx, by, {
      action: 'role.revoked',
      subject: { kind: 'account', id: from },
      detail: { grant: grantId },
    });
    return true;
  });
}
