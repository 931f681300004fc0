import { peopleToCall } from './adaptive.ts';
import {
  type Belief,
  cautiousRate,
  credibleRates,
  declineRate,
  type Heard,
  learn,
  meanOf,
  pendingYes,
} from './belief.ts';
import { answeredBy } from './response.ts';

/** A call-out under way. Times in minutes, from now. */
export interface Outlook {
  readonly heard: Heard;
  /** Yes wanted in all, absences included, and places still without a yes. */
  readonly wanted: number;
  readonly free: number;
  readonly minutes: number;
  readonly eligible: number;
  readonly prior: Belief;
  readonly pace: number;
}

export interface Forecast {
  /** Chance that the places are filled by the deadline if calling goes on, 0 to 1. */
  readonly fillProbability: number;
  /** Alerts still to send until the places are filled, the next wave included. */
  readonly expectedAlerts: number;
  /** Places empty at the deadline on average, everybody left having been called. */
  readonly expectedMissing: number;
}

/** Averages over what is believed of the rate. */
export function forecast(outlook: Outlook): Forecast {
  const { heard, free, minutes, eligible, prior, pace } = outlook;
  const reach = answeredBy(minutes / pace);
  let fill = 0;
  let alerts = 0;
  let missing = 0;
  for (const { rate, weight } of credibleRates(learn(heard, prior))) {
    const end = filling(free, pendingYes(heard, rate, prior) + eligible * rate * reach);
    fill += weight * end.full;
    missing += weight * end.missing;
    // Playing costs the most, and rates hardly believed change nothing.
    if (weight > 1e-5) alerts += weight * play(outlook, rate).alerts;
  }
  return {
    fillProbability: clamp(fill, 0, 1),
    expectedAlerts: clamp(alerts, 0, eligible),
    expectedMissing: clamp(missing, 0, Math.max(0, free)),
  };
}

export interface CurvePoint {
  /** Minutes from now. */
  readonly at: number;
  /** People who have said yes by then, on average. */
  readonly expected: number;
  /** The same if people answer as little as the replies so far make likely one time in ten. */
  readonly cautious: number;
}

const STEPS = 24;

/** How the yes come in from now to the deadline, when calling goes on. */
export function forecastCurve(outlook: Outlook): CurvePoint[] {
  const belief = learn(outlook.heard, outlook.prior);
  const expected = play(outlook, meanOf(belief)).yes;
  const cautious = play(outlook, Math.min(cautiousRate(belief), meanOf(belief))).yes;
  const places = outlook.heard.yes + Math.max(0, outlook.free);
  return expected.map((value, step) => ({
    at: (outlook.minutes * step) / STEPS,
    expected: Math.min(places, value),
    cautious: Math.min(places, cautious[step] as number),
  }));
}

/**
 * The call-out played to its deadline at a given rate, without chance: everybody answers by fractions,
 * and the rule decides at each step from what it would have heard.
 */
function play(
  { heard, wanted, minutes, eligible, prior, pace: paceOfNew }: Outlook,
  rate: number,
): { readonly alerts: number; readonly yes: readonly number[] } {
  const declined = declineRate(heard, prior);
  const called = heard.silent.map(({ count, soFar, ago, pace }) => ({
    at: -ago,
    count,
    pace,
    soFar,
    share: 1 / Math.max(1 - (rate + declined) * soFar, 0.05),
  }));
  let alerts = 0;
  const yes: number[] = [];
  for (let step = 0; step <= STEPS; step++) {
    const now = (minutes * step) / STEPS;
    const silent = called.map(({ at, count, pace, soFar, share }) => {
      const soon = answeredBy((now - at) / pace);
      const answers = count * share * Math.max(soon - soFar, 0);
      return {
        yes: answers * rate,
        count: Math.max(0, count - answers * (rate + declined)),
        ago: now - at,
        pace,
        soFar: soon,
        inTime: answeredBy((minutes - at) / pace),
      };
    });
    const said = silent.reduce((sum, wave) => sum + wave.yes, heard.yes);
    yes.push(said);
    const no = heard.no + ((said - heard.yes) * declined) / rate;
    const weight = silent.reduce((sum, wave) => sum + wave.count * wave.soFar, said + no);
    const send = peopleToCall(
      {
        heard: { yes: said, no, weight, silent },
        left: wanted - said,
        minutes: minutes - now,
        prior,
        pace: paceOfNew,
      },
      eligible - alerts,
    );
    if (send === 0) continue;
    alerts += send;
    called.push({ at: now, count: send, pace: paceOfNew, soFar: 0, share: 1 });
  }
  return { alerts, yes };
}

/** With a Poisson count of yes of this mean: the chance that n places are all taken, and how many stay empty on average. */
function filling(n: number, mean: number): { full: number; missing: number } {
  if (n <= 0) return { full: 1, missing: 0 };
  if (mean <= 0) return { full: 0, missing: n };
  if (mean > 500) {
    const full =
      mean >= n + 5 * Math.sqrt(mean) ? 1 : normalAbove((n - 0.5 - mean) / Math.sqrt(mean));
    return { full, missing: Math.max(0, n - mean) };
  }
  let term = Math.exp(-mean);
  let below = 0;
  let missing = 0;
  for (let k = 0; k < n; k++) {
    below += term;
    missing += (n - k) * term;
    term *= mean / (k + 1);
  }
  return { full: clamp(1 - below, 0, 1), missing };
}

/** P(Z >= z) of a standard normal variable (logistic approximation, error below 0.01). */
function normalAbove(z: number): number {
  return 1 / (1 + Math.exp(1.702 * z));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
