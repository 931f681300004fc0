import type { Random } from '#platform/kernel/random.ts';
import { answerDelay } from './response.ts';
import { type Invitation, planWave } from './wave.ts';

export interface Scenario {
  readonly places: number;
  readonly eligible: number;
  /** Minutes from the first call to the deadline. */
  readonly deadline: number;
  /** Mean share of people called who end up saying yes, and no. */
  readonly accept: number;
  readonly decline: number;
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

/** How many more to call, knowing only what the real system knows. */
export type Policy = (state: {
  now: number;
  scenario: Scenario;
  invitations: readonly Invitation[];
  remaining: number;
}) => number;

export const adaptive: Policy = ({ now, scenario, invitations, remaining }) =>
  planWave({
    now,
    deadline: scenario.deadline,
    places: scenario.places,
    eligible: remaining,
    invitations,
  }).send;

export const broadcast: Policy = ({ remaining }) => remaining;

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
    const remaining = scenario.eligible - people.length;
    const send = Math.min(remaining, policy({ now, scenario, invitations: known, remaining }));
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

function call(now: number, { accept, decline }: Scenario, random: Random) {
  const responsive = random.next() < 0.5;
  const draw = random.next();
  const repliesAt = now + answerDelay(random.next() * 0.999);
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
