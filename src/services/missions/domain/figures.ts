import { publicTable, SMALLEST_PUBLIC_COUNT } from '#platform/kernel/small-counts.ts';

/** What is counted over a period, for a whole, a theme or a department. */
export interface Counts {
  /** Published in the period, partners' left out. */
  readonly missions: number;
  /** Of these, done from home or possible from home. */
  readonly remote: number;
  readonly places: number;
  /** Places that somebody holds or held to the end. */
  readonly held: number;
  /** Made in the period; questions without commitment left out. */
  readonly applications: number;
  /** Those to which the association wrote or decided something. */
  readonly answered: number;
  /** Those released after the delay without a word of the association. */
  readonly unanswered: number;
  /** From the application to the first word or decision; null when nothing was answered. */
  readonly medianAnswerMinutes: number | null;
  readonly completed: number;
  readonly noShows: number;
  readonly confirmedMinutes: number;
  /** People with confirmed minutes. */
  readonly people: number;
}

export const NO_COUNTS: Counts = {
  missions: 0,
  remote: 0,
  places: 0,
  held: 0,
  applications: 0,
  answered: 0,
  unanswered: 0,
  medianAnswerMinutes: null,
  completed: 0,
  noShows: 0,
  confirmedMinutes: 0,
  people: 0,
};

/** In the order in which they are shown; each has a written definition in the messages. */
export const INDICATORS = [
  'missions',
  'applications',
  'unanswered_rate',
  'median_answer_hours',
  'fill_rate',
  'no_show_rate',
  'hours',
  'remote_share',
] as const;
export type Indicator = (typeof INDICATORS)[number];

/** Rates in whole percent, hours with one decimal; null when there is nothing to divide by, or not told. */
export type Indicators = Readonly<Record<Indicator, number | null>>;

export function indicatorsOf(counts: Counts): Indicators {
  return {
    missions: counts.missions,
    applications: counts.applications,
    unanswered_rate: percent(counts.unanswered, counts.answered + counts.unanswered),
    median_answer_hours:
      counts.medianAnswerMinutes === null ? null : hours(counts.medianAnswerMinutes),
    fill_rate: percent(counts.held, counts.places),
    no_show_rate: percent(counts.noShows, counts.noShows + counts.completed),
    hours: hours(counts.confirmedMinutes),
    remote_share: percent(counts.remote, counts.missions),
  };
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole);
}

function hours(minutes: number): number {
  return Math.round(minutes / 6) / 10;
}

/**
 * The indicators of each theme or department, for everybody. What a handful of people did is not told:
 * applications and hours of fewer than five, a second cell when one alone would be given away by the
 * total, and a rate of one to four people. Missions are public one by one, so their number is told.
 */
export function publicIndicators<Key extends string>(
  cells: Readonly<Record<Key, Counts>>,
): Record<Key, Indicators> {
  const keys = Object.keys(cells) as Key[];
  const shown = (count: (counts: Counts) => number) =>
    publicTable(
      Object.fromEntries(keys.map((key) => [key, count(cells[key])])) as Record<Key, number>,
    ).cells;
  const applications = shown((counts) => counts.applications);
  const people = shown((counts) => counts.people);
  return Object.fromEntries(
    keys.map((key) => {
      const counts = cells[key];
      const all = indicatorsOf(counts);
      const isHidden = applications[key] === undefined;
      return [
        key,
        {
          ...all,
          applications: isHidden ? null : all.applications,
          unanswered_rate: isHidden || isFew(counts.unanswered) ? null : all.unanswered_rate,
          median_answer_hours:
            isHidden || counts.answered < SMALLEST_PUBLIC_COUNT ? null : all.median_answer_hours,
          fill_rate: isHidden || isFew(counts.held) ? null : all.fill_rate,
          no_show_rate:
            isHidden || isFew(counts.noShows) || isFew(counts.completed) ? null : all.no_show_rate,
          hours: people[key] === undefined ? null : all.hours,
        },
      ];
    }),
  ) as Record<Key, Indicators>;
}

/** Some, but so few that they could be recognised. */
function isFew(count: number): boolean {
  return count > 0 && count < SMALLEST_PUBLIC_COUNT;
}
