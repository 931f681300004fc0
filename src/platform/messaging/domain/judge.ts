import type { Purpose } from './message.ts';
import { UNMUTABLE } from './message.ts';
import { isDelayable, type QuietHours, whenAllAwake } from './quiet-hours.ts';

/** A waiting message whose turn has come, with what the database knows about its recipient. */
export interface Candidate {
  readonly purpose: Purpose;
  readonly ignoreQuietHours: boolean;
  readonly timeZone: string;
  readonly expiresAt: Date | null;
  readonly muted: boolean;
  readonly personalQuietHours: QuietHours | null;
  /** What administrators decided where its reader lives, in place of the installation's setting. */
  readonly ruleFrom?: number | null;
  readonly ruleUntil?: number | null;
}

export interface Situation {
  readonly now: Date;
  /** Demo, or an exercise: shown, never sent. */
  readonly capture: boolean;
  readonly installationQuietHours: QuietHours | null;
}

export type Verdict =
  | { readonly event: 'begin' | 'capture' | 'mute' | 'expire' }
  | { readonly event: 'postpone'; readonly until: Date };

/** What becomes of a message whose turn has come. */
export function judge(message: Candidate, situation: Situation): Verdict {
  const { now } = situation;
  if (message.expiresAt && message.expiresAt <= now) return { event: 'expire' };
  if (message.muted && !UNMUTABLE.includes(message.purpose)) return { event: 'mute' };
  // The demo and exercises show at once what a night would delay.
  if (situation.capture) return { event: 'capture' };
  if (!isDelayable(message)) return { event: 'begin' };
  const common = ruleOf(message) ?? situation.installationQuietHours;
  const rules = [message.personalQuietHours, common].filter((hours) => hours !== null);
  const until = whenAllAwake(rules, now, message.timeZone);
  return until > now ? { event: 'postpone', until } : { event: 'begin' };
}

function ruleOf({ ruleFrom = null, ruleUntil = null }: Candidate): QuietHours | undefined {
  return ruleFrom === null || ruleUntil === null ? undefined : { from: ruleFrom, until: ruleUntil };
}
