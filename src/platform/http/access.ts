import { type Actor, grantsOf, type Role } from '../kernel/actor.ts';

/** Who may call a route at all; what they may do to a given record is the service's policy. */
export type Access = 'public' | 'signed_in' | readonly Role[];

export function judge(
  access: Access,
  actor: Actor,
  national = false,
): 'allowed' | 'sign_in' | 'forbidden' {
  if (access === 'public') return 'allowed';
  if (actor.kind === 'anonymous') return 'sign_in';
  if (access === 'signed_in') return 'allowed';
  const holds = grantsOf(actor).some(
    ({ role, scope }) => access.includes(role) && (!national || scope.kind === 'national'),
  );
  return holds ? 'allowed' : 'forbidden';
}
