import { addDays, type DateString } from '#platform/kernel/dates.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';

export const LABEL_YEARS = 3;

export type LabelState = 'none' | 'labelled' | 'suspended' | 'expired' | 'withdrawn';
export type LabelEvent = 'grant' | 'renew' | 'suspend' | 'restore' | 'expire' | 'withdraw';

/** The label of a space. `expire` is the clock's, on the day after the last; a suspension does not stop the clock. */
export const LABEL: Transitions<LabelState, LabelEvent> = {
  none: { grant: 'labelled' },
  labelled: {
    renew: 'labelled',
    suspend: 'suspended',
    expire: 'expired',
    withdraw: 'withdrawn',
  },
  suspended: { restore: 'labelled', expire: 'expired', withdraw: 'withdrawn' },
  expired: { grant: 'labelled' },
  withdrawn: { grant: 'labelled' },
};

export interface DatedLabelEvent {
  readonly event: LabelEvent;
  /** First day of its effect. */
  readonly day: DateString;
  /** Last day of the label, for `grant` and `renew`. */
  readonly until: DateString | null;
}

export interface Label {
  readonly state: LabelState;
  /** Last day, included. */
  readonly until: DateString | null;
}

const NO_LABEL: Label = { state: 'none', until: null };

/**
 * What a label was on a day, from its events in the order in which they were recorded. A label whose
 * last day has passed is expired, whether or not the clock has written it.
 */
export function labelOn(events: readonly DatedLabelEvent[], day: DateString): Label {
  const label = events.filter((one) => one.day <= day).reduce(applied, NO_LABEL);
  const isOver = label.until !== null && label.until < day;
  return isOver && isRunning(label.state) ? { ...label, state: 'expired' } : label;
}

function applied(label: Label, { event, day, until }: DatedLabelEvent): Label {
  const isOver = label.until !== null && label.until < day && isRunning(label.state);
  const next = transition(LABEL, isOver && event === 'grant' ? 'expired' : label.state, event);
  return next.ok ? { state: next.value, until: until ?? label.until } : label;
}

function isRunning(state: LabelState): boolean {
  return state === 'labelled' || state === 'suspended';
}

/** Last day of a label that begins on `day`: three years, so that it ends on the eve of the same date. */
export function lastDayOfLabel(day: DateString): DateString {
  const year = String(Number(day.slice(0, 4)) + LABEL_YEARS).padStart(4, '0');
  // A label of 29 February begins again on 1 March.
  const same = day.slice(5) === '02-29' ? `${year}-03-01` : `${year}${day.slice(4)}`;
  return addDays(same, -1);
}

/** A renewal begins where the running label ends, so that asking early costs nothing. */
export function lastDayOfRenewal(until: DateString): DateString {
  return lastDayOfLabel(addDays(until, 1));
}

/** Renewal may be asked for in the last six months. */
export const RENEWAL_DAYS = 183;
/** Days before the end on which the people in charge are written to. */
export const END_REMINDERS = [183, 90, 30] as const;

/** The reminder that is due `daysLeft` days before the end: the nearest one that has been reached. */
export function reminderDue(daysLeft: number): (typeof END_REMINDERS)[number] | undefined {
  if (daysLeft < 0) return undefined;
  return END_REMINDERS.findLast((days) => daysLeft <= days);
}

export function mayRenew(label: Label, today: DateString): boolean {
  return (
    isRunning(label.state) && label.until !== null && addDays(label.until, -RENEWAL_DAYS) <= today
  );
}

export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'changes_asked'
  | 'second_reading'
  | 'granted'
  | 'refused'
  | 'withdrawn'
  | 'appealed'
  | 'upheld';
export type ApplicationEvent =
  | 'submit'
  | 'ask_changes'
  | 'give_opinion'
  | 'grant'
  | 'refuse'
  | 'appeal'
  | 'uphold'
  | 'withdraw';

/**
 * A request for the label. A first reader gives an opinion, a second one decides; an appeal goes to a
 * third, whose answer is the last.
 */
export const APPLICATION: Transitions<ApplicationState, ApplicationEvent> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: {
    ask_changes: 'changes_asked',
    give_opinion: 'second_reading',
    withdraw: 'withdrawn',
  },
  changes_asked: { submit: 'submitted', withdraw: 'withdrawn' },
  second_reading: {
    ask_changes: 'changes_asked',
    grant: 'granted',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  refused: { appeal: 'appealed' },
  appealed: { grant: 'granted', uphold: 'upheld' },
  granted: {},
  withdrawn: {},
  upheld: {},
};

/** States in which the space's people write. */
export const WRITABLE: ReadonlySet<ApplicationState> = new Set(['draft', 'changes_asked']);
/** States in which reviewers owe an answer. */
export const IN_REVIEW: ReadonlySet<ApplicationState> = new Set([
  'submitted',
  'second_reading',
  'appealed',
]);

/** Days for each answer: of the reviewers, then of the space; after these it is reminded. */
export const ANSWER_DAYS: Readonly<Partial<Record<ApplicationState, number>>> = {
  submitted: 30,
  second_reading: 15,
  appealed: 30,
  changes_asked: 60,
};
/** An appeal is possible for two months after the refusal. */
export const APPEAL_DAYS = 60;

export interface Readers {
  readonly firstReader: string | null;
  readonly secondReader: string | null;
}

/** Nobody reads twice: who gave the opinion does not decide, and who decided does not hear the appeal. */
export function mayRead(
  state: ApplicationState,
  { firstReader, secondReader }: Readers,
  reader: string,
): boolean {
  if (state === 'submitted') return true;
  if (state === 'second_reading') return reader !== firstReader;
  if (state === 'appealed') return reader !== firstReader && reader !== secondReader;
  return false;
}
