import { type Actor, grantsOf, type Role } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { ReviewTerritory } from './queries/missions.ts';

/** Who writes needs, answers and confirms hours for an association. */
export const MANAGER_ROLES = ['association_owner', 'association_manager'] as const;
/** Who may look. */
export const READER_ROLES = [...MANAGER_ROLES, 'association_reader'] as const;
/** Who decides what may be published, in their department. */
export const MODERATOR_ROLES = ['reviewer'] as const;

/** The associations for which somebody holds one of these roles. */
export function organisationsOf(actor: Actor, roles: readonly Role[]): readonly string[] {
  const ids = grantsOf(actor)
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ scope }) => (scope.kind === 'organisation' && isUuid(scope.id) ? [scope.id] : []));
  return [...new Set(ids)];
}

export function mayManage(actor: Actor, organisationId: string): boolean {
  return actor.kind === 'system' || organisationsOf(actor, MANAGER_ROLES).includes(organisationId);
}

export function mayRead(actor: Actor, organisationId: string): boolean {
  return organisationsOf(actor, READER_ROLES).includes(organisationId);
}

/** Nobody moderates for an association of their own. */
export function mayModerate(
  actor: Actor,
  mission: { readonly department: string; readonly organisationId: string },
): boolean {
  const { everywhere, departments } = reviewTerritory(actor);
  return (
    (everywhere || departments.includes(mission.department)) &&
    !mayRead(actor, mission.organisationId)
  );
}

export function reviewTerritory(actor: Actor): ReviewTerritory {
  return territoryOf(actor, MODERATOR_ROLES);
}

/** Where somebody sees figures that are exact: moderators, and administrators of the country. */
export function figureTerritory(actor: Actor): ReviewTerritory {
  return territoryOf(actor, [...MODERATOR_ROLES, 'administrator']);
}

function territoryOf(actor: Actor, roles: readonly Role[]): ReviewTerritory {
  const scopes = grantsOf(actor)
    .filter(({ role }) => roles.includes(role))
    .map(({ scope }) => scope);
  return {
    everywhere: scopes.some(({ kind }) => kind === 'national'),
    departments: scopes.flatMap((scope) => (scope.kind === 'department' ? [scope.code] : [])),
  };
}
