import type { Request } from '#platform/http/env.ts';
import { texts } from '../messages/index.ts';

interface Refusal {
  readonly error: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** What was refused, and what to do, in the reader's language. */
export function sessionErrorText(c: Request, { error, detail = {} }: Refusal): string {
  const m = texts(c.get('lang')).sessions.errors;
  const said = m[error as keyof typeof m] ?? m.transition_not_allowed;
  const sentences = [typeof said === 'function' ? said(0) : said];
  if (error === 'not_entitled') {
    if (detail['hours']) sentences.push(m.lacks_hours(Number(detail['hours'])));
    if (detail['visits']) sentences.push(m.lacks_visits(Number(detail['visits'])));
    if (detail['age']) sentences.push(m.lacks_age(Number(detail['age'])));
  }
  return sentences.join(' ');
}
