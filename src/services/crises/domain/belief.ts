import { answeredBy } from './response.ts';

/** All times in minutes on any common origin. */
export interface Invitation {
  readonly sentAt: number;
  readonly reply?: 'yes' | 'no' | undefined;
  /** What the call left by: `email`, `sms` or `both`. */
  readonly channel?: string | undefined;
}

/** What a call-out has taught so far, and when its places are needed. */
export interface Heard {
  readonly yes: number;
  readonly no: number;
  /** How many invitations' worth of answers have had the time to come. */
  readonly weight: number;
  /** The silent, together when they were called together. */
  readonly silent: readonly {
    readonly count: number;
    /** Minutes since they were called. */
    readonly ago: number;
    /** Their delays are this many times those of `answeredBy`. */
    readonly pace: number;
    /** Share of the answers that would have come by now, and that will have come by the deadline. */
    readonly soFar: number;
    readonly inTime: number;
  }[];
}

export function hear({
  invitations,
  now,
  deadline,
  paceOf = () => 1,
}: {
  readonly invitations: readonly Invitation[];
  readonly now: number;
  readonly deadline: number;
  readonly paceOf?: (channel: string | undefined) => number;
}): Heard {
  const yes = invitations.filter(({ reply }) => reply === 'yes').length;
  const no = invitations.filter(({ reply }) => reply === 'no').length;
  const waiting = invitations.filter(({ reply }) => !reply);
  const byPace = Map.groupBy(waiting, ({ channel }) => paceOf(channel));
  const silent = [...byPace].flatMap(([pace, some]) =>
    [...Map.groupBy(some, ({ sentAt }) => sentAt)].map(([sentAt, alike]) => ({
      count: alike.length,
      ago: now - sentAt,
      pace,
      soFar: answeredBy((now - sentAt) / pace),
      inTime: answeredBy((deadline - sentAt) / pace),
    })),
  );
  const weight = silent.reduce((sum, { count, soFar }) => sum + count * soFar, yes + no);
  return { yes, no, weight, silent };
}

/** A Beta distribution of the share of people called who end up saying yes. */
export interface Belief {
  readonly yes: number;
  readonly other: number;
}

/** Before any reply: a mean of 15 %, quickly overruled (field rates go from 5 to 47 %). */
export const PRIOR: Belief = { yes: 1.5, other: 8.5 };

export function learn({ yes, weight }: Heard, prior: Belief): Belief {
  return { yes: prior.yes + yes, other: Math.max(prior.other + weight - yes, 0.5) };
}

export function meanOf({ yes, other }: Belief): number {
  return yes / (yes + other);
}

export function deviationOf(belief: Belief): number {
  const mean = meanOf(belief);
  return Math.sqrt((mean * (1 - mean)) / (belief.yes + belief.other + 1));
}

export interface CredibleRate {
  readonly rate: number;
  readonly weight: number;
}

const GRID = 60;

/** The distribution on a grid that is finer near zero; weights sum to 1. */
export function credibleRates({ yes, other }: Belief): CredibleRate[] {
  const points = Array.from({ length: GRID }, (_, i) => {
    const rate = ((i + 0.5) / GRID) ** 2;
    return {
      rate,
      log: (yes - 1) * Math.log(rate) + (other - 1) * Math.log1p(-rate) + Math.log(i + 0.5),
    };
  });
  const highest = Math.max(...points.map(({ log }) => log));
  const weights = points.map(({ log }) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return points.map(({ rate }, i) => ({ rate, weight: (weights[i] as number) / total }));
}

/** The rate that is exceeded nine times out of ten. */
export function cautiousRate(belief: Belief): number {
  let below = 0;
  for (const { rate, weight } of credibleRates(belief)) {
    below += weight;
    if (below >= 0.1) return rate;
  }
  return 0;
}

/** Share of the people called who end up saying no. */
export function declineRate({ no, weight }: Heard, prior: Belief): number {
  return (0.5 + no) / (prior.yes + prior.other + weight);
}

/** Yes still expected by the deadline from the people called and silent, at a given rate of yes. */
export function pendingYes(heard: Heard, rate: number, prior: Belief): number {
  const declined = declineRate(heard, prior);
  return heard.silent.reduce((sum, { count, soFar, inTime }) => {
    const stillSilent = Math.max(1 - (rate + declined) * soFar, 0.05);
    return sum + (count * rate * Math.max(inTime - soFar, 0)) / stillSilent;
  }, 0);
}
