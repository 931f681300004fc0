import { holdersOfOrganisation, holdersOfRole } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { notify } from '#platform/messaging/index.ts';
import { HOLDER_ROLES } from '../policy.ts';
import type { Space } from '../queries/spaces.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** To those who keep the space; the same key is written once to each. */
export async function writeToHolders(
  tx: Context,
  space: Pick<Space, 'organisationId'>,
  key: string,
  letter: (lang: Lang) => Letter,
): Promise<void> {
  const now = tx.clock.now();
  const holders = await holdersOfOrganisation(tx.db, space.organisationId, HOLDER_ROLES, now);
  await notify(
    tx,
    holders.map(({ email, lang }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'account' as const,
      key,
      lang,
      ...letter(lang),
    })),
  );
}

/** To the reviewers of a department, once a day at most for the same `what`. */
export async function writeToReviewers(
  tx: Context,
  department: string,
  what: string,
  letter: (lang: Lang) => Letter,
): Promise<void> {
  const now = tx.clock.now();
  const holders = await holdersOfRole(tx.db, 'reviewer', [department], now);
  await notify(
    tx,
    holders.map(({ email, lang }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'account' as const,
      key: `spaces:${what}:${localDate(now)}`,
      lang,
      ...letter(lang),
    })),
  );
}
