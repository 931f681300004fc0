import { catalogue } from '#platform/i18n/index.ts';
import type { Scope } from '#platform/kernel/actor.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const authTexts = catalogue({ fr, en });
export type AuthTexts = typeof fr;

export function scopeLabel(m: AuthTexts, scope: Scope): string {
  switch (scope.kind) {
    case 'national':
      return m.scopes.national;
    case 'organisation':
      return m.scopes.organisation(scope.id);
    default:
      return m.scopes[scope.kind](scope.code);
  }
}
