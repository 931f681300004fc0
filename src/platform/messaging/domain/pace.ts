/** A bucket of permissions to send, filled at an even rate; times in milliseconds. */
export interface Pace {
  readonly perSecond: number;
  readonly tokens: number;
  readonly at: number;
}

/** Half a second's worth may go in one burst, at least one message. */
function capacity(perSecond: number): number {
  return Math.max(1, perSecond / 2);
}

export function newPace(perSecond: number, now: number): Pace {
  return { perSecond, tokens: Math.min(1, capacity(perSecond)), at: now };
}

export function refill(pace: Pace, now: number): Pace {
  const gained = ((now - pace.at) / 1000) * pace.perSecond;
  return { ...pace, tokens: Math.min(capacity(pace.perSecond), pace.tokens + gained), at: now };
}

/** How many may go now. */
export function available(pace: Pace): number {
  return Math.max(0, Math.floor(pace.tokens));
}

/** May go below zero: a long text message costs several. */
export function spend(pace: Pace, count: number): Pace {
  return { ...pace, tokens: pace.tokens - count };
}
