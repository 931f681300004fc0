import type { z } from 'zod';
import { CSRF_FIELD } from './csrf.ts';
import type { Request } from './env.ts';

/** Error codes by field name; the view translates each code. */
export type FieldErrors<Field extends string = string> = Readonly<Partial<Record<Field, string>>>;

export type ParsedForm<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: FieldErrors; readonly raw: RawForm };

/** What the person typed, given back to the view so that nothing has to be typed twice. */
export type RawForm = Readonly<Record<string, string | readonly string[] | File>>;

/**
 * Parses a posted form. Each zod message is an error code of the service's catalogue
 * (`z.string().min(1, 'name_missing')`); the first code per field is kept. A field whose name ends
 * in `[]` is always a list.
 */
export async function parseForm<S extends z.ZodType>(
  c: Request,
  schema: S,
): Promise<ParsedForm<z.output<S>>> {
  const raw = await readForm(c);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    errors[field] ??= issue.message;
  }
  return { ok: false, errors, raw };
}

/** The fields as posted, without the form token. */
export async function readForm(c: Request): Promise<RawForm> {
  return normalise(await fieldsOf(c));
}

/** What was typed in fields of one value, to be shown again. */
export function typedTexts(raw: RawForm): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

type Fields = Record<string, string | File | (string | File)[]>;

/** Every field, the form token included; a name given several times has a list. */
export async function fieldsOf(c: Request): Promise<Fields> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return c.req.parseBody({ all: true });
  // As parseBody does, without the FormData in between: a burst of answers is made of such forms.
  const fields: Fields = Object.create(null);
  for (const [key, value] of new URLSearchParams(await c.req.text())) {
    const before = fields[key];
    if (Array.isArray(before)) before.push(value);
    else if (before !== undefined) fields[key] = [before, value];
    else fields[key] = key.endsWith('[]') ? [value] : value;
  }
  return fields;
}

function normalise(body: Fields): RawForm {
  const raw: Record<string, string | string[] | File> = {};
  for (const [key, value] of Object.entries(body)) {
    if (key === CSRF_FIELD) continue;
    if (key.endsWith('[]')) {
      raw[key.slice(0, -2)] = (Array.isArray(value) ? value : [value]).filter(
        (item): item is string => typeof item === 'string',
      );
    } else {
      const last = Array.isArray(value) ? value.at(-1) : value;
      if (last !== undefined) raw[key] = last;
    }
  }
  return raw;
}
