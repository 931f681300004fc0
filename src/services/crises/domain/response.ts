/**
 * Share of those who will say yes that have said so `minutes` after the message, 0 to 1.
 * Fitted by Covidliste on its confirmations of spring 2021 (hostolab/covidliste,
 * app/models/campaign.rb): median 12.5 minutes, 82 % after an hour.
 */
export function answeredBy(minutes: number): number {
  if (minutes <= 0) return 0;
  return Math.max(0, 1 - 1.498 * Math.exp(-0.007 * minutes - 0.435 * Math.cbrt(minutes)));
}

/** The delay in minutes at which `answeredBy` reaches `share` (0 to 1), by bisection. */
export function answerDelay(share: number): number {
  let low = 0;
  let high = 24 * 60;
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (answeredBy(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}
