import type { Context } from '#platform/context.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { refusing } from '#platform/messaging/index.ts';
import { appendAlert, deleteEngagements, insertEngagements } from './queries/alerts.ts';
import { moveCallHistory } from './queries/merge.ts';
import { type Refusal, rebuildRows, selectContacts } from './queries/refresh.ts';

export {
  type AudienceFunnel,
  audienceCount,
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
 * `isNew` spares the search for their former rows in every department, when they can have none.
 */
export async function refreshSearch(
  tx: Context,
  volunteerIds: readonly string[],
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<void> {
  if (volunteerIds.length === 0) return;
  const refusals = await refusalsOf(tx, volunteerIds);
  await rebuildRows(tx.db, volunteerIds, localDate(tx.clock.now()), { refusals, isNew });
}

/** On which channels these people refuse to be called: 1 e-mail, 2 phone, 3 both; who refuses none is absent. */
async function refusalsOf(tx: Context, volunteerIds: readonly string[]): Promise<Refusal[]> {
  const contacts = await selectContacts(tx.db, volunteerIds);
  const known = (values: readonly (string | null)[]) => values.filter((value) => value !== null);
  const emails = await refusing(tx, 'crisis', 'email', known(contacts.map(({ email }) => email)));
  const phones = await refusing(tx, 'crisis', 'sms', known(contacts.map(({ phone }) => phone)));
  return contacts.flatMap(({ id, email, phone }) => {
    const muted = (email && emails.has(email) ? 1 : 0) + (phone && phones.has(phone) ? 2 : 0);
    return muted > 0 ? [{ id, muted }] : [];
  });
}

/** Counts one more alert against each person's budget. */
export async function markAlerted(
  tx: Context,
  volunteerIds: readonly string[],
  at: Date,
): Promise<void> {
  if (volunteerIds.length > 0) await appendAlert(tx.db, volunteerIds, at);
}

/** Holds people for a shift of a need: not called for another at that time. Repeatable. */
export async function setEngaged(
  tx: Context,
  volunteerIds: string | readonly string[],
  from: Date,
  until: Date,
  needId: string,
): Promise<void> {
  const ids = typeof volunteerIds === 'string' ? [volunteerIds] : volunteerIds;
  if (ids.length > 0) await insertEngagements(tx.db, ids, needId, from, until);
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

/** Gives one person's shifts and recent alerts to another; refresh both afterwards. */
export async function mergeCallHistory(tx: Context, from: string, into: string): Promise<void> {
  await moveCallHistory(tx.db, from, into);
}
