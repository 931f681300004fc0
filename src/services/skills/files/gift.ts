import type { AnswerKey } from '../domain/items/answer-key.ts';
import { readNumber } from '../domain/items/score-response.ts';
import {
  type ImportError,
  type ImportErrorCode,
  type Imported,
  type ItemSource,
  letterOf,
} from './item-source.ts';

/** What stands for an escaped sign while a question is taken apart. */
const ESCAPES = '~=#{}:';
const ESCAPED_FROM = 0xe000;

interface Block {
  readonly line: number;
  readonly text: string;
}

/** One answer inside the braces: `=` or `~`, a weight in percent, its text and its feedback. */
interface Answer {
  readonly sign: string;
  readonly weight: number | undefined;
  readonly text: string;
  readonly feedback: string;
}

class GiftError extends Error {
  readonly code: ImportErrorCode;
  readonly found: string | undefined;
  constructor(code: ImportErrorCode, found?: string) {
    super(code);
    this.code = code;
    this.found = found;
  }
}

/**
 * Moodle's GIFT: choices, several right choices by weights, true or false, short answers, matching and
 * numbers; a question apart from the next by an empty line. Essays and descriptions are refused, since
 * nobody would mark them. Every mistake is told with its line, and does not stop the other questions.
 */
export function readGift(text: string): Imported {
  const items: ItemSource[] = [];
  const errors: ImportError[] = [];
  const ids = new Set<string>();
  for (const block of blocksOf(text)) {
    try {
      const item = itemOf(block, items.length + 1);
      if (ids.has(item.id)) throw new GiftError('id_twice', item.id);
      ids.add(item.id);
      items.push(item);
    } catch (error) {
      if (!(error instanceof GiftError)) throw error;
      const { code, found } = error;
      errors.push({ line: block.line, code, ...(found === undefined ? {} : { found }) });
    }
  }
  return { items, errors };
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let start = 0;
  const end = () => {
    if (lines.length > 0) blocks.push({ line: start, text: lines.join('\n') });
    lines = [];
  };
  for (const [at, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim();
    if (line === '') end();
    else if (!line.startsWith('//') && !line.startsWith('$CATEGORY')) {
      if (lines.length === 0) start = at + 1;
      lines.push(line);
    }
  }
  end();
  return blocks;
}

function itemOf({ text }: Block, number: number): ItemSource {
  const hidden = text.replace(/\\([~=#{}:])/g, (_, sign: string) =>
    String.fromCharCode(ESCAPED_FROM + ESCAPES.indexOf(sign)),
  );
  const titled = /^::([\s\S]*?)::\s*([\s\S]*)$/.exec(hidden);
  const body = titled ? titled[2]! : hidden;
  const open = body.indexOf('{');
  if (open < 0) throw new GiftError('answer_missing', shown(body).slice(0, 60));
  const close = body.indexOf('}', open);
  if (close < 0 || body.indexOf('{', close) >= 0) {
    throw new GiftError('brace_not_closed', shown(body.slice(open)).slice(0, 60));
  }
  const after = body.slice(close + 1).trim();
  const before = body.slice(0, open).trim();
  const prompt = plain(after === '' ? before : `${before} _____ ${after}`);
  if (prompt === '') throw new GiftError('question_missing');
  const [inside, general = ''] = body.slice(open + 1, close).split('####');
  const { key, texts, feedback } = answersOf(inside!.trim());
  return {
    id: titled ? plain(titled[1]!) : `gift-${number}`,
    prompt,
    texts,
    key,
    explanation: plain(general) || feedback,
    competence: undefined,
    level: undefined,
  };
}

function answersOf(inside: string): {
  key: AnswerKey;
  texts: Record<string, string>;
  feedback: string;
} {
  if (inside === '') throw new GiftError('not_supported', '{}');
  const truth = /^(T|TRUE|F|FALSE)(?:#([\s\S]*))?$/i.exec(inside);
  if (truth) {
    const right = truth[1]!.toUpperCase().startsWith('T') ? 'true' : 'false';
    const choices = ['true', 'false'];
    const texts = { true: 'Vrai', false: 'Faux' };
    const feedback = plain((truth[2] ?? '').split('#').join(' '));
    return { key: { kind: 'single', choices, right }, texts, feedback };
  }
  if (inside.startsWith('#'))
    return { key: numberOf(inside.slice(1).trim()), texts: {}, feedback: '' };
  const answers = split(inside);
  const feedback = answers.find(({ sign }) => sign === '=')?.feedback ?? '';
  if (answers.some(({ text }) => text.includes('->'))) return { ...matchingOf(answers), feedback };
  if (answers.every(({ sign }) => sign === '=')) {
    const accepted = answers.map(({ text }) => text);
    return { key: { kind: 'text', accepted, level: 'spelling' }, texts: {}, feedback };
  }
  return { ...choicesOf(answers), feedback };
}

function split(inside: string): Answer[] {
  if (!/^[=~]/.test(inside)) throw new GiftError('answer_missing', shown(inside).slice(0, 60));
  return [...inside.matchAll(/([=~])\s*(?:%(-?[\d.]+)%)?([^=~]*)/g)].map(
    ([, sign, weight, rest]) => {
      const [text = '', ...feedback] = rest!.split('#');
      const read = plain(text);
      if (read === '') throw new GiftError('answer_missing', sign);
      return {
        sign: sign!,
        weight: weight === undefined ? undefined : Number(weight),
        text: read,
        feedback: plain(feedback.join(' ')),
      };
    },
  );
}

function choicesOf(answers: readonly Answer[]): { key: AnswerKey; texts: Record<string, string> } {
  const choices = answers.map((_, at) => letterOf(at));
  const texts = Object.fromEntries(answers.map(({ text }, at) => [choices[at]!, text]));
  const equals = choices.filter((_, at) => answers[at]!.sign === '=');
  const weighted = choices.filter((_, at) => (answers[at]!.weight ?? 0) > 0);
  if (choices.length < 2) throw new GiftError('choices_missing');
  if (equals.length === 1) return { key: { kind: 'single', choices, right: equals[0]! }, texts };
  if (equals.length > 1) throw new GiftError('several_right_answers', String(equals.length));
  if (weighted.length === 0) throw new GiftError('right_answer_missing');
  return { key: { kind: 'multiple', choices, right: weighted }, texts };
}

function matchingOf(answers: readonly Answer[]): { key: AnswerKey; texts: Record<string, string> } {
  const texts: Record<string, string> = {};
  const pairs: Record<string, string> = {};
  const rights = new Map<string, string>();
  for (const [at, { text }] of answers.entries()) {
    const [left = '', right = '', ...more] = text.split('->').map((part) => part.trim());
    if (left === '' || right === '' || more.length > 0)
      throw new GiftError('pair_incomplete', text);
    const rightId = rights.get(right) ?? `r${rights.size + 1}`;
    rights.set(right, rightId);
    texts[rightId] = right;
    texts[`l${at + 1}`] = left;
    pairs[`l${at + 1}`] = rightId;
  }
  return { key: { kind: 'matching', pairs, extra: [] }, texts };
}

/** `3.14:0.01`, `1..5`, or several of which the first counts in full. */
function numberOf(text: string): AnswerKey {
  const first = text
    .replace(/^=\s*(?:%100%)?/, '')
    .split(/[=~]/)[0]!
    .split('#')[0]!
    .trim();
  const range = /^(\S+?)\s*\.\.\s*(\S+)$/.exec(first);
  const [value, by] = range
    ? [readNumber(range[1]!), readNumber(range[2]!)]
    : first.split(/\s*:\s*/).map(readNumber);
  if (
    value === undefined ||
    (range && by === undefined) ||
    (first.includes(':') && by === undefined)
  ) {
    throw new GiftError('number_expected', shown(first));
  }
  if (!range)
    return { kind: 'number', value, tolerance: { kind: 'absolute', by: Math.abs(by ?? 0) } };
  const half = Math.abs(by! - value) / 2;
  return { kind: 'number', value: (value + by!) / 2, tolerance: { kind: 'absolute', by: half } };
}

/** Escaped signs as they are read, without the mark of the format, on one line. */
function plain(text: string): string {
  return shown(text.replace(/^\s*\[(html|moodle|plain|markdown)\]/i, ''))
    .replace(/\\n/g, '\n')
    .trim();
}

function shown(text: string): string {
  return [...text].map((sign) => ESCAPES[sign.charCodeAt(0) - ESCAPED_FROM] ?? sign).join('');
}
