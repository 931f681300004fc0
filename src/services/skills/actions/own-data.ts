import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { levelRange } from '../domain/attempt/level-range.ts';
import { learnerOf } from '../policy.ts';
import { attemptsOf } from '../queries/attempts.ts';
import { stepsKept } from '../queries/courses.ts';

/** Everything that is kept of somebody's tests and courses, to take away. */
export async function learntAndTested(ctx: Context, actor: Actor) {
  const accountId = learnerOf(actor);
  if (!accountId) return { tests: [], courses: [] };
  const tests = (await attemptsOf(ctx.db, accountId)).map((kept) => ({
    id: kept.id,
    kind: kept.kind,
    language: kept.lang,
    bankVersion: kept.attempt.bankVersion,
    state: kept.attempt.state,
    startedAt: kept.startedAt,
    endedAt: kept.endedAt,
    minutesSpent: Math.round(kept.attempt.spentMs / 60_000),
    // Ability in logits, with its standard error.
    result: kept.result ? { ...kept.result, ...levelRange(kept.result) } : null,
    questions: kept.attempt.asked.map(({ item, answer, right, answeredAt, replacedFor }) => ({
      item,
      answer: answer ?? null,
      right: right ?? null,
      answeredAt: answeredAt === undefined ? null : new Date(answeredAt),
      replacedFor: replacedFor ?? null,
    })),
  }));
  return { tests, courses: await stepsKept(ctx.db, accountId) };
}
