import { recordAudit } from '#platform/audit/index.ts';
import { holdersOfOrganisation, takeRole } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { notify } from '#platform/messaging/index.ts';
import { ASSOCIATION_ROLES } from '../domain/claim.ts';
import { claimTexts } from '../messages/index.ts';
import { accountOf } from '../policy.ts';
import { lockOrganisationClaims } from '../queries/claims.ts';
import { selectFacts } from '../queries/organisations.ts';

/** Everybody who acts for an association, the longest first. */
export function peopleOf({ db, clock }: Context, organisationId: string) {
  return holdersOfOrganisation(db, organisationId, ASSOCIATION_ROLES, clock.now());
}

/**
 * An owner takes a colleague's role away, and the colleague is told. Nobody takes their own: whoever
 * does it stays, so that an association always keeps an owner.
 */
export async function removeColleague(
  ctx: Context,
  actor: Actor,
  organisationId: string,
  grantId: string,
): Promise<Result<undefined, 'not_found' | 'own_role'>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, 'not_found' | 'own_role'>> => {
    const facts = await selectFacts(tx.db, organisationId);
    if (!facts) return refuse('not_found');
    await lockOrganisationClaims(tx.db, organisationId);
    // Read under the lock: two owners who remove each other leave one of them.
    const people = await peopleOf(tx, organisationId);
    const self = accountOf(actor);
    const isOwner = people.some(
      ({ accountId, role }) => accountId === self && role === 'association_owner',
    );
    const colleague = people.find((one) => one.grantId === grantId);
    if (!isOwner || !colleague) return refuse('not_found');
    if (colleague.accountId === self) return refuse('own_role');
    await takeRole(tx, actor, colleague.accountId, grantId);
    await recordAudit(tx, actor, {
      action: 'association.colleague_removed',
      subject: { kind: 'organisation', id: organisationId },
      detail: { grant: grantId, role: colleague.role },
    });
    await notify(tx, {
      channel: 'email',
      recipient: colleague.email,
      purpose: 'account',
      key: `colleague-removed:${grantId}`,
      lang: colleague.lang,
      ...claimTexts(colleague.lang).mail.removed(
        facts.name,
        `${tx.config.publicUrl}/associations/${organisationId}/claim`,
      ),
    });
    return ok();
  });
}
