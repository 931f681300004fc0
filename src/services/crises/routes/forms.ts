import type { Request } from '#platform/http/env.ts';
import type { RawForm } from '#platform/http/form.ts';
import type { FormState } from '../views/crisis-form.tsx';

/** What was typed, as text by field; lists have one item per line. */
export function typed(raw: RawForm): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[name, value]]
        : Array.isArray(value)
          ? [[name, value.join('\n')]]
          : [],
    ),
  );
}

/** Error codes by field, as sentences. */
export function translated(
  errors: Readonly<Partial<Record<string, string>>>,
  sentences: Readonly<Record<string, unknown>>,
): FormState['errors'] {
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => {
      const sentence = code === undefined ? undefined : sentences[code];
      return [field, typeof sentence === 'string' ? sentence : String(code)];
    }),
  );
}

/** The crisis of the address; the pattern of the route has checked its form. */
export function crisisIdOf(c: Request): string {
  return c.req.param('id') as string;
}

export function needKeyOf(c: Request): { crisisId: string; needId: string } {
  return { crisisId: crisisIdOf(c), needId: c.req.param('need') as string };
}

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
export const CRISIS_PATH = `/crises/:id{${UUID}}`;
export const NEED_PATH = `${CRISIS_PATH}/needs/:need{${UUID}}`;
