import type { Context } from '#platform/context.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { appendAlert, deleteEngagements, insertEngagement } from './queries/alerts.ts';
import { rebuildRows } from './queries/refresh.ts';

export {
  type AudienceFunnel,
  audienceFunnel,
  type Explanation,
  explainPerson,
  type SelectedPerson,
  selectAudience,
} from './audience.ts';
export { type AudienceCriteria, EXCLUSIONS, type Exclusion, MAX_BUDGET_DAYS } from './criteria.ts';

/**
 * Rebuilds the search rows of these people from the register: call it in every transaction that writes
 * a profile, a skill, a certificate, an exception, a contact, a consent or a status (erasure included).
 */
export async function refreshSearch(tx: Context, volunteerIds: readonly string[]): Promise<void> {
  if (volunteerIds.length === 0) return;
  await rebuildRows(tx.db, volunteerIds, localDate(tx.clock.now()));
}

/** Counts one more alert against each person's budget. */
export async function markAlerted(
  tx: Context,
  volunteerIds: readonly string[],
  at: Date,
): Promise<void> {
  if (volunteerIds.length > 0) await appendAlert(tx.db, volunteerIds, at);
}

/** Holds a person for a shift of a need: not called for another at that time. Repeatable. */
export async function setEngaged(
  tx: Context,
  volunteerId: string,
  from: Date,
  until: Date,
  needId: string,
): Promise<void> {
  await insertEngagement(tx.db, volunteerId, needId, from, until);
}

/** Lets people go. Repeatable. */
export async function releaseEngaged(
  tx: Context,
  volunteerIds: string | readonly string[],
  needId: string,
): Promise<void> {
  const ids = typeof volunteerIds === 'string' ? [volunteerIds] : volunteerIds;
  if (ids.length > 0) await deleteEngagements(tx.db, ids, needId);
}
