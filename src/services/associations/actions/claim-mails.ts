import { accountById, holdersOfOrganisation, normaliseEmail } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { notify } from '#platform/messaging/index.ts';
import { claimTexts } from '../messages/index.ts';
import type { Claim } from '../queries/claims.ts';

type Mails = ReturnType<typeof claimTexts>['mail'];
type Write = (mail: Mails, url: string) => { subject: string; text: string };

const url = (ctx: Context, claim: Claim) => `${ctx.config.publicUrl}/claims/${claim.id}`;

export async function mailClaimant(
  tx: Context,
  claim: Claim,
  key: string,
  write: Write,
): Promise<void> {
  const account = await accountById(tx.db, claim.accountId as AccountId);
  if (account) await mail(tx, claim, account.email, account.lang, key, write);
}

/** Who acts for the association today, but the person of the request. */
export async function mailOwners(
  tx: Context,
  claim: Claim,
  key: string,
  write: Write,
): Promise<void> {
  const now = tx.clock.now();
  const owners = await holdersOfOrganisation(
    tx.db,
    claim.organisationId,
    ['association_owner'],
    now,
  );
  for (const holder of owners) {
    if (holder.accountId !== claim.accountId)
      await mail(tx, claim, holder.email, holder.lang, key, write);
  }
}

/** The person, and the association: its own address when one was told, and its other owners. */
export async function mailBoth(
  tx: Context,
  claim: Claim,
  key: string,
  write: Write,
): Promise<void> {
  await mailClaimant(tx, claim, key, write);
  if (claim.contactEmail) await mail(tx, claim, claim.contactEmail, 'fr', key, write);
  await mailOwners(tx, claim, key, write);
}

export async function mailSecondOfficer(tx: Context, claim: Claim): Promise<void> {
  if (!claim.secondEmail) return;
  const link = `${tx.config.publicUrl}/associations/${claim.organisationId}/claim`;
  await mail(tx, claim, claim.secondEmail, 'fr', 'second', (m) =>
    m.invited(claim.organisationName, link),
  );
}

async function mail(
  tx: Context,
  claim: Claim,
  address: string,
  lang: Lang,
  key: string,
  write: Write,
): Promise<void> {
  await notify(tx, {
    channel: 'email',
    recipient: normaliseEmail(address) ?? address,
    purpose: 'account',
    key: `claim:${claim.id}:${key}`,
    lang,
    group: `claim:${claim.accountId}`,
    ...write(claimTexts(lang).mail, url(tx, claim)),
  });
}
