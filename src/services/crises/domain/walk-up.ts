import { ageOn, type DateString, isDateString } from '#platform/kernel/dates.ts';
import { ok, type Result } from '#platform/kernel/result.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';

/** A spontaneous volunteer, from the form or the door to the way home. */
export type WalkUpState =
  | 'waiting'
  | 'convened'
  | 'arrived'
  | 'on_site'
  | 'left'
  | 'refused'
  | 'withdrawn'
  | 'released';
export type WalkUpEvent =
  | 'queue'
  | 'convene'
  | 'arrive'
  | 'send'
  | 'leave'
  | 'refuse'
  | 'withdraw'
  | 'release';

/** `none` is somebody not yet known. Being convened or sent again is a change of time or site. */
export const WALK_UP: Transitions<WalkUpState | 'none', WalkUpEvent> = {
  none: { queue: 'waiting', convene: 'convened', arrive: 'arrived' },
  waiting: {
    convene: 'convened',
    arrive: 'arrived',
    refuse: 'refused',
    withdraw: 'withdrawn',
    release: 'released',
  },
  convened: {
    queue: 'waiting',
    convene: 'convened',
    arrive: 'arrived',
    refuse: 'refused',
    withdraw: 'withdrawn',
    release: 'released',
  },
  arrived: { send: 'on_site', refuse: 'refused', leave: 'left' },
  on_site: { send: 'on_site', leave: 'left' },
  left: { arrive: 'arrived' },
  refused: { arrive: 'arrived' },
  withdrawn: { queue: 'waiting', convene: 'convened', arrive: 'arrived' },
  released: { queue: 'waiting', convene: 'convened', arrive: 'arrived' },
};

/** States that hold a place of the slot they name. */
export const HOLDS_SLOT: ReadonlySet<WalkUpState | 'none'> = new Set([
  'convened',
  'arrived',
  'on_site',
]);

/** Where somebody stands: `slotId` is the place they hold, or held when they left. */
export interface Standing {
  readonly state: WalkUpState;
  readonly slotId: string | null;
  readonly refusal: Refusal | null;
}

/** At the reception or on a site. */
export function isThere(state: WalkUpState | 'none'): boolean {
  return state === 'arrived' || state === 'on_site';
}

export const UNKNOWN = { state: 'none', slotId: null } as const;

/** The only way a standing changes. A slot that is not named is the one already held. */
export function step(
  before: { readonly state: WalkUpState | 'none'; readonly slotId: string | null },
  event: WalkUpEvent,
  with_: { readonly slotId?: string | undefined; readonly refusal?: Refusal | undefined } = {},
): Result<Standing, 'transition_not_allowed'> {
  const next = transition(WALK_UP, before.state, event);
  if (!next.ok) return next;
  const state = next.value as WalkUpState;
  const held = HOLDS_SLOT.has(before.state) ? before.slotId : null;
  const slotId = HOLDS_SLOT.has(state) ? (with_.slotId ?? held) : state === 'left' ? held : null;
  return ok({ state, slotId, refusal: state === 'refused' ? (with_.refusal ?? 'other') : null });
}

/** The place that a standing takes away from others. */
export function seatOf(standing: {
  readonly state: WalkUpState | 'none';
  readonly slotId: string | null;
}): string | null {
  return HOLDS_SLOT.has(standing.state) ? standing.slotId : null;
}

export type IntakeState = 'open' | 'stopped';
export type IntakeEvent = 'stop' | 'reopen';

export const INTAKE: Transitions<IntakeState, IntakeEvent> = {
  open: { stop: 'stopped' },
  stopped: { reopen: 'open' },
};

/** What somebody says they can do, in the words of the form. */
export const CAN = ['hands', 'care', 'kitchen', 'drive', 'admin', 'languages'] as const;
export type Can = (typeof CAN)[number];

/** What spontaneous volunteers are asked to do; nothing that needs training. */
export const WALK_UP_TASKS = [
  'clean_up',
  'sort_donations',
  'meals',
  'welcome',
  'neighbours',
  'sandbags',
] as const;
export type WalkUpTask = (typeof WALK_UP_TASKS)[number];

/** Why somebody is not accepted; ISO 22319 asks to record it. */
export const REFUSALS = ['too_young', 'unfit', 'no_task', 'behaviour', 'other'] as const;
export type Refusal = (typeof REFUSALS)[number];

export const MOST_IN_GROUP = 20;
const OLDEST = 110;

/** Of the rules and the consent beside the boxes; a test keeps the sentences of a version as they are. */
export const TERMS_VERSION = '2026-11-a';
/** After the end of a crisis, what is known of those who did not join the register is erased. */
export const WALK_UP_KEPT_DAYS = 90;

export type AgeProblem = 'too_young' | 'adult_missing' | 'birth_date_missing' | 'birth_date_wrong';

/**
 * At 18, the person's word is enough; a higher age is reckoned from the birth date. Nobody is taken
 * on a guess.
 */
export function ageProblem(
  minimumAge: number,
  said: { readonly adult: boolean; readonly birthDate: DateString | null },
  today: DateString,
): AgeProblem | undefined {
  const { birthDate } = said;
  if (birthDate === null) {
    if (minimumAge > 18) return 'birth_date_missing';
    return said.adult ? undefined : 'adult_missing';
  }
  if (!isDateString(birthDate)) return 'birth_date_wrong';
  const age = ageOn(birthDate, today);
  if (age < 0 || age > OLDEST) return 'birth_date_wrong';
  return age < Math.max(18, minimumAge) ? 'too_young' : undefined;
}
