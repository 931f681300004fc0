import type { AccountId, Actor } from '#platform/kernel/actor.ts';

/** Whose progress is kept: anybody signed in, and nobody else's. */
export function learnerOf(actor: Actor): AccountId | undefined {
  return actor.kind === 'person' ? actor.accountId : undefined;
}
