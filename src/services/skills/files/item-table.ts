import { areaOf } from '../domain/digcomp/referential.ts';
import {
  type AnswerKey,
  type FileCheck,
  type Place,
  TEXT_LEVELS,
  type TextLevel,
} from '../domain/items/answer-key.ts';
import { readNumber } from '../domain/items/score-response.ts';
import {
  type ImportError,
  type ImportErrorCode,
  type Imported,
  type ItemSource,
  letterOf,
} from './item-source.ts';
import { readTable } from './table.ts';

/** What is wrong in a cell. */
export class CellError extends Error {
  readonly code: ImportErrorCode;
  readonly found: string | undefined;
  constructor(code: ImportErrorCode, found?: string) {
    super(code);
    this.code = code;
    this.found = found;
  }
}

/** The text under a title; empty when there is no such column. */
export type Cell = (title: string) => string;

/**
 * Items as a table: columns `id, kind, question, choices, answer, explanation, competence, level, picture`,
 * in any order, the last four optional; several texts in a cell are separated by `|`.
 *
 * | kind | choices | answer |
 * |---|---|---|
 * | single, multiple | texts | the right text, or texts |
 * | ordering | | texts in their order |
 * | matching | rights that serve nobody | `left = right` pairs |
 * | text, text exact, text loose, text typos | | texts accepted |
 * | number | | `3.5`, `3.5 +- 0.1` or `3.5 +- 2 %` |
 * | hotspot | `name = circle x y radius` or `name = rectangle x y width height`, in hundredths | the right names |
 * | file | | `type = text/csv`, `name = budget.csv`, `contains = Total`, `cell B12 = 340` |
 *
 * @throws InputError when the file is not a table
 */
export function readItemTable(bytes: Uint8Array, name: string): Imported {
  const { titles, rows } = readTable(bytes, name);
  const columns = titles.map((title) => title.toLowerCase());
  const items: ItemSource[] = [];
  const errors: ImportError[] = [];
  const ids = new Set<string>();
  for (const { line, cells } of rows) {
    try {
      const item = itemOf((title) => cells[columns.indexOf(title)] ?? '');
      if (ids.has(item.id)) throw new CellError('id_twice', item.id);
      ids.add(item.id);
      items.push(item);
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      const { code, found } = error;
      errors.push({ line, code, ...(found === undefined ? {} : { found }) });
    }
  }
  return { items, errors };
}

/** @throws CellError */
export function itemOf(cell: Cell): ItemSource {
  if (cell('question') === '') throw new CellError('question_missing');
  const competence = cell('competence');
  if (competence !== '' && !areaOf(competence)) {
    throw new CellError('competence_unknown', competence);
  }
  const level = cell('level');
  if (level !== '' && !/^[1-8]$/.test(level)) throw new CellError('level_unknown', level);
  return {
    id: cell('id'),
    prompt: cell('question'),
    ...keyed(cell),
    explanation: cell('explanation'),
    competence: competence || undefined,
    level: level === '' ? undefined : Number(level),
  };
}

type Keyed = Pick<ItemSource, 'key' | 'texts' | 'picture'>;

function keyed(cell: Cell): Keyed {
  const answers = parts(cell('answer'));
  if (answers.length === 0) throw new CellError('right_answer_missing');
  const [kind = '', level = 'spelling'] = cell('kind').toLowerCase().split(/\s+/);
  switch (kind) {
    case 'single':
    case 'multiple':
      return choice(kind, parts(cell('choices')), answers);
    case 'ordering': {
      if (answers.length < 2) throw new CellError('choices_missing');
      const texts = lettered(answers);
      return { key: { kind: 'ordering', order: Object.keys(texts) }, texts };
    }
    case 'matching':
      return matching(answers, parts(cell('choices')));
    case 'text':
      if (!TEXT_LEVELS.includes(level as TextLevel)) throw new CellError('kind_unknown', level);
      return { key: { kind: 'text', accepted: answers, level: level as TextLevel }, texts: {} };
    case 'number':
      return { key: numberKey(answers[0]!), texts: {} };
    case 'hotspot':
      return hotspot(cell('picture'), parts(cell('choices')), answers);
    case 'file':
      return { key: { kind: 'file', checks: answers.map(checkOf) }, texts: {} };
    default:
      throw new CellError('kind_unknown', kind);
  }
}

function parts(cell: string): string[] {
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function lettered(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text, at) => [letterOf(at), text]));
}

function choice(kind: 'single' | 'multiple', texts: readonly string[], answers: readonly string[]) {
  if (texts.length < 2) throw new CellError('choices_missing');
  const right = answers.map((answer) => {
    const at = texts.indexOf(answer);
    if (at < 0) throw new CellError('right_answer_missing', answer);
    return letterOf(at);
  });
  const choices = texts.map((_, at) => letterOf(at));
  if (kind === 'multiple')
    return { key: { kind, choices, right }, texts: lettered(texts) } as const;
  if (right.length > 1) throw new CellError('several_right_answers', String(right.length));
  return { key: { kind, choices, right: right[0]! }, texts: lettered(texts) } as const;
}

function matching(answers: readonly string[], alone: readonly string[]) {
  const texts: Record<string, string> = {};
  const pairs: Record<string, string> = {};
  const rights = new Map<string, string>();
  const idOfRight = (text: string) => {
    const id = rights.get(text) ?? `r${rights.size + 1}`;
    rights.set(text, id);
    texts[id] = text;
    return id;
  };
  for (const [at, answer] of answers.entries()) {
    const [left = '', right = '', ...more] = answer.split('=').map((part) => part.trim());
    if (left === '' || right === '' || more.length > 0)
      throw new CellError('pair_incomplete', answer);
    texts[`l${at + 1}`] = left;
    pairs[`l${at + 1}`] = idOfRight(right);
  }
  return { key: { kind: 'matching', pairs, extra: alone.map(idOfRight) } as const, texts };
}

function hotspot(file: string, named: readonly string[], answers: readonly string[]): Keyed {
  if (!/^[a-z0-9-]+\.svg$/.test(file)) throw new CellError('picture_missing', file);
  if (named.length < 2) throw new CellError('choices_missing');
  const texts: Record<string, string> = {};
  const places: Record<string, Place> = {};
  for (const [at, one] of named.entries()) {
    const [name = '', shape = ''] = one.split('=').map((part) => part.trim());
    texts[letterOf(at)] = name;
    places[letterOf(at)] = placeOf(shape);
  }
  const right = answers.map((answer) => {
    const id = Object.keys(texts).find((one) => texts[one] === answer);
    if (id === undefined) throw new CellError('right_answer_missing', answer);
    return places[id]!;
  });
  return { key: { kind: 'hotspot', places: right }, texts, picture: { file, places } };
}

function placeOf(text: string): Place {
  const [shape, ...written] = text.split(/\s+/);
  const [x = NaN, y = NaN, width = NaN, height = NaN] = written.map((one) => Number(one) / 100);
  if (shape === 'circle' && width > 0) return { shape, x, y, radius: width };
  if (shape === 'rectangle' && width > 0 && height > 0) return { shape, x, y, width, height };
  throw new CellError('place_expected', text);
}

function checkOf(text: string): FileCheck {
  const [what = '', value = ''] = text.split('=').map((part) => part.trim());
  const cell = /^cell ([A-Z])([1-9]\d*)$/.exec(what);
  if (value === '') throw new CellError('check_unknown', text);
  if (cell) {
    return { what: 'cell', column: cell[1]!.charCodeAt(0) - 64, row: Number(cell[2]), value };
  }
  switch (what) {
    case 'type':
      return { what, types: value.split(/\s+/) };
    case 'name':
      return { what, name: value };
    case 'contains':
      return { what, text: value };
    default:
      throw new CellError('check_unknown', text);
  }
}

function numberKey(answer: string): AnswerKey {
  const [value, by] = answer.split(/\s*(?:\+-|±)\s*/);
  const number = readNumber(value!);
  const most = by === undefined ? 0 : readNumber(by);
  if (number === undefined || most === undefined) throw new CellError('number_expected', answer);
  const relative = by?.trim().endsWith('%');
  return {
    kind: 'number',
    value: number,
    tolerance: relative ? { kind: 'relative', share: most / 100 } : { kind: 'absolute', by: most },
  };
}
