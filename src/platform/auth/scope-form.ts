import { plainText, searchCommunes } from '../geo/index.ts';
import type { Scope } from '../kernel/actor.ts';
import { parseScope } from './domain/scope.ts';

/** Where a role holds, as the form asks for it: a kind, then the place of that kind. */
export interface ScopeFields {
  readonly scope: string;
  readonly scope_department: string;
  readonly scope_commune: string;
  readonly scope_organisation: string;
}

export function scopeOfFields(fields: ScopeFields): Scope | undefined {
  switch (fields.scope) {
    case 'national':
      return { kind: 'national' };
    case 'department':
      return parseScope(`department:${fields.scope_department}`);
    case 'commune': {
      const code = communeCode(fields.scope_commune);
      return code ? parseScope(`commune:${code}`) : undefined;
    }
    case 'organisation':
      return parseScope(`organisation:${fields.scope_organisation.trim()}`);
    default:
      return undefined;
  }
}

/** By INSEE code, or by a name that one commune bears alone. */
function communeCode(text: string): string | undefined {
  const wanted = plainText(text);
  const found = searchCommunes(text, 20).filter(
    ({ code, name }) => code === text.trim().toUpperCase() || plainText(name) === wanted,
  );
  return found.length === 1 ? found[0]?.code : undefined;
}
