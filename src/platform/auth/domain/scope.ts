import { ROLES, type Role, type Scope } from '#platform/kernel/actor.ts';

/** `national`, `department:30`, `commune:30189`, `organisation:<id>`, `site:<id>`: as commands and forms take it. */
export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'national':
      return 'national';
    case 'organisation':
    case 'site':
      return `${scope.kind}:${scope.id}`;
    default:
      return `${scope.kind}:${scope.code}`;
  }
}

/** The form of the codes only; whether such a commune or organisation exists is not known here. */
export function parseScope(text: string): Scope | undefined {
  const [kind = '', rest = '', ...more] = text.trim().split(':');
  if (more.length > 0) return undefined;
  const code = rest.toUpperCase();
  if (kind === 'national') return rest === '' ? { kind } : undefined;
  if (kind === 'department')
    return /^(?:\d{2}|2[AB]|9[78]\d)$/.test(code) ? { kind, code } : undefined;
  if (kind === 'commune' && /^(?:\d{5}|2[AB]\d{3})$/.test(code)) {
    return { kind, code, department: departmentOfCommune(code) };
  }
  if ((kind === 'organisation' || kind === 'site') && /^[\w-]{1,64}$/.test(rest)) {
    return { kind, id: rest };
  }
  return undefined;
}

/** INSEE: two characters, three overseas (971 to 978, 986 to 988). */
export function departmentOfCommune(code: string): string {
  return code.slice(0, /^9[78]/.test(code) ? 3 : 2);
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
