import type { Answer, Outcome } from './places.ts';
import type { NeedState, PlaceState } from './states.ts';

/** What a crisis leaves behind, as rows; a person is whoever has this id. */
export interface ReportRows {
  readonly needs: readonly ReportNeed[];
  readonly alerts: readonly {
    readonly needId: string;
    readonly personId: string;
    readonly at: Date;
  }[];
  readonly replies: readonly ReportReply[];
  readonly places: readonly {
    readonly needId: string;
    readonly personId: string;
    readonly state: PlaceState;
  }[];
  readonly presences: readonly ReportPresence[];
  readonly log: readonly ReportEntry[];
  /** Sum of the hours that the officer has confirmed, in minutes; absent: none are. */
  readonly confirmedMinutes?: number | undefined;
}

export interface ReportNeed {
  readonly id: string;
  readonly position: string;
  readonly siteId: string;
  readonly places: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly status: NeedState;
}

export interface ReportReply {
  readonly needId: string;
  readonly personId: string;
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly at: Date;
}

export interface ReportPresence {
  readonly personKind: 'volunteer' | 'walk_up';
  readonly personId: string;
  readonly siteId: string;
  readonly from: Date;
  /** Absent: nobody saw them leave. */
  readonly to?: Date;
}

export interface ReportEntry {
  readonly number: number;
  readonly at: Date;
  readonly kind: string;
  readonly author: string | null;
  readonly detail: unknown;
}

/** Figures of one need, or of the whole crisis; "person" counts once per need. */
export interface CallFigures {
  readonly places: number;
  readonly called: number;
  readonly answered: number;
  readonly yes: number;
  /** Hold a place at the end. */
  readonly confirmed: number;
  /** Said yes, were told that there was no place, and never got one. */
  readonly turnedAway: number;
  /** Were in reserve, then got a place. */
  readonly reserveUsed: number;
  /** Had a place and gave it back. */
  readonly withdrew: number;
  /** Hold a place of a shift that is over and were not seen on site; null where nobody was checked in. */
  readonly noShows: number | null;
}

export interface NeedReport extends CallFigures {
  readonly need: ReportNeed;
  /** From the first message to the moment when every place was taken; null when it never was. */
  readonly minutesToFill: number | null;
}

export interface CrisisReport {
  readonly total: CallFigures;
  readonly needs: readonly NeedReport[];
  readonly peopleCalled: number;
  /** First answer of those called, in minutes after the message: cumulative shares, 0 to 1. */
  readonly latency: readonly { readonly minutes: number; readonly share: number }[];
  readonly medianMinutes: number | null;
  readonly presence: PresenceFigures;
  readonly exclusions: readonly { readonly reason: string; readonly count: number }[];
  readonly decisions: readonly ReportEntry[];
}

export interface PresenceFigures {
  readonly volunteers: number;
  readonly walkUps: number;
  readonly hours: number;
  /** As corrected and confirmed; else as counted from arrivals and departures. */
  readonly hoursConfirmed: boolean;
  /** Nobody saw them leave: counted as present, without hours. */
  readonly open: number;
  readonly peak: number;
  /** People on site at evenly spaced moments. */
  readonly curve: readonly { readonly at: Date; readonly people: number }[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Somebody seen up to this long before or after a shift came for it. */
const AROUND_SHIFT = 2 * HOUR;
export const LATENCY_MARKS = [
  0, 1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 720, 1440,
] as const;
const CURVE_POINTS = 25;

/** Needs that were cancelled keep their calls and answers, and have no place to fill. */
export function reportOf(rows: ReportRows, now: Date): CrisisReport {
  const needs = rows.needs.map((need) => needReport(rows, need, now));
  const delays = firstAnswerDelays(rows);
  return {
    needs,
    total: sumOf(needs),
    peopleCalled: new Set(rows.alerts.map(({ personId }) => personId)).size,
    latency: LATENCY_MARKS.map((minutes) => ({
      minutes,
      share: ratio(delays.filter((delay) => delay <= minutes).length, delays.length) ?? 0,
    })),
    medianMinutes: median(delays),
    presence: presenceFigures(rows.presences, now, rows.confirmedMinutes),
    exclusions: exclusionsOf(rows.log),
    decisions: rows.log.filter(({ author }) => author !== null),
  };
}

export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function needReport(rows: ReportRows, need: ReportNeed, now: Date): NeedReport {
  const ofNeed = <T extends { readonly needId: string }>(all: readonly T[]) =>
    all.filter(({ needId }) => needId === need.id);
  const alerts = ofNeed(rows.alerts);
  const called = new Set(alerts.map(({ personId }) => personId));
  const stories = [
    ...Map.groupBy(
      ofNeed(rows.replies).toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      ({ personId }) => personId,
    ),
  ];
  const count = (test: (replies: readonly ReportReply[]) => boolean) =>
    stories.filter(([, replies]) => test(replies)).length;
  const confirmed = ofNeed(rows.places).filter(({ state }) => state === 'confirmed');
  return {
    need,
    places: need.status === 'cancelled' ? 0 : need.places,
    called: called.size,
    answered: stories.filter(([personId]) => called.has(personId)).length,
    yes: count((replies) => replies.some(({ answer }) => answer === 'yes')),
    confirmed: confirmed.length,
    turnedAway: count(wasTurnedAway),
    reserveUsed: count(cameFromReserve),
    withdrew: count(gaveBack),
    noShows: noShowsOf(rows.presences, need, confirmed, now),
    minutesToFill: minutesToFill(rows.log, need, alerts),
  };
}

function wasTurnedAway(replies: readonly ReportReply[]): boolean {
  const last = replies.at(-1);
  return (
    last?.answer === 'yes' &&
    (last.outcome === 'reserve' || last.outcome === 'closed') &&
    !replies.some(({ outcome }) => outcome === 'confirmed')
  );
}

function cameFromReserve(replies: readonly ReportReply[]): boolean {
  const queued = replies.findIndex(({ outcome }) => outcome === 'reserve');
  return queued >= 0 && replies.slice(queued).some(({ outcome }) => outcome === 'confirmed');
}

function gaveBack(replies: readonly ReportReply[]): boolean {
  const held = replies.findIndex(({ outcome }) => outcome === 'confirmed');
  return held >= 0 && replies.slice(held).some(({ outcome }) => outcome === 'withdrawn');
}

function noShowsOf(
  presences: readonly ReportPresence[],
  need: ReportNeed,
  confirmed: readonly { readonly personId: string }[],
  now: Date,
): number | null {
  if (need.status === 'cancelled' || need.endsAt > now) return 0;
  const seen = peopleSeen(presences, need, now);
  return seen ? confirmed.filter(({ personId }) => !seen.has(personId)).length : null;
}

/** Volunteers seen around a shift; undefined where nobody was checked in. */
export function peopleSeen(
  presences: readonly ReportPresence[],
  need: ReportNeed,
  now: Date,
): ReadonlySet<string> | undefined {
  const from = need.startsAt.getTime() - AROUND_SHIFT;
  const to = need.endsAt.getTime() + AROUND_SHIFT;
  const around = presences.filter(
    (one) => one.from.getTime() <= to && (one.to ?? now).getTime() >= from,
  );
  if (!around.some(({ siteId }) => siteId === need.siteId)) return undefined;
  // On any site of the crisis: a site leader may have sent somebody where they were needed.
  return new Set(
    around.filter(({ personKind }) => personKind === 'volunteer').map(({ personId }) => personId),
  );
}

function minutesToFill(
  log: readonly ReportEntry[],
  need: ReportNeed,
  alerts: readonly { readonly at: Date }[],
): number | null {
  const filled = log.find(
    ({ kind, detail }) => kind === 'need_filled' && (detail as { need?: unknown }).need === need.id,
  );
  if (!filled || alerts.length === 0) return null;
  const first = Math.min(...alerts.map(({ at }) => at.getTime()));
  return Math.max(0, (filled.at.getTime() - first) / MINUTE);
}

function sumOf(needs: readonly NeedReport[]): CallFigures {
  const sum = (value: (need: NeedReport) => number) =>
    needs.reduce((total, need) => total + value(need), 0);
  const known = needs.some(({ noShows, need, confirmed }) =>
    need.status === 'cancelled' || confirmed === 0 ? false : noShows !== null,
  );
  return {
    places: sum(({ places }) => places),
    called: sum(({ called }) => called),
    answered: sum(({ answered }) => answered),
    yes: sum(({ yes }) => yes),
    confirmed: sum(({ confirmed }) => confirmed),
    turnedAway: sum(({ turnedAway }) => turnedAway),
    reserveUsed: sum(({ reserveUsed }) => reserveUsed),
    withdrew: sum(({ withdrew }) => withdrew),
    noShows: known ? sum(({ noShows }) => noShows ?? 0) : null,
  };
}

function firstAnswerDelays({ alerts, replies }: ReportRows): number[] {
  const key = (one: { readonly needId: string; readonly personId: string }) =>
    `${one.needId} ${one.personId}`;
  const first = new Map<string, number>();
  for (const reply of replies) {
    const before = first.get(key(reply));
    first.set(key(reply), Math.min(before ?? Number.POSITIVE_INFINITY, reply.at.getTime()));
  }
  return alerts.flatMap((alert) => {
    const answered = first.get(key(alert));
    return answered === undefined ? [] : [Math.max(0, (answered - alert.at.getTime()) / MINUTE)];
  });
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}

/** One person at two sites at once is one person, and one hour is one hour. */
export function presenceFigures(
  presences: readonly ReportPresence[],
  now: Date,
  confirmedMinutes?: number,
): PresenceFigures {
  const people = [...Map.groupBy(presences, (one) => `${one.personKind} ${one.personId}`)];
  const count = (kind: string) => people.filter(([key]) => key.startsWith(kind)).length;
  const stays = people.flatMap(([, own]) => united(own, now));
  const peopleAt = (time: number) =>
    stays.filter(({ from, to }) => from <= time && time < to).length;
  const start = Math.min(...stays.map(({ from }) => from));
  const end = Math.max(...stays.map(({ to }) => to));
  const step = Math.max(15 * MINUTE, Math.ceil((end - start) / (CURVE_POINTS - 1) / HOUR) * HOUR);
  const origin = Math.floor(start / HOUR) * HOUR;
  return {
    volunteers: count('volunteer'),
    walkUps: count('walk_up'),
    hours:
      confirmedMinutes === undefined
        ? people.reduce((total, [, own]) => total + hoursOf(own), 0)
        : confirmedMinutes / 60,
    hoursConfirmed: confirmedMinutes !== undefined,
    open: presences.filter(({ to }) => !to).length,
    peak: Math.max(0, ...stays.map(({ from }) => peopleAt(from))),
    curve:
      stays.length === 0
        ? []
        : Array.from({ length: Math.max(1, Math.ceil((end - origin) / step)) + 1 }, (_, i) => {
            const at = origin + i * step;
            return { at: new Date(at), people: peopleAt(at) };
          }),
  };
}

/** Hours of one person, of the presences whose two ends are known. */
export function hoursOf(presences: readonly ReportPresence[]): number {
  const ended = presences.filter(({ to }) => to !== undefined);
  return united(ended, new Date(0)).reduce((sum, { from, to }) => sum + (to - from) / HOUR, 0);
}

function united(presences: readonly ReportPresence[], now: Date): { from: number; to: number }[] {
  const stays: { from: number; to: number }[] = [];
  for (const one of presences.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const from = one.from.getTime();
    const to = Math.max(from, (one.to ?? now).getTime());
    const last = stays.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else stays.push({ from, to });
  }
  return stays;
}

/** Who was out when the call-outs began, by reason: the latest count of each need, added up. */
function exclusionsOf(log: readonly ReportEntry[]): CrisisReport['exclusions'] {
  const byNeed = new Map<unknown, Readonly<Record<string, number>>>();
  for (const { kind, detail } of log) {
    const { need, excluded } = detail as { need?: unknown; excluded?: Record<string, number> };
    if ((kind === 'call_started' || kind === 'call_everyone') && excluded) {
      byNeed.set(need, excluded);
    }
  }
  const sums = new Map<string, number>();
  for (const counts of byNeed.values()) {
    for (const [reason, count] of Object.entries(counts)) {
      sums.set(reason, (sums.get(reason) ?? 0) + count);
    }
  }
  return [...sums].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
