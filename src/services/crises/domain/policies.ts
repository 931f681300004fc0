import type { Invitation } from './belief.ts';
import { answeredBy } from './response.ts';
import { waveSize } from './wave.ts';

/** What a policy may know: what the real system knows. Times in minutes from the first call. */
export interface CallState {
  readonly now: number;
  readonly deadline: number;
  readonly places: number;
  readonly eligible: number;
  readonly invitations: readonly Invitation[];
}

/** How many more to call now; asked every two minutes. */
export type Policy = (state: CallState) => number;

const WAVE = 15;
const COVIDLISTE_TICK = 10;
/** An invitation of this age without an answer counts as refused. */
const TIMEOUT = 30;

const yesIn = ({ invitations }: CallState) =>
  invitations.filter(({ reply }) => reply === 'yes').length;

const everyMinutes =
  (minutes: number, policy: Policy): Policy =>
  (state) =>
    state.now % minutes === 0 ? policy(state) : 0;

/**
 * Rules seen in the field, to compare with (sources in `docs/decisions/0062`). `waves`: three times the
 * places every quarter of an hour; `doubling`: as many as places, then twice as many each time;
 * `keep-live`: two invitations alive per place left; `covidliste`: its last production rule.
 */
export const POLICIES: Readonly<Record<PolicyName, Policy>> = {
  adaptive: waveSize,
  broadcast: ({ eligible }) => eligible,
  waves: everyMinutes(WAVE, ({ places }) => 3 * places),
  doubling: everyMinutes(WAVE, ({ places, now }) => places * 2 ** (now / WAVE)),
  'keep-live': (state) => {
    const live = state.invitations.filter(
      ({ reply, sentAt }) => !reply && state.now - sentAt < TIMEOUT,
    ).length;
    return Math.max(0, 2 * (state.places - yesIn(state)) - live);
  },
  covidliste: everyMinutes(COVIDLISTE_TICK, (state) => {
    const { invitations, places, now } = state;
    const called = invitations.length;
    if (called === 0) return 20 * places;
    const confirmed = invitations.filter(({ reply }) => reply === 'yes');
    const projected = Math.min(
      called,
      confirmed.reduce((sum, { sentAt }) => sum + 1 / Math.max(answeredBy(now - sentAt), 0.01), 0),
    );
    const rate = Math.max(projected / called, 0.01);
    const brake = Math.min(Math.max(confirmed.length / 15, 0.25), 0.9);
    return Math.ceil((Math.max(0, places - projected) / rate) * brake);
  }),
};

export const POLICY_NAMES = [
  'adaptive',
  'broadcast',
  'waves',
  'doubling',
  'keep-live',
  'covidliste',
] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];
