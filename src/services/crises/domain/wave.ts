import { type CallFacts, peopleNeeded, peopleToCall } from './adaptive.ts';
import { hear, type Invitation } from './belief.ts';
import { type Forecast, forecast, type Outlook } from './forecast.ts';
import { type Expected, NOTHING_LEARNED } from './past-answers.ts';

/** All times in minutes on any common origin. */
export interface WaveInput {
  readonly now: number;
  readonly deadline: number;
  /** Places wanted in all. */
  readonly places: number;
  /** People who can still be called: suited and not yet called for this need. */
  readonly eligible: number;
  readonly invitations: readonly Invitation[];
  /** Share of the confirmed who will not come, 0 to 0.9. */
  readonly noShow?: number | undefined;
  /** What is believed of the answers before any comes. */
  readonly expected?: Expected | undefined;
}

export interface WavePlan extends Forecast {
  /** People to alert now. */
  readonly send: number;
  /** People it would take to fill the places if all were alerted now. */
  readonly needed: number;
  /** Fewer people can be called than are needed: time to look wider. */
  readonly exhausted: boolean;
}

const FULL: WavePlan = {
  send: 0,
  needed: 0,
  exhausted: false,
  fillProbability: 1,
  expectedAlerts: 0,
  expectedMissing: 0,
};

/** Kept with each wave: raised when the rule or the order of the people called changes. */
export const POLICY_VERSION = 2;

/** The next wave and what to expect. Deterministic and stateless: the same facts give the same wave. */
export function planWave(input: WaveInput): WavePlan {
  const outlook = outlookOf(input);
  const facts = factsOf(outlook);
  if (facts.left <= 0) return FULL;
  const needed = peopleNeeded(facts);
  return {
    send: peopleToCall(facts, outlook.eligible),
    needed,
    exhausted: needed > outlook.eligible,
    ...forecast(outlook),
  };
}

/** The wave alone, without what to expect. */
export function waveSize(input: WaveInput): number {
  const outlook = outlookOf(input);
  return peopleToCall(factsOf(outlook), outlook.eligible);
}

function factsOf({ heard, wanted, minutes, prior, pace }: Outlook): CallFacts {
  return { heard, left: wanted - heard.yes, minutes, prior, pace };
}

export function outlookOf(input: WaveInput): Outlook {
  const { prior, pace, paceOf } = input.expected ?? NOTHING_LEARNED;
  const heard = hear({ ...input, paceOf: (channel) => paceOf[channel ?? ''] ?? pace });
  const absent = Math.min(Math.max(input.noShow ?? 0, 0), 0.9);
  return {
    heard,
    wanted: Math.ceil(input.places / (1 - absent)),
    free: input.places - heard.yes,
    minutes: input.deadline - input.now,
    eligible: input.eligible,
    prior,
    pace,
  };
}
