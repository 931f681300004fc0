import { localMinutes } from '#platform/kernel/dates.ts';
import { type Belief, type Invitation, meanOf, PRIOR } from './belief.ts';
import { answeredBy } from './response.ts';

/** What a call left by: one of a person's channels, or both at once. */
export const WAYS = ['email', 'sms', 'both'] as const;
export type Way = (typeof WAYS)[number];

export function wayOf(channels: readonly string[]): Way {
  if (!channels.includes('sms')) return 'email';
  return channels.includes('email') ? 'both' : 'sms';
}

/** Hours of the day in which people answer alike. */
export const BANDS = ['night', 'day', 'evening'] as const;
export type Band = (typeof BANDS)[number];

const MORNING = 7 * 60;
const EVENING = 18 * 60;
const NIGHT = 22 * 60;

export function bandOf(instant: Date, timeZone: string): Band {
  const minutes = localMinutes(instant, timeZone);
  if (minutes < MORNING || minutes >= NIGHT) return 'night';
  return minutes < EVENING ? 'day' : 'evening';
}

/** People called alike in one past call-out, who answered alike. */
export interface PastAnswers {
  readonly callOut: string;
  readonly way: Way;
  readonly band: Band;
  readonly count: number;
  readonly reply?: 'yes' | 'no' | undefined;
  /** Minutes from the call to the answer. */
  readonly delay?: number | undefined;
  /** Minutes during which an answer could come: until the places were taken, or the need was over. */
  readonly window: number;
}

/** What past call-outs say of one way and band; counts only. */
export interface PastRate {
  readonly way: Way | 'any';
  readonly band: Band | 'any';
  readonly callOuts: number;
  readonly called: number;
  readonly yes: number;
  readonly no: number;
  /** Called people whose answer had the time to come; of each call-out at most CALL_OUT_CAP, and their yes. */
  readonly evidence: number;
  readonly evidenceYes: number;
  /** Delays are this many times those of `answeredBy`. */
  readonly pace: number;
}

/** One large call-out must not speak for all: people differ between call-outs more than within one. */
const CALL_OUT_CAP = 30;
/** Evidence at which past call-outs and what was believed before weigh the same: two large call-outs. */
const SHRINK = 60;
/** What is learned weighs as many calls as the general prior; more when yes are rare, or the first silences would alarm. */
export const STRENGTH = PRIOR.yes + PRIOR.other;
export const MOST_STRENGTH = 3 * STRENGTH;
const LOWEST_RATE = 0.02;
const HIGHEST_RATE = 0.5;
export const FASTEST = 0.67;
export const SLOWEST = 1.5;

export function learnPast(past: readonly PastAnswers[]): PastRate[] {
  return (['any', ...WAYS] as const).flatMap((way) =>
    (['any', ...BANDS] as const).flatMap((band) => {
      const some = past.filter(
        (one) => (way === 'any' || one.way === way) && (band === 'any' || one.band === band),
      );
      return some.length > 0 ? [{ way, band, ...rateOf(some) }] : [];
    }),
  );
}

function rateOf(past: readonly PastAnswers[]): Omit<PastRate, 'way' | 'band'> {
  let evidence = 0;
  let evidenceYes = 0;
  const callOuts = Map.groupBy(past, ({ callOut }) => callOut);
  for (const some of callOuts.values()) {
    const yes = countOf(some, 'yes');
    const weight = some.reduce(
      (sum, { count, reply, window }) => sum + count * (reply ? 1 : answeredBy(window)),
      0,
    );
    const kept = weight > 0 ? Math.min(1, CALL_OUT_CAP / weight) : 0;
    evidence += kept * weight;
    evidenceYes += kept * yes;
  }
  return {
    callOuts: callOuts.size,
    called: past.reduce((sum, { count }) => sum + count, 0),
    yes: countOf(past, 'yes'),
    no: countOf(past, 'no'),
    evidence,
    evidenceYes,
    pace: paceOf(past),
  };
}

function countOf(past: readonly PastAnswers[], wanted: 'yes' | 'no'): number {
  return past.reduce((sum, { count, reply }) => sum + (reply === wanted ? count : 0), 0);
}

const PACES = Array.from({ length: 17 }, (_, i) => FASTEST * (SLOWEST / FASTEST) ** (i / 16));
/** How far paces are believed to stray from 1, as a logarithm: a few answers move nothing. */
const PACE_SPREAD = 0.15;

/**
 * The likeliest pace, given delays that are known only when they end before the window does: calls that
 * fill fast must not make people look faster than they are.
 */
function paceOf(past: readonly PastAnswers[]): number {
  let best = 1;
  let highest = Number.NEGATIVE_INFINITY;
  for (const pace of PACES) {
    let log = -((Math.log(pace) / PACE_SPREAD) ** 2) / 2;
    for (const { count, delay, window } of past) {
      if (delay === undefined || delay >= window) continue;
      const minute = answeredBy((delay + 0.5) / pace) - answeredBy(Math.max(0, delay - 0.5) / pace);
      log += count * Math.log(Math.max(minute, 1e-12) / Math.max(answeredBy(window / pace), 1e-9));
    }
    if (log > highest) {
      highest = log;
      best = pace;
    }
  }
  return best;
}

/** What is expected of people called one way. */
export interface WayHabit {
  readonly way: Way;
  readonly rate: number;
  readonly pace: number;
  /** How many were called that way: the share it has among those to come. */
  readonly called: number;
}

/**
 * The habits of an hour band: each way leans on the other ways of the band, those on the other hours,
 * those on the general prior; no answer counts twice.
 */
export function habitsOf(rates: readonly PastRate[], band: Band): WayHabit[] {
  const find = (way: Way | 'any', hours: Band | 'any') =>
    rates.find((one) => one.way === way && one.band === hours);
  const otherHours = shrunk(meanOf(PRIOR), find('any', 'any'), find('any', band));
  return WAYS.flatMap((way) => {
    const here = find(way, band);
    const everywhere = find(way, 'any');
    if (!everywhere) return [];
    const otherWays = shrunk(otherHours, find('any', band), here);
    return [
      {
        way,
        rate: clamp(shrunk(otherWays, here), LOWEST_RATE, HIGHEST_RATE),
        pace: (here ?? everywhere).pace,
        called: (here ?? everywhere).called,
      },
    ];
  });
}

/** What `past` says without a part of it, leaning towards what was believed. */
function shrunk(towards: number, past: PastRate | undefined, without?: PastRate): number {
  if (!past) return towards;
  const evidence = Math.max(0, past.evidence - (without?.evidence ?? 0));
  const yes = Math.min(evidence, Math.max(0, past.evidenceYes - (without?.evidenceYes ?? 0)));
  return (yes + SHRINK * towards) / (evidence + SHRINK);
}

/** What a call-out starts from: the mean of the ways, as people were called before and in this one. */
export interface Expected {
  readonly prior: Belief;
  /** Of those still to be called. */
  readonly pace: number;
  readonly paceOf: Readonly<Partial<Record<string, number>>>;
}

export const NOTHING_LEARNED: Expected = { prior: PRIOR, pace: 1, paceOf: {} };

export function expectedFrom(
  habits: readonly WayHabit[],
  invitations: readonly Invitation[],
): Expected {
  const weights = habits.map(
    ({ way, called }) => called + invitations.filter(({ channel }) => channel === way).length,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return NOTHING_LEARNED;
  const mean = (value: (habit: WayHabit) => number) =>
    habits.reduce((sum, habit, i) => sum + value(habit) * (weights[i] as number), 0) / total;
  const rate = clamp(
    mean((habit) => habit.rate),
    LOWEST_RATE,
    HIGHEST_RATE,
  );
  const strength = clamp(PRIOR.yes / rate, STRENGTH, MOST_STRENGTH);
  return {
    prior: { yes: strength * rate, other: strength * (1 - rate) },
    pace: clamp(
      mean((habit) => habit.pace),
      FASTEST,
      SLOWEST,
    ),
    paceOf: Object.fromEntries(habits.map(({ way, pace }) => [way, clamp(pace, FASTEST, SLOWEST)])),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
