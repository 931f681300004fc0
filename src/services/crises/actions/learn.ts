import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import { defineJob } from '#platform/jobs/index.ts';
import type { Invitation } from '../domain/belief.ts';
import { meanOf } from '../domain/belief.ts';
import {
  bandOf,
  type Expected,
  expectedFrom,
  habitsOf,
  learnPast,
} from '../domain/past-answers.ts';
import { pastAnswers, ratesOf, replaceRates } from '../queries/response-rates.ts';

/** Older call-outs no longer say how people answer. */
const HISTORY_DAYS = 730;

/** Counts how people answered, so that the next call-out starts from it. */
export async function learnFromPast(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - HISTORY_DAYS * 86_400_000);
  await transaction(ctx, async (tx) => {
    for (const exercise of [false, true]) {
      const past = await pastAnswers(tx.db, { exercise, since, now });
      await replaceRates(tx.db, exercise, learnPast(past), now);
    }
  });
}

export const learnJob = defineJob({
  name: 'crises.learn',
  schema: z.object({}),
  cron: '17 3 * * *',
  run: (ctx) => learnFromPast(ctx),
});

export interface ExpectedAnswers extends Expected {
  /** Share of the people called who are expected to say yes, before any answers this call. */
  readonly rate: number;
  /** Past call-outs at this hour of the day that say so; 0 when it is the general prior. */
  readonly callOuts: number;
  readonly band: 'night' | 'day' | 'evening';
}

/** What past call-outs at this hour let one expect of this call. */
export async function expectedAnswers(
  ctx: Context,
  call: { readonly exercise: boolean; readonly timeZone: string; readonly now: Date },
  invitations: readonly Invitation[],
): Promise<ExpectedAnswers> {
  const rates = await ratesOf(ctx.db, call.exercise);
  const band = bandOf(call.now, call.timeZone);
  const expected = expectedFrom(habitsOf(rates, band), invitations);
  const callOuts = rates.find((one) => one.way === 'any' && one.band === band)?.callOuts ?? 0;
  return { ...expected, rate: meanOf(expected.prior), callOuts, band };
}
