import { accountById } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { notify } from '#platform/messaging/index.ts';
import type { LifeState } from '../domain/eligibility/life.ts';
import { eligibilityTexts } from './messages/index.ts';
import type { StoredDecision } from './queries.ts';

/** Tells whoever asked that their decision is in a new state. */
export async function tellAsker(
  tx: Context,
  decision: StoredDecision,
  state: LifeState,
): Promise<void> {
  const account = await askerOf(tx, decision);
  if (!account) return;
  const m = eligibilityTexts(account.lang);
  await notify(tx, {
    channel: 'email',
    recipient: account.email,
    purpose: 'account',
    key: `eligibility:${decision.id}:${state}:${tx.clock.now().getTime()}`,
    lang: account.lang,
    ...m.mail(
      decision.organisationName,
      m.states[state],
      `${tx.config.publicUrl}/eligibility/${decision.id}`,
    ),
  });
}

/** The account of whoever asked, when it can be written to. */
export async function askerOf(tx: Context, { askedBy }: StoredDecision) {
  const account = askedBy === null ? undefined : await accountById(tx.db, askedBy as AccountId);
  return account && account.email !== '' && account.disabledAt === null ? account : undefined;
}
