import type { Request } from '#platform/http/env.ts';
import type { Refused } from '#platform/kernel/result.ts';
import type { AnswerError } from '../answers/given.ts';
import { texts } from '../messages/index.ts';

/** What is wrong with an answer, and what to do. */
export function answerErrorText(
  c: Request,
  error: AnswerError,
  detail: Refused['detail'] = {},
): string {
  const said = texts(c.get('lang')).answers.errors[error];
  return typeof said === 'function' ? said(Number(detail['most'] ?? 0)) : said;
}
