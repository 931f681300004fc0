import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import type {
  AnswerKey,
  FileCheck,
  FileFacts,
  Place,
  Point,
  Response,
  Tolerance,
} from './answer-key.ts';
import { isAccepted, normalised } from './short-text.ts';

export interface Score {
  /** All of it: what the adaptive engine hears. */
  readonly right: boolean;
  /** Share of the points, from 0 to 1, for exercises; never for the measured ability. */
  readonly credit: number;
}

export type ResponseError =
  /** An answer of another kind than the question. */
  | 'not_an_answer_to_this'
  /** A choice, a left or a right that the item does not have, or the same twice. */
  | 'not_a_choice'
  /** `detail.most` characters. */
  | 'too_long'
  /** `detail.most` points. */
  | 'too_many_points';

export const LONGEST_TEXT = 500;
export const MOST_POINTS = 20;

/** The score of an answer. A skipped item is wrong. */
export function scoreResponse(key: AnswerKey, response: Response): Result<Score, ResponseError> {
  if (response.kind === 'skipped') return ok({ right: false, credit: 0 });
  switch (key.kind) {
    case 'single':
      if (response.kind !== 'single') return refuse('not_an_answer_to_this');
      if (!key.choices.includes(response.choice)) return refuse('not_a_choice');
      return all(response.choice === key.right);
    case 'multiple':
      if (response.kind !== 'multiple') return refuse('not_an_answer_to_this');
      return multiple(key.choices, key.right, response.choices);
    case 'ordering':
      if (response.kind !== 'ordering') return refuse('not_an_answer_to_this');
      return ordering(key.order, response.order);
    case 'matching':
      if (response.kind !== 'matching') return refuse('not_an_answer_to_this');
      return matching(key, response.pairs);
    case 'text':
      if (response.kind !== 'text') return refuse('not_an_answer_to_this');
      if (response.text.length > LONGEST_TEXT) return refuse('too_long', { most: LONGEST_TEXT });
      return all(isAccepted(response.text, key.accepted, key.level));
    case 'number':
      if (response.kind !== 'number') return refuse('not_an_answer_to_this');
      if (response.text.length > LONGEST_TEXT) return refuse('too_long', { most: LONGEST_TEXT });
      return all(isNear(readNumber(response.text), key.value, key.tolerance));
    case 'hotspot':
      if (response.kind !== 'hotspot') return refuse('not_an_answer_to_this');
      if (response.points.length > MOST_POINTS) {
        return refuse('too_many_points', { most: MOST_POINTS });
      }
      return hotspot(key.places, response.points);
    case 'file':
      if (response.kind !== 'file') return refuse('not_an_answer_to_this');
      return share(
        key.checks.filter((check) => passes(check, response.file)).length,
        key.checks.length,
      );
  }
}

function all(right: boolean): Result<Score, ResponseError> {
  return ok({ right, credit: right ? 1 : 0 });
}

function share(hits: number, of: number): Result<Score, ResponseError> {
  return ok({ right: hits === of, credit: of === 0 ? 1 : Math.max(0, hits / of) });
}

/** A wrong choice takes away what a right one gives, so that ticking everything earns nothing. */
function multiple(
  choices: readonly string[],
  right: readonly string[],
  chosen: readonly string[],
): Result<Score, ResponseError> {
  const distinct = new Set(chosen);
  if (distinct.size !== chosen.length || chosen.some((one) => !choices.includes(one))) {
    return refuse('not_a_choice');
  }
  const hits = right.filter((one) => distinct.has(one)).length;
  const wrong = chosen.length - hits;
  const credit = Math.max(0, (hits - wrong) / right.length);
  return ok({ right: hits === right.length && wrong === 0, credit });
}

/** Credit: the share of the pairs that stand in the right order, over what chance gives (a half). */
function ordering(
  order: readonly string[],
  given: readonly string[],
): Result<Score, ResponseError> {
  const places = given.map((one) => order.indexOf(one));
  if (new Set(places).size !== order.length || places.includes(-1)) return refuse('not_a_choice');
  let inOrder = 0;
  let pairs = 0;
  for (let i = 0; i < places.length; i++) {
    for (let j = i + 1; j < places.length; j++) {
      pairs++;
      if (places[i]! < places[j]!) inOrder++;
    }
  }
  const credit = pairs === 0 ? 1 : Math.max(0, (2 * inOrder) / pairs - 1);
  return ok({ right: inOrder === pairs, credit });
}

function matching(
  { pairs, extra }: Extract<AnswerKey, { kind: 'matching' }>,
  given: Readonly<Record<string, string>>,
): Result<Score, ResponseError> {
  const rights = new Set([...Object.values(pairs), ...extra]);
  for (const [left, right] of Object.entries(given)) {
    if (!Object.hasOwn(pairs, left) || !rights.has(right)) return refuse('not_a_choice');
  }
  const lefts = Object.keys(pairs);
  return share(lefts.filter((left) => given[left] === pairs[left]).length, lefts.length);
}

/**
 * A number as people write it: comma or point for decimals, spaces between thousands, a unit behind.
 * `undefined` when it is none, or could be read in two ways ("1,234.5").
 */
export function readNumber(text: string): number | undefined {
  const found = /^\s*([+-]?)\s*(\d[\d\s\u00a0\u202f']*)(?:[.,](\d+))?\s*[\p{L}%°€$]*\s*$/u.exec(
    text.replace(/\u2212/g, '-'),
  );
  if (!found) return undefined;
  const whole = found[2]!.replace(/[\s\u00a0\u202f']/g, '');
  return Number(`${found[1]}${whole}.${found[3] ?? '0'}`);
}

function isNear(given: number | undefined, value: number, tolerance: Tolerance): boolean {
  if (given === undefined) return false;
  const most = tolerance.kind === 'absolute' ? tolerance.by : Math.abs(value) * tolerance.share;
  // What is written 0.3 is not exactly three tenths.
  return Math.abs(given - value) <= most + 1e-9 * Math.max(1, Math.abs(value));
}

/** Each point must hit a place, and each place be hit; a point beside takes away what a hit gives. */
function hotspot(places: readonly Place[], points: readonly Point[]): Result<Score, ResponseError> {
  const hit = places.filter((place) => points.some((point) => isInside(place, point))).length;
  const beside = points.filter((point) => !places.some((place) => isInside(place, point))).length;
  const credit = Math.max(0, (hit - beside) / places.length);
  return ok({ right: hit === places.length && beside === 0, credit });
}

export function isInside(place: Place, { x, y }: Point): boolean {
  switch (place.shape) {
    case 'circle':
      return (x - place.x) ** 2 + (y - place.y) ** 2 <= place.radius ** 2;
    case 'rectangle':
      return (
        x >= place.x && x <= place.x + place.width && y >= place.y && y <= place.y + place.height
      );
    case 'polygon': {
      let inside = false;
      const { points } = place;
      for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
        const [a, b] = [points[i]!, points[j]!];
        const crosses = a.y > y !== b.y > y;
        if (crosses && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
      }
      return inside;
    }
  }
}

function passes(check: FileCheck, file: FileFacts): boolean {
  switch (check.what) {
    case 'type':
      return check.types.includes(file.type);
    case 'name':
      return normalised(file.name, 'spelling') === normalised(check.name, 'spelling');
    case 'contains':
      return normalised(file.text, 'loose').includes(normalised(check.text, 'loose'));
    case 'cell': {
      const cell = file.cells[check.row - 1]?.[check.column - 1] ?? '';
      const [given, expected] = [readNumber(cell), readNumber(check.value)];
      if (given !== undefined && expected !== undefined) return Math.abs(given - expected) < 1e-6;
      return normalised(cell, 'spelling') === normalised(check.value, 'spelling');
    }
  }
}
