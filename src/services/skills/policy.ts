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

/** Who looks after the item bank: one for the whole country, and so are those who keep it. */
export const BANK_ROLES: readonly Role[] = ['administrator'];

/** Who writes courses: they are read by everybody, so the role holds for the whole country. */
export const AUTHOR_ROLES: readonly Role[] = ['course_author', 'administrator'];

export function mayKeepBank(actor: Actor): boolean {
  return holdsNationally(actor, BANK_ROLES);
}

export function mayWrite(actor: Actor): boolean {
  return holdsNationally(actor, AUTHOR_ROLES);
}

function holdsNationally(actor: Actor, roles: readonly Role[]): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) => roles.includes(role) && scope.kind === 'national',
  );
}
export const VOUCHER_ROLES = ['administrator'] as const;

/** Who opens batches and draws codes: money of a whole country's funders. */
export function managesVouchers(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) => role === 'administrator' && scope.kind === 'national',
  );
}

export const SUPERVISOR_ROLES = ['certification_supervisor'] as const;

/** Never whoever supervised: they are looked for in the action. */
export const APPEAL_ROLES = ['administrator'] as const;

export const decidesAppeals = managesVouchers;
