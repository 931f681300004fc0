import type { Context } from '#platform/context.ts';
import { type Standing, standingIn } from '../domain/eligibility/life.ts';
import { countDecisions, countReasons, decisionDelays } from './queries.ts';

/** Counts of decisions, as they are: whoever publishes them withholds the small ones. */
export interface DecisionFigures {
  readonly byStanding: Readonly<Record<Standing, number>>;
  readonly byDepartment: Readonly<Record<string, number>>;
  /** Decisions in which a reason weighed; several may weigh in one. */
  readonly byReason: Readonly<Record<string, number>>;
  /** Decided by the rules alone, and by people; days until the first verdict of a person. */
  readonly atOnce: number;
  readonly reviewed: number;
  readonly medianReviewDays: number | null;
}

export async function decisionFigures({ db }: Context): Promise<DecisionFigures> {
  const byStanding: Record<Standing, number> = { eligible: 0, excluded: 0, waiting: 0, over: 0 };
  const byDepartment: Record<string, number> = {};
  for (const { department, state, count } of await countDecisions(db)) {
    byStanding[standingIn(state)] += count;
    byDepartment[department] = (byDepartment[department] ?? 0) + count;
  }
  return {
    byStanding,
    byDepartment,
    byReason: Object.fromEntries(
      (await countReasons(db)).map(({ code, count }) => [code, count] as const),
    ),
    ...(await decisionDelays(db)),
  };
}
