import type { Random } from '#platform/kernel/random.ts';
import type { Policy } from './policies.ts';
import { answerDelay } from './response.ts';

export interface Scenario {
  readonly places: number;
  readonly eligible: number;
  /** Minutes from the first call to the deadline. */
  readonly deadline: number;
  /** Mean share of people called who end up saying yes, and no. */
  readonly accept: number;
  readonly decline: number;
  /** Delays are this many times those of `answeredBy`; 1 unless told. */
  readonly pace?: number;
}

export interface Run {
  readonly filled: boolean;
  /** Minutes until the last place was taken; undefined when it was not. */
  readonly minutes: number | undefined;
  readonly alerts: number;
  readonly confirmed: number;
  /** Said yes after the last place was taken. */
  readonly turnedAway: number;
}

const TICK = 2;

/**
 * Plays one call-out, minute by minute. Half the people are responsive, half never answer, as lists
 * are in reality; the policy is not told. Delays follow `answeredBy`.
 */
export function simulate(scenario: Scenario, policy: Policy, random: Random): Run {
  const people: { sentAt: number; repliesAt: number; reply: 'yes' | 'no' | undefined }[] = [];
  let filledAt: number | undefined;
  for (let now = 0; now <= scenario.deadline && filledAt === undefined; now += TICK) {
    const known = people.map(({ sentAt, repliesAt, reply }) =>
      reply && repliesAt <= now ? { sentAt, reply } : { sentAt },
    );
    const eligible = scenario.eligible - people.length;
    const state = {
      now,
      deadline: scenario.deadline,
      places: scenario.places,
      eligible,
      invitations: known,
    };
    const send = Math.min(eligible, policy(state));
    for (let i = 0; i < send; i++) people.push(call(now, scenario, random));
    const yes = arrivals(people, now + TICK);
    if (yes.length >= scenario.places) filledAt = yes[scenario.places - 1];
  }
  const yes = arrivals(people, Number.POSITIVE_INFINITY);
  const filled = filledAt !== undefined && filledAt <= scenario.deadline;
  return {
    filled,
    minutes: filled ? filledAt : undefined,
    alerts: people.length,
    confirmed: Math.min(yes.length, scenario.places),
    turnedAway: Math.max(0, yes.length - scenario.places),
  };
}

function call(now: number, { accept, decline, pace = 1 }: Scenario, random: Random) {
  const responsive = random.next() < 0.5;
  const draw = random.next();
  const repliesAt = now + pace * answerDelay(random.next() * 0.999);
  const said = draw < 2 * accept ? 'yes' : draw < 2 * (accept + decline) ? 'no' : undefined;
  return {
    sentAt: now,
    repliesAt,
    reply: responsive ? (said as 'yes' | 'no' | undefined) : undefined,
  };
}

function arrivals(
  people: readonly { repliesAt: number; reply: 'yes' | 'no' | undefined }[],
  until: number,
): number[] {
  return people
    .filter(({ reply, repliesAt }) => reply === 'yes' && repliesAt <= until)
    .map(({ repliesAt }) => repliesAt)
    .sort((a, b) => a - b);
}

export interface Summary {
  /** Share of the runs in which every place was taken by the deadline. */
  readonly fillRate: number;
  /** Median over the runs that filled; null when none did. */
  readonly medianMinutes: number | null;
  readonly alertsPerPlace: number;
  readonly turnedAway: number;
  /** The most people confirmed in any run. */
  readonly mostConfirmed: number;
}

export function simulateMany(
  scenario: Scenario,
  policy: Policy,
  { runs, random }: { readonly runs: number; readonly random: Random },
): Summary {
  const results = Array.from({ length: runs }, () => simulate(scenario, policy, random));
  const mean = (value: (run: Run) => number) =>
    results.reduce((sum, run) => sum + value(run), 0) / runs;
  const minutes = results
    .flatMap((run) => (run.minutes === undefined ? [] : [run.minutes]))
    .sort((a, b) => a - b);
  return {
    fillRate: minutes.length / runs,
    medianMinutes: minutes[Math.floor(minutes.length / 2)] ?? null,
    alertsPerPlace: mean((run) => run.alerts) / scenario.places,
    turnedAway: mean((run) => run.turnedAway),
    mostConfirmed: Math.max(...results.map((run) => run.confirmed)),
  };
}

/** The nine scenarios of `bench/policy`: three call-outs, each at three response rates. */
export const NINE: readonly Scenario[] = [
  { places: 20, eligible: 1000, deadline: 120 },
  { places: 20, eligible: 1000, deadline: 45 },
  { places: 100, eligible: 5000, deadline: 240 },
].flatMap((callOut) => [
  { ...callOut, accept: 0.05, decline: 0.06 },
  { ...callOut, accept: 0.15, decline: 0.12 },
  { ...callOut, accept: 0.35, decline: 0.15 },
]);
