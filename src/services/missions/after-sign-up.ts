import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { helperById, type NextStep } from '#services/volunteers/index.ts';
import { fittingMissions } from './actions/find.ts';
import { texts } from './messages/index.ts';

/** Enough to say "some": nobody counts further on their first page. */
const COUNTED = 20;

/** Whoever has just signed up reads that something fits, or that she is kept until something does. */
export async function afterSignUp(
  ctx: Context,
  volunteerId: string,
  lang: Lang,
): Promise<NextStep | undefined> {
  const helper = await helperById(ctx, volunteerId);
  if (!helper) return undefined;
  const m = texts(lang).news;
  const { length } = await fittingMissions(ctx, helper, COUNTED);
  return length === 0
    ? { text: m.nothingFits, link: m.chooseRhythm, href: '/missions/searches' }
    : { text: m.someFit(length), link: m.seeFitting, href: '/missions/mine' };
}
