import { type Actor, grantsOf } from '../kernel/actor.ts';

/** Messages go to people of the whole country, and their settings hold for everybody. */
export function isNationalAdministrator(actor: Actor): boolean {
  return grantsOf(actor).some(
    ({ role, scope }) => role === 'administrator' && scope.kind === 'national',
  );
}
