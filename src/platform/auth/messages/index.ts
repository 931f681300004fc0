import { communeByCode, departmentByCode } from '#platform/geo/index.ts';
import { catalogue } from '#platform/i18n/index.ts';
import type { Scope } from '#platform/kernel/actor.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const authTexts = catalogue({ fr, en });
export type AuthTexts = typeof fr;

/** Names of organisations by id. */
export type Names = ReadonlyMap<string, string>;

/** Where a role holds, by name: a code or an id says nothing to a reader. */
export function scopeLabel(m: AuthTexts, scope: Scope, names: Names): string {
  switch (scope.kind) {
    case 'national':
      return m.scopes.national;
    case 'organisation':
      return names.get(scope.id) ?? m.scopes.organisation;
    case 'site':
      return m.scopes.site;
    case 'department':
      return m.scopes.department(departmentByCode(scope.code)?.name ?? '', scope.code);
    case 'commune':
      return communeByCode(scope.code)?.name ?? m.scopes.commune(scope.code);
  }
}
