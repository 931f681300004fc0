import { publicCount, publicTable } from '#platform/kernel/small-counts.ts';
import { BANDS, type Band, PURPOSES, type Purpose } from './vocabularies.ts';

/** One kind of visit in one month, as the desk counted it. */
export interface VisitRow {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly band: Band | null;
  readonly purpose: Purpose;
  readonly people: number;
  /** Records that stand for more than one person. */
  readonly groups: number;
}

export interface BookingRow {
  readonly month: string;
  readonly booked: number;
  readonly arrived: number;
  readonly missed: number;
  readonly cancelled: number;
}

/**
 * What a year in a space was.
 * `visits`: people through the door, each counted once a day when known, as tapped otherwise.
 * `known`: different people who let their visits be theirs. `young`: visits of 13 to 29.
 */
export interface YearOfSpace {
  readonly year: number;
  readonly visits: number;
  readonly known: number;
  readonly groups: number;
  readonly daysOpen: number;
  readonly byMonth: readonly { readonly month: string; readonly visits: number }[];
  readonly byBand: Readonly<Record<Band | 'unsaid', number>>;
  readonly byPurpose: Readonly<Record<Purpose, number>>;
  readonly bookings: Omit<BookingRow, 'month'>;
}

export function yearOf(
  year: number,
  rows: readonly VisitRow[],
  bookings: readonly BookingRow[],
  counted: { readonly known: number; readonly daysOpen: number },
): YearOfSpace {
  const sum = (wanted: (row: VisitRow) => boolean) =>
    rows.filter(wanted).reduce((total, { people }) => total + people, 0);
  const add = (pick: (row: BookingRow) => number) =>
    bookings.reduce((total, row) => total + pick(row), 0);
  const months = Array.from(
    { length: 12 },
    (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`,
  );
  return {
    year,
    ...counted,
    visits: sum(() => true),
    groups: rows.reduce((total, { groups }) => total + groups, 0),
    byMonth: months.map((month) => ({ month, visits: sum((row) => row.month === month) })),
    byBand: record([...BANDS, 'unsaid'], (band) => sum((row) => (row.band ?? 'unsaid') === band)),
    byPurpose: record(PURPOSES, (purpose) => sum((row) => row.purpose === purpose)),
    bookings: {
      booked: add((row) => row.booked),
      arrived: add((row) => row.arrived),
      missed: add((row) => row.missed),
      cancelled: add((row) => row.cancelled),
    },
  };
}

function record<Key extends string>(keys: readonly Key[], value: (key: Key) => number) {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, number>;
}

/** One line of the yearly evaluation; undefined stands for fewer than five. */
export interface EvaluationLine {
  readonly indicator: string;
  readonly value: number | undefined;
}

/** What leaves the space: no cell lets a person be found, alone or by subtraction. */
export function evaluationOf(year: YearOfSpace): readonly EvaluationLine[] {
  const bands = publicTable(year.byBand);
  const purposes = publicTable(year.byPurpose);
  const months = publicTable(
    Object.fromEntries(year.byMonth.map(({ month, visits }) => [month, visits])),
  );
  const slots = publicTable(year.bookings);
  const lines = (prefix: string, cells: Readonly<Record<string, number | undefined>>) =>
    Object.entries(cells).map(([key, value]) => ({ indicator: `${prefix}_${key}`, value }));
  return [
    { indicator: 'days_open', value: year.daysOpen },
    { indicator: 'visits', value: publicCount(year.visits) },
    { indicator: 'known_people', value: publicCount(year.known) },
    { indicator: 'groups', value: publicCount(year.groups) },
    ...lines('band', bands.cells),
    ...lines('purpose', purposes.cells),
    ...lines('month', months.cells),
    ...lines('slots', slots.cells),
  ];
}
