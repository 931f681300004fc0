const MINUTE = 60_000;

/**
 * Until when an offered place is kept: half an hour, less when the shift is near, never less than ten
 * minutes (the median answer takes twelve; somebody in the reserve is expecting news).
 */
export function offerEnd(now: Date, startsAt: Date): Date {
  const minutesToShift = (startsAt.getTime() - now.getTime()) / MINUTE;
  const minutes = Math.min(30, Math.max(10, minutesToShift / 6));
  return new Date(now.getTime() + minutes * MINUTE);
}
