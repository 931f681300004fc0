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
  if (left <= 0) return { send: 0, fillProbability: 1, expectedAlerts: 0 };
  const reach = answeredBy(input.deadline - input.now);
  const rate = (PRIOR_YES + facts.yes) / (PRIOR_YES + PRIOR_OTHER + facts.heard);
  const missing = left + MARGIN * Math.sqrt(left) - pending(facts, rate);
  const wish = reach > 0 && missing > 0 ? Math.ceil(missing / (rate * reach)) : 0;
  return {
    send: Math.min(wish, Math.max(0, Math.floor(input.eligible))),
    ...forecast(facts, { left, reach, eligible: input.eligible }),
  };
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

/** Averages over what is believed of the rate: a Beta distribution, on a grid finer near zero. */
function forecast(
  facts: Facts,
  { left, reach, eligible }: { left: number; reach: number; eligible: number },
): Pick<WavePlan, 'fillProbability' | 'expectedAlerts'> {
  const a = PRIOR_YES + facts.yes;
  const b = Math.max(PRIOR_OTHER + facts.heard - facts.yes, 0.5);
  let total = 0;
  let fill = 0;
  let alerts = 0;
  const points = Array.from({ length: GRID }, (_, i) => {
    const p = ((i + 0.5) / GRID) ** 2;
    return { p, log: (a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) + Math.log(i + 0.5) };
  });
  const highest = Math.max(...points.map(({ log }) => log));
  for (const { p, log } of points) {
    const weight = Math.exp(log - highest);
    const waiting = pending(facts, p);
    const lacking = Math.max(0, left + MARGIN * Math.sqrt(left) - waiting);
    total += weight;
    fill += weight * atLeast(left, waiting + eligible * p * reach);
    alerts += weight * (reach > 0 ? Math.min(eligible, lacking / (p * reach)) : 0);
  }
  return {
    fillProbability: clamp(fill / total, 0, 1),
    expectedAlerts: clamp(alerts / total, 0, eligible),
  };
}

/** P(X >= n) for a Poisson count of this mean. */
function atLeast(n: number, mean: number): number {
  if (mean <= 0) return n <= 0 ? 1 : 0;
  if (mean > 500)
    return mean >= n + 5 * Math.sqrt(mean) ? 1 : normalAbove((n - 0.5 - mean) / Math.sqrt(mean));
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < n; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  return clamp(1 - below, 0, 1);
}

/** P(Z >= z) of a standard normal variable (logistic approximation, error below 0.01). */
function normalAbove(z: number): number {
  return 1 / (1 + Math.exp(1.702 * z));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
