import { answeredBy } from './response.ts';

/** All times in minutes on any common origin. */
export interface Invitation {
  readonly sentAt: number;
  readonly reply?: 'yes' | 'no';
}

export interface WaveInput {
  readonly now: number;
  readonly deadline: number;
  /** Places wanted in all. */
  readonly places: number;
  /** People who can still be called: suited and not yet called for this need. */
  readonly eligible: number;
  readonly invitations: readonly Invitation[];
  /** Share of the confirmed who will not come, 0 to 0.9. */
  readonly noShow?: number;
}

export interface WavePlan {
  /** People to alert now. */
  readonly send: number;
  /** Chance that the places are filled by the deadline if calling goes on, 0 to 1. */
  readonly fillProbability: number;
  /** Alerts still to send until the places are filled, this wave included. */
  readonly expectedAlerts: number;
  /** People to alert now if there were enough of them. */
  readonly wish: number;
  /** Places empty at the deadline on average, everybody left having been called. */
  readonly expectedMissing: number;
}

const FULL: WavePlan = {
  send: 0,
  fillProbability: 1,
  expectedAlerts: 0,
  wish: 0,
  expectedMissing: 0,
};

/** Fewer people are left than the next wave wants: time to look wider. */
export function poolExhausted(plan: WavePlan): boolean {
  return plan.wish > plan.send;
}

/** What is believed of a response rate before any reply: a mean of 15 %, quickly overruled. */
const PRIOR_YES = 1.5;
const PRIOR_OTHER = 8.5;
/** Aim above the places left by this many standard deviations of a count of that mean. */
const MARGIN = 0.8;
const GRID = 60;

/**
 * The adaptive rule: learn the response rate from the replies so far, value the people who have not
 * answered yet, and call as many more as fill the places left by the deadline.
 * Deterministic and stateless: the same facts give the same wave.
 */
export function planWave(input: WaveInput): WavePlan {
  const facts = readInvitations(input);
  const wanted = Math.ceil(input.places / (1 - clamp(input.noShow ?? 0, 0, 0.9)));
  const left = wanted - facts.yes;
  if (left <= 0) return FULL;
  const reach = answeredBy(input.deadline - input.now);
  const rate = meanRate(facts.yes, facts.heard);
  const missing = left + MARGIN * Math.sqrt(left) - pending(facts, rate);
  const wish = reach > 0 && missing > 0 ? Math.ceil(missing / (rate * reach)) : 0;
  const free = input.places - facts.yes;
  return {
    send: Math.min(wish, Math.max(0, Math.floor(input.eligible))),
    wish,
    ...forecast(facts, { left, free, reach, eligible: input.eligible }),
  };
}

export interface CurvePoint {
  /** On the origin of the input's times. */
  readonly at: number;
  /** People who have said yes by then, on average. */
  readonly expected: number;
  /** The same if people answer as little as the replies so far make likely one time in ten. */
  readonly cautious: number;
}

/** How the yes come in from now to the deadline, when `send` people are alerted now. */
export function forecastCurve(input: WaveInput, send: number, steps = 8): CurvePoint[] {
  const { yes, heard } = readInvitations(input);
  const rates = { expected: meanRate(yes, heard), cautious: lowRate(yes, heard) };
  return Array.from({ length: steps + 1 }, (_, step) => {
    const at = input.now + ((input.deadline - input.now) * step) / steps;
    const facts = readInvitations({ ...input, deadline: at });
    const byThen = (rate: number) =>
      Math.min(input.places, yes + pending(facts, rate) + send * rate * answeredBy(at - input.now));
    return { at, expected: byThen(rates.expected), cautious: byThen(rates.cautious) };
  });
}

interface Facts {
  readonly yes: number;
  readonly no: number;
  /** How many invitations' worth of answers have had the time to come. */
  readonly heard: number;
  /** The silent, together when they were called together. */
  readonly silent: readonly {
    readonly count: number;
    readonly soFar: number;
    readonly inTime: number;
  }[];
}

function readInvitations({ invitations, now, deadline }: WaveInput): Facts {
  const yes = invitations.filter(({ reply }) => reply === 'yes').length;
  const no = invitations.filter(({ reply }) => reply === 'no').length;
  const waiting = new Map<number, number>();
  for (const { sentAt, reply } of invitations) {
    if (!reply) waiting.set(sentAt, (waiting.get(sentAt) ?? 0) + 1);
  }
  const silent = [...waiting].map(([sentAt, count]) => ({
    count,
    soFar: answeredBy(now - sentAt),
    inTime: answeredBy(deadline - sentAt),
  }));
  const heard = silent.reduce((sum, { count, soFar }) => sum + count * soFar, yes + no);
  return { yes, no, heard, silent };
}

/** Yes still expected by the deadline from the people called and silent, at a given rate. */
function pending({ no, heard, silent }: Facts, rate: number): number {
  const declined = (0.5 + no) / (PRIOR_YES + PRIOR_OTHER + heard);
  return silent.reduce((sum, { count, soFar, inTime }) => {
    const stillSilent = Math.max(1 - (rate + declined) * soFar, 0.05);
    return sum + (count * rate * Math.max(inTime - soFar, 0)) / stillSilent;
  }, 0);
}

function meanRate(yes: number, heard: number): number {
  return (PRIOR_YES + yes) / (PRIOR_YES + PRIOR_OTHER + heard);
}

/** What is believed of the rate: a Beta distribution, on a grid finer near zero; weights sum to 1. */
function believedRates(yes: number, heard: number): { rate: number; weight: number }[] {
  const a = PRIOR_YES + yes;
  const b = Math.max(PRIOR_OTHER + heard - yes, 0.5);
  const points = Array.from({ length: GRID }, (_, i) => {
    const rate = ((i + 0.5) / GRID) ** 2;
    return {
      rate,
      log: (a - 1) * Math.log(rate) + (b - 1) * Math.log1p(-rate) + Math.log(i + 0.5),
    };
  });
  const highest = Math.max(...points.map(({ log }) => log));
  const weights = points.map(({ log }) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return points.map(({ rate }, i) => ({ rate, weight: (weights[i] as number) / total }));
}

/** The rate that is exceeded nine times out of ten. */
function lowRate(yes: number, heard: number): number {
  let below = 0;
  for (const { rate, weight } of believedRates(yes, heard)) {
    below += weight;
    if (below >= 0.1) return rate;
  }
  return 0;
}

function forecast(
  facts: Facts,
  { left, free, reach, eligible }: { left: number; free: number; reach: number; eligible: number },
): Pick<WavePlan, 'fillProbability' | 'expectedAlerts' | 'expectedMissing'> {
  let fill = 0;
  let alerts = 0;
  let missing = 0;
  for (const { rate, weight } of believedRates(facts.yes, facts.heard)) {
    const waiting = pending(facts, rate);
    const lacking = Math.max(0, left + MARGIN * Math.sqrt(left) - waiting);
    const end = filling(free, waiting + eligible * rate * reach);
    fill += weight * end.full;
    missing += weight * end.missing;
    alerts += weight * (reach > 0 ? Math.min(eligible, lacking / (rate * reach)) : 0);
  }
  return {
    fillProbability: clamp(fill, 0, 1),
    expectedAlerts: clamp(alerts, 0, eligible),
    expectedMissing: clamp(missing, 0, Math.max(0, free)),
  };
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
