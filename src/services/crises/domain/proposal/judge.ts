import {
  continues,
  dayOf,
  type Episode,
  type EpisodeDay,
  type EpisodeKey,
  sameKey,
  summaryOf,
  withoutDays,
} from './episode.ts';
import type { Hazard } from './hazard.ts';
import { highest, isAtLeast, LEVELS, type Level } from './level.ts';
import { admit, type Message, type Received } from './received.ts';
import {
  type DepartmentsOfShapes,
  type Situation,
  type SituationNote,
  situationsOf,
} from './situation.ts';

export type Action = 'propose' | 'update' | 'merge' | 'cancel' | 'exercise' | 'ignore' | 'refuse';

export interface Decision {
  readonly action: Action;
  /** What an `exercise` does among exercises; else the action itself. */
  readonly effect: Exclude<Action, 'exercise'>;
  readonly reason: string;
  readonly level: Level | null;
  readonly hazard: Hazard | null;
  /** INSEE codes, sorted. */
  readonly departments: readonly string[];
  readonly notes: readonly SituationNote[];
  /** Milliseconds. */
  readonly onset: number | null;
  readonly expires: number | null;
}

/** What is already known that bears on one message. */
export interface Known {
  /** This very message (sender, identifier, sent) was received before. */
  readonly duplicate: boolean;
  /** A message already received cancels or replaces this one, which arrives late. */
  readonly withdrawnBy: 'cancel' | 'update' | null;
  /** Open episodes of this sender: those of the same hazards and departments, and those whose
   * identifiers the message references. */
  readonly episodes: readonly Episode[];
}

export interface Policy {
  /** Below it an alert is kept and shown, and proposes nothing. */
  readonly minimumLevel: Level;
  readonly shapes: DepartmentsOfShapes;
}

export interface Change {
  readonly before: Episode | undefined;
  /** Without days: the episode is over. */
  readonly after: Episode;
  readonly decision: Decision;
}

export interface Judgement {
  /** At least one; several when a message says several things. */
  readonly decisions: readonly Decision[];
  readonly changes: readonly Change[];
}

/** Decides what one message does. Pure; the same for the web, the API and the command line. */
export function judge(received: Received, known: Known, policy: Policy): Judgement {
  const admission = admit(received);
  if (admission.verdict !== 'admitted') return only(admission.verdict, admission.reason);
  const { message } = admission;
  if (known.duplicate) return only('ignore', 'duplicate');
  if (known.withdrawnBy === 'cancel') return only('ignore', 'cancelled_before');
  if (known.withdrawnBy === 'update') return only('ignore', 'superseded');
  const situations = message.msgType === 'Cancel' ? [] : situationsOf(message, policy.shapes);
  if (message.msgType !== 'Cancel' && situations.length === 0) return only('ignore', 'no_info');
  return summarise(new Desk(message, known.episodes, policy).work(situations));
}

interface Outcome {
  readonly change?: Omit<Change, 'decision'>;
  readonly decision: Decision;
}

/** One message on the desk: which episodes it touches and how. */
class Desk {
  readonly #message: Message;
  /** As this message leaves them so far: it may speak twice of one episode. */
  #episodes: readonly Episode[];
  readonly #policy: Policy;
  readonly #touched = new Set<Episode>();

  constructor(message: Message, episodes: readonly Episode[], policy: Policy) {
    this.#message = message;
    this.#episodes = episodes.filter(
      (one) => one.sender === message.sender && one.exercise === message.exercise,
    );
    this.#policy = policy;
  }

  work(situations: readonly Situation[]): Outcome[] {
    const announced = situations.flatMap((situation) => this.#announce(situation));
    const withdrawn = this.#withdraw();
    const outcomes = [...announced, ...withdrawn];
    if (outcomes.length > 0) return outcomes;
    const reason =
      this.#message.references.length === 0 ? 'cancel_without_references' : 'nothing_to_cancel';
    return [{ decision: decision('ignore', reason) }];
  }

  #announce(situation: Situation): Outcome[] {
    if (situation.departments.length === 0) {
      // A French service alerts France: somewhere that we could not find.
      const reason = this.#message.rules.french ? 'area_not_understood' : 'outside_territory';
      return [{ decision: about(situation, 'ignore', reason, []) }];
    }
    return situation.departments.map((department) => this.#announceIn(situation, department));
  }

  #announceIn(situation: Situation, department: string): Outcome {
    const { sender, exercise } = this.#message;
    const key: EpisodeKey = { sender, hazardKey: situation.key, department, exercise };
    const before = this.#episodes.find(
      (one) => sameKey(one, key) && (continues(one, situation.onset) || this.#replaces(one)),
    );
    const lowered = !isAtLeast(situation.level, this.#policy.minimumLevel);
    if (lowered || situation.level === 'green') return this.#clear(situation, department, before);
    if (situation.expires <= this.#message.at) {
      return { decision: about(situation, 'ignore', 'expired', [department]) };
    }
    const date = dayOf(situation.onset);
    const day = before?.days[date];
    if (day && day.sent > this.#message.sent) {
      return { decision: about(situation, 'ignore', 'older_than_known', [department]) };
    }
    const base: Episode = before ?? { ...key, hazard: situation.hazard, days: {} };
    const replaced = withoutDays(base, (one) => this.#isReplaced(one));
    const history = Object.values(base.days).filter((one) => one === day || this.#isReplaced(one));
    const sooner = Math.min(situation.onset, day?.onset ?? situation.onset);
    const twice = before && this.#touched.has(before) ? day : undefined;
    const after: Episode = {
      ...replaced,
      days: {
        ...replaced.days,
        [date]: {
          level: highest([situation.level, ...(twice ? [twice.level] : [])]),
          // During a day the re-issues begin at their own time of issue.
          onset: twice || this.#message.references.length === 0 ? sooner : situation.onset,
          expires: Math.max(situation.expires, twice?.expires ?? 0),
          sent: this.#message.sent,
          identifiers: [
            ...new Set([...history.flatMap((one) => one.identifiers), this.#message.identifier]),
          ],
        },
      },
    };
    return this.#changed(before, after, day !== undefined || history.length > 0, situation.notes);
  }

  /** Green, all clear or below what we propose: what was announced of that day is lifted. */
  #clear(situation: Situation, department: string, before: Episode | undefined): Outcome {
    const reason = situation.level === 'green' ? 'all_clear' : 'below_minimum_level';
    const date = dayOf(situation.onset);
    const after =
      before &&
      withoutDays(
        before,
        (day, one) => this.#isReplaced(day) || (one === date && day.sent < this.#message.sent),
      );
    if (!before || !after || count(after) === count(before)) {
      return { decision: about(situation, 'ignore', reason, [department]) };
    }
    return this.#lifted(before, after, reason);
  }

  /** What referenced messages announced and this one no longer says. */
  #withdraw(): Outcome[] {
    if (this.#message.references.length === 0) return [];
    const cancel = this.#message.msgType === 'Cancel';
    const outcomes: Outcome[] = [];
    for (const before of this.#episodes) {
      if (this.#touched.has(before)) continue;
      const after = withoutDays(before, (day) => this.#isReplaced(day));
      if (count(after) === count(before)) continue;
      outcomes.push(
        this.#lifted(before, after, cancel ? 'cancelled_by_sender' : 'no_longer_covered'),
      );
    }
    return outcomes;
  }

  #lifted(before: Episode, after: Episode, reason: string): Outcome {
    const left = summaryOf(after);
    const shown = left ?? summaryOf(before);
    const effect = left ? 'update' : 'cancel';
    this.#put(before, after);
    return {
      change: { before, after },
      decision: this.#decide(effect, left ? 'period_shortened' : reason, before, shown),
    };
  }

  #changed(
    before: Episode | undefined,
    after: Episode,
    known: boolean,
    notes: readonly SituationNote[],
  ): Outcome {
    const was = summaryOf(before);
    const is = summaryOf(after);
    if (!is) throw new Error('An announced episode has a day');
    this.#put(before, after);
    const [effect, reason] = was ? compare(was, is, known) : (['propose', 'new_alert'] as const);
    return { change: { before, after }, decision: this.#decide(effect, reason, after, is, notes) };
  }

  #put(before: Episode | undefined, after: Episode): void {
    this.#episodes = [...this.#episodes.filter((one) => one !== before), after];
    this.#touched.add(after);
  }

  #decide(
    effect: Decision['effect'],
    reason: string,
    episode: Episode,
    shown: ReturnType<typeof summaryOf>,
    notes: readonly SituationNote[] = [],
  ): Decision {
    return {
      action: this.#message.exercise ? 'exercise' : effect,
      effect,
      reason,
      level: shown?.level ?? null,
      hazard: episode.hazard,
      departments: [episode.department],
      notes,
      onset: shown?.onset ?? null,
      expires: shown?.expires ?? null,
    };
  }

  #isReplaced(day: EpisodeDay): boolean {
    if (day.sent > this.#message.sent) return false;
    return day.identifiers.some((identifier) => this.#message.references.includes(identifier));
  }

  #replaces(episode: Episode): boolean {
    return Object.values(episode.days).some((day) => this.#isReplaced(day));
  }
}

interface Span {
  readonly level: Level;
  readonly onset: number;
  readonly expires: number;
}

function compare(was: Span, is: Span, dayKnown: boolean): ['update' | 'merge', string] {
  const step = LEVELS.indexOf(is.level) - LEVELS.indexOf(was.level);
  if (step > 0) return ['update', 'level_raised'];
  if (step < 0) return ['update', 'level_lowered'];
  if (!dayKnown) return ['merge', 'consecutive_day'];
  if (is.expires > was.expires || is.onset < was.onset) return ['update', 'period_extended'];
  if (is.expires < was.expires) return ['update', 'period_shortened'];
  return ['merge', 'reissue'];
}

function count(episode: Episode): number {
  return Object.keys(episode.days).length;
}

function decision(effect: Decision['effect'], reason: string): Decision {
  return {
    action: effect,
    effect,
    reason,
    level: null,
    hazard: null,
    departments: [],
    notes: [],
    onset: null,
    expires: null,
  };
}

function about(
  situation: Situation,
  effect: 'ignore',
  reason: string,
  departments: readonly string[],
): Decision {
  const { level, hazard, onset, expires, notes } = situation;
  return { action: effect, effect, reason, level, hazard, departments, notes, onset, expires };
}

function only(effect: 'ignore' | 'refuse', reason: string): Judgement {
  return { decisions: [decision(effect, reason)], changes: [] };
}

/** Departments to which the same happens make one decision. */
function summarise(outcomes: readonly Outcome[]): Judgement {
  const groups = Map.groupBy(outcomes, ({ decision: { departments: _, ...rest } }) =>
    JSON.stringify(rest),
  );
  return {
    decisions: [...groups.values()].map((group) => ({
      ...(group[0] as Outcome).decision,
      departments: [...new Set(group.flatMap((o) => o.decision.departments))].sort(),
    })),
    changes: outcomes.flatMap((o) => (o.change ? [{ ...o.change, decision: o.decision }] : [])),
  };
}
