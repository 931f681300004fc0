const MINUTE = 60_000;
/** However long a feed has been failing, it is asked again within this time: it may carry the next storm. */
export const CEILING_MINUTES = 30;
/** Beyond, the officers are told that the feed is silent. */
export const FAILURES_TOLD = 3;

export interface PollOutcome {
  /** Milliseconds. */
  readonly now: number;
  readonly everyMinutes: number;
  /** In a row, this one included; 0 after a success. */
  readonly failures: number;
  /** In [0, 1): so that a thousand installations do not come back in the same second. */
  readonly chance: number;
  /** Seconds that the server asks to be left alone. */
  readonly retryAfter?: number | undefined;
}

/**
 * When to ask next, in milliseconds: at the feed's own pace, give or take a tenth, after a success;
 * twice as late after each failure up to the ceiling, with a jitter of half.
 */
export function nextPoll(outcome: PollOutcome): number {
  const { now, everyMinutes, failures, chance, retryAfter = 0 } = outcome;
  if (failures === 0) return now + everyMinutes * MINUTE * (0.9 + 0.2 * chance);
  const ceiling = Math.max(CEILING_MINUTES, everyMinutes) * MINUTE;
  const wait = Math.min(everyMinutes * MINUTE * 2 ** Math.min(failures, 20), ceiling);
  const asked = Math.min(retryAfter * 1000, ceiling);
  return now + Math.max(wait * (0.5 + 0.5 * chance), asked);
}
