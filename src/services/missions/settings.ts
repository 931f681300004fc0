import type { Context } from '#platform/context.ts';
import { DEFAULT_DELAYS, type Delays } from './domain/follow-up.ts';

const NAMES: Readonly<Record<keyof Delays, string>> = {
  remindDays: 'RENFORT_MISSION_REMIND_DAYS',
  escalateDays: 'RENFORT_MISSION_ESCALATE_DAYS',
  releaseDays: 'RENFORT_MISSION_RELEASE_DAYS',
  offerDays: 'RENFORT_MISSION_OFFER_DAYS',
  claimDays: 'RENFORT_MISSION_CLAIM_DAYS',
  reviewDays: 'RENFORT_MISSION_REVIEW_DAYS',
};

/** The delays of this installation; a setting that is no number of days is refused at once. */
export function delaysOf(ctx: Pick<Context, 'config'>): Delays {
  const delays = { ...DEFAULT_DELAYS };
  for (const [name, setting] of Object.entries(NAMES) as [keyof Delays, string][]) {
    const text = ctx.config.setting(setting);
    if (text === undefined || text === '') continue;
    const days = Number(text);
    if (!(days > 0 && days <= 365)) throw new Error(`${setting}: a number of days, not "${text}"`);
    delays[name] = days;
  }
  return delays;
}
