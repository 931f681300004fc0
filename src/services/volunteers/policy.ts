import {
  type AccountId,
  type Actor,
  type Grant,
  grantsOf,
  type Role,
  type Scope,
} from '#platform/kernel/actor.ts';

/** Parts of a person's record. */
export const RECORD_PARTS = [
  'identity',
  'contact',
  'abilities',
  'certificates',
  'evidence',
  'availability',
  'emergency',
  'consents',
  'history',
] as const;
export type RecordPart = (typeof RECORD_PARTS)[number];

/** Staff who may open the directory, each within their territory, and what they see of a person. */
const VISIBLE: Readonly<Partial<Record<Role, readonly RecordPart[]>>> = {
  crisis_officer: [
    'identity',
    'contact',
    'abilities',
    'certificates',
    'availability',
    'emergency',
    'consents',
  ],
  reviewer: ['identity', 'abilities', 'certificates', 'evidence'],
  administrator: [
    'identity',
    'contact',
    'abilities',
    'certificates',
    'availability',
    'consents',
    'history',
  ],
};

export const DIRECTORY_ROLES = ['crisis_officer', 'reviewer', 'administrator'] as const;
export const VERIFIER_ROLES = ['reviewer'] as const;
/** Who decides that two records are one person, besides that person. */
export const MERGE_ROLES = ['reviewer', 'administrator'] as const;
export const IMPORT_ROLES = ['administrator', 'crisis_officer'] as const;

/** Where a person lives, as far as a territory cares. */
export interface Place {
  readonly communeCode: string | null;
  readonly department: string | null;
}

export function accountOf(actor: Actor): AccountId | undefined {
  return actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : undefined;
}

/** What an actor may see of somebody who lives there; empty when nothing. */
export function visibleParts(actor: Actor, place: Place): ReadonlySet<RecordPart> {
  const parts = new Set<RecordPart>();
  for (const grant of grantsOf(actor)) {
    if (!covers(grant.scope, place)) continue;
    for (const part of VISIBLE[grant.role] ?? []) parts.add(part);
  }
  return parts;
}

export function mayVerify(actor: Actor, place: Place): boolean {
  return holdsThere(actor, place, VERIFIER_ROLES);
}

export function mayImport(actor: Actor, place: Place): boolean {
  return actor.kind === 'system' || holdsThere(actor, place, IMPORT_ROLES);
}

/** The territory that some roles give: everything, or lists of departments and communes. */
export type Territory =
  | { readonly kind: 'everywhere' }
  | {
      readonly kind: 'places';
      readonly departments: readonly string[];
      readonly communes: readonly { readonly code: string; readonly department: string }[];
    };

export function territoryOf(actor: Actor, roles: readonly Role[]): Territory {
  const grants = grantsOf(actor).filter((grant) => roles.includes(grant.role));
  if (grants.some((grant) => grant.scope.kind === 'national')) return { kind: 'everywhere' };
  return {
    kind: 'places',
    departments: scopesOf(grants, 'department').map((scope) => scope.code),
    communes: scopesOf(grants, 'commune').map(({ code, department }) => ({ code, department })),
  };
}

function scopesOf<Kind extends Scope['kind']>(grants: readonly Grant[], kind: Kind) {
  return grants
    .map((grant) => grant.scope)
    .filter((scope): scope is Extract<Scope, { kind: Kind }> => scope.kind === kind);
}

/** Holds one of these roles where that person lives. */
export function holdsThere(actor: Actor, place: Place, roles: readonly Role[]): boolean {
  return grantsOf(actor).some((grant) => roles.includes(grant.role) && covers(grant.scope, place));
}

function covers(scope: Scope, place: Place): boolean {
  switch (scope.kind) {
    case 'national':
      return true;
    case 'department':
      return scope.code === place.department;
    case 'commune':
      return scope.code === place.communeCode;
    case 'organisation':
    case 'site':
      return false;
  }
}
