import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { bankNumbered, itemIn } from '../bank/loaded-bank.ts';
import type { Course } from '../courses/course-file.ts';
import { answersOf } from '../domain/attempt/attempt.ts';
import { type AreaResult, countedAnswers, profileOf } from '../domain/attempt/measure.ts';
import { coursesToLearn } from '../domain/attempt/to-learn.ts';
import type { KeptAttempt } from '../queries/attempts.ts';
import { coursesIn } from './courses.ts';

export interface TestResult {
  readonly profile: readonly AreaResult[];
  readonly toLearn: readonly Course[];
  /** Some of what counted was never measured on answers. */
  readonly provisional: boolean;
}

/** What a test that ended says, besides its level. */
export async function readResult(
  ctx: Context,
  { attempt }: KeptAttempt,
  lang: Lang,
): Promise<TestResult> {
  const bank = await bankNumbered(ctx, attempt.bankVersion);
  const counted = countedAnswers(bank.table, bank.pilots, attempt);
  const answers = answersOf(attempt).map(({ item, right }) => ({
    competence: itemIn(bank, item, lang)?.competence ?? '',
    right,
  }));
  return {
    profile: profileOf(bank.table, counted),
    toLearn: coursesToLearn(answers, await coursesIn(ctx, lang)),
    provisional: counted.items.some((item) => bank.items[item]!.status === 'provisional'),
  };
}
