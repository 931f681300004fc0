import { type AccountId, type Actor, grantsOf, type Role } from '#platform/kernel/actor.ts';
import type { KeptAttempt } from './queries/attempts.ts';

/** Whose progress is kept: anybody signed in, and nobody else's. */
export function learnerOf(actor: Actor): AccountId | undefined {
  return actor.kind === 'person' ? actor.accountId : undefined;
}

/** The person of the account, or the browser that holds the secret. */
export function mayTake(
  actor: Actor,
  keyHash: Buffer,
  attempt: Pick<KeptAttempt, 'accountId' | 'keyHash'>,
): boolean {
  const accountId = learnerOf(actor);
  if (accountId !== undefined && attempt.accountId === accountId) return true;
  return attempt.keyHash?.equals(keyHash) ?? false;
}

/** Who looks after the item bank. */
export const BANK_ROLES: readonly Role[] = ['administrator'];

/** Who writes courses: they are read by everybody, so the role holds for the whole country. */
export const AUTHOR_ROLES: readonly Role[] = ['course_author', 'administrator'];

export function mayWrite(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) => AUTHOR_ROLES.includes(role) && scope.kind === 'national',
  );
}
