import type { Id } from './ids.ts';

export type AccountId = Id<'account'>;

export const ROLES = [
  'administrator',
  'reviewer',
  'crisis_officer',
  'site_leader',
  'association_owner',
  'association_manager',
  'association_reader',
  'distributor_agent',
  'space_host',
  'certification_supervisor',
  'course_author',
] as const;
export type Role = (typeof ROLES)[number];

/** Where a role holds. Codes are INSEE codes ('2A', '30', '30189'); a department covers its communes. */
export type Scope =
  | { readonly kind: 'national' }
  | { readonly kind: 'department'; readonly code: string }
  | { readonly kind: 'commune'; readonly code: string; readonly department: string }
  | { readonly kind: 'organisation'; readonly id: string }
  /** One site of one mobilisation. */
  | { readonly kind: 'site'; readonly id: string };

export interface Grant {
  readonly role: Role;
  readonly scope: Scope;
}

/** Who acts. One person may hold several grants; `volunteer` is what everybody signed in may be. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'person';
      readonly accountId: AccountId;
      readonly grants: readonly Grant[];
    }
  | {
      readonly kind: 'token';
      readonly accountId: AccountId;
      readonly tokenId: string;
      readonly scopes: readonly string[];
      readonly grants: readonly Grant[];
    }
  | { readonly kind: 'system'; readonly name: string };

export const ANONYMOUS: Actor = { kind: 'anonymous' };

export function grantsOf(actor: Actor): readonly Grant[] {
  return actor.kind === 'person' || actor.kind === 'token' ? actor.grants : [];
}

export function holdsRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return grantsOf(actor).some((grant) => roles.includes(grant.role));
}

/** Does a grant reach this department? A commune grant does not reach its whole department. */
export function reachesDepartment(scope: Scope, department: string): boolean {
  return scope.kind === 'national' || (scope.kind === 'department' && scope.code === department);
}

/** Does a grant reach this commune? */
export function reachesCommune(scope: Scope, commune: string, department: string): boolean {
  return (
    reachesDepartment(scope, department) || (scope.kind === 'commune' && scope.code === commune)
  );
}

export function holdsRoleInDepartment(actor: Actor, department: string, ...roles: readonly Role[]) {
  return grantsOf(actor).some(
    (grant) => roles.includes(grant.role) && reachesDepartment(grant.scope, department),
  );
}
