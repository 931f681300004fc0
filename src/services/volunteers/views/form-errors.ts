import type { FieldErrors } from '#platform/http/form.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { texts } from '../messages/index.ts';

export type ErrorCode = keyof ReturnType<typeof texts>['errors'];

/** Codes by field -> messages by field. A code without a text is a bug, and shows as its own name. */
export function translateErrors(lang: Lang, errors: FieldErrors): FieldErrors {
  const m: Readonly<Record<string, string>> = texts(lang).errors;
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => [field, m[code as string] ?? (code as string)]),
  );
}

/** For the error summary, in the order of the page. */
export function summaryOf(errors: FieldErrors): { field: string; message: string }[] {
  return Object.entries(errors).map(([field, message]) => ({ field, message: message as string }));
}
