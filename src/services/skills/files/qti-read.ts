import { SaxesParser } from 'saxes';
import { areaOf } from '../domain/digcomp/referential.ts';
import { type AnswerKey, TEXT_LEVELS, type TextLevel } from '../domain/items/answer-key.ts';
import type { ImportError, ImportErrorCode, Imported, ItemSource } from './item-source.ts';

/** An element, its line, and its own text and children in their order. */
interface Element {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** Larger than any item; a bank is many files. In characters. */
const LONGEST = 1_000_000;
const DEEPEST = 60;

class QtiError extends Error {
  readonly entry: ImportError;
  constructor(line: number, code: ImportErrorCode, found?: string) {
    super(code);
    this.entry = { line, code, ...(found === undefined ? {} : { found }) };
  }
}

/**
 * One item of QTI 3 (`qti-assessment-item`): choice, order, match and text entry interactions. A
 * DOCTYPE is refused before anything of it is read.
 */
export function readQti(text: string): Imported {
  try {
    return { items: [itemOf(parsed(text))], errors: [] };
  } catch (error) {
    if (!(error instanceof QtiError)) throw error;
    return { items: [], errors: [error.entry] };
  }
}

function parsed(text: string): Element {
  if (text.length > LONGEST) throw new QtiError(1, 'too_large');
  const parser = new SaxesParser({ position: true });
  const open: Element[] = [];
  let root: Element | undefined;
  parser.on('doctype', () => {
    throw new QtiError(parser.line, 'doctype_refused');
  });
  parser.on('error', ({ message }) => {
    throw new QtiError(parser.line, 'xml_malformed', message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = {
      name: name.replace(/^.*:/, ''),
      line: parser.line,
      attributes: attributes as Record<string, string>,
      children: [],
    };
    if (open.length >= DEEPEST) throw new QtiError(parser.line, 'too_large');
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  for (const event of ['text', 'cdata'] as const) {
    parser.on(event, (found: string) => {
      open.at(-1)?.children.push(found);
    });
  }
  parser.write(text.replace(/^\uFEFF/, '')).close();
  return root!;
}

function itemOf(root: Element): ItemSource {
  if (root.name !== 'qti-assessment-item')
    throw new QtiError(root.line, 'not_supported', root.name);
  const body = all(root, 'qti-item-body')[0];
  const interactions = body
    ? elements(body).filter(({ name }) => name.endsWith('-interaction'))
    : [];
  const [interaction, second] = interactions;
  if (!body || !interaction) throw new QtiError(root.line, 'question_missing');
  if (second) throw new QtiError(second.line, 'not_supported', second.name);
  const declaration = all(root, 'qti-response-declaration').find(
    ({ attributes }) => attributes.identifier === interaction.attributes['response-identifier'],
  );
  if (!declaration) throw new QtiError(interaction.line, 'right_answer_missing');
  const { key, texts } = keyOf(root, interaction, declaration);
  const prompt = promptOf(body, interaction);
  if (prompt === '') throw new QtiError(body.line, 'question_missing');
  const competence = body.attributes['data-competence'];
  if (competence !== undefined && !areaOf(competence)) {
    throw new QtiError(body.line, 'competence_unknown', competence);
  }
  const level = body.attributes['data-level'];
  if (level !== undefined && !/^[1-8]$/.test(level)) {
    throw new QtiError(body.line, 'level_unknown', level);
  }
  return {
    id: root.attributes.identifier ?? '',
    prompt,
    texts,
    key,
    explanation: textOf(all(root, 'qti-modal-feedback')[0]),
    competence,
    level: level === undefined ? undefined : Number(level),
  };
}

type Keyed = { key: AnswerKey; texts: Record<string, string> };

function keyOf(root: Element, interaction: Element, declaration: Element): Keyed {
  const correct = all(all(declaration, 'qti-correct-response')[0], 'qti-value').map(textOf);
  switch (interaction.name) {
    case 'qti-choice-interaction':
      return choiceOf(interaction, declaration, correct);
    case 'qti-order-interaction': {
      const texts = choicesOf(interaction, 'qti-simple-choice');
      known(interaction, correct, texts);
      const complete = new Set(correct).size === Object.keys(texts).length;
      if (!complete) throw new QtiError(declaration.line, 'right_answer_missing');
      return { key: { kind: 'ordering', order: correct }, texts };
    }
    case 'qti-match-interaction':
      return matchOf(interaction, declaration, correct);
    case 'qti-text-entry-interaction':
      return entryOf(root, interaction, declaration, correct);
    default:
      throw new QtiError(interaction.line, 'not_supported', interaction.name);
  }
}

function choiceOf(interaction: Element, declaration: Element, right: readonly string[]): Keyed {
  const texts = choicesOf(interaction, 'qti-simple-choice');
  const choices = Object.keys(texts);
  if (choices.length < 2) throw new QtiError(interaction.line, 'choices_missing');
  if (right.length === 0) throw new QtiError(declaration.line, 'right_answer_missing');
  known(interaction, right, texts);
  if (declaration.attributes.cardinality === 'multiple') {
    return { key: { kind: 'multiple', choices, right }, texts };
  }
  if (right.length > 1) throw new QtiError(declaration.line, 'several_right_answers');
  return { key: { kind: 'single', choices, right: right[0]! }, texts };
}

function matchOf(interaction: Element, declaration: Element, right: readonly string[]): Keyed {
  const sets = all(interaction, 'qti-simple-match-set');
  const [lefts, rights] = sets.map((set) => choicesOf(set, 'qti-simple-associable-choice'));
  if (!lefts || !rights) throw new QtiError(interaction.line, 'choices_missing');
  const pairs: Record<string, string> = {};
  for (const pair of right) {
    const [left = '', other = ''] = pair.split(/\s+/);
    if (!Object.hasOwn(lefts, left) || !Object.hasOwn(rights, other)) {
      throw new QtiError(declaration.line, 'pair_incomplete', pair);
    }
    pairs[left] = other;
  }
  const alone = Object.keys(lefts).find((left) => !Object.hasOwn(pairs, left));
  if (alone !== undefined) throw new QtiError(declaration.line, 'pair_incomplete', alone);
  const used = new Set(Object.values(pairs));
  const extra = Object.keys(rights).filter((other) => !used.has(other));
  return { key: { kind: 'matching', pairs, extra }, texts: { ...lefts, ...rights } };
}

function entryOf(
  root: Element,
  interaction: Element,
  declaration: Element,
  correct: readonly string[],
): Keyed {
  const [first] = correct;
  if (first === undefined) throw new QtiError(declaration.line, 'right_answer_missing');
  const base = declaration.attributes['base-type'];
  if (base === 'float' || base === 'integer') {
    const value = Number(first);
    if (!Number.isFinite(value)) throw new QtiError(declaration.line, 'number_expected', first);
    const equal = all(root, 'qti-equal')[0]?.attributes ?? {};
    const by = Number((equal.tolerance ?? '0').split(/\s+/)[0]);
    const tolerance =
      equal['tolerance-mode'] === 'relative'
        ? ({ kind: 'relative', share: by / 100 } as const)
        : ({ kind: 'absolute', by } as const);
    return { key: { kind: 'number', value, tolerance }, texts: {} };
  }
  const entries = all(declaration, 'qti-map-entry');
  const mapped = entries
    .filter(({ attributes }) => Number(attributes['mapped-value']) > 0)
    .map(({ attributes }) => attributes['map-key'] ?? '');
  const stated = interaction.attributes['data-level'] as TextLevel;
  const exact = entries.some(({ attributes }) => attributes['case-sensitive'] === 'true');
  const level = TEXT_LEVELS.includes(stated) ? stated : exact ? 'exact' : 'spelling';
  return { key: { kind: 'text', accepted: [...new Set([first, ...mapped])], level }, texts: {} };
}

function choicesOf(parent: Element, name: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const choice of all(parent, name)) {
    const id = choice.attributes.identifier ?? '';
    if (id === '' || Object.hasOwn(texts, id)) throw new QtiError(choice.line, 'id_twice', id);
    texts[id] = textOf(choice);
  }
  return texts;
}

function known(at: Element, ids: readonly string[], texts: Record<string, string>): void {
  const stranger = ids.find((id) => !Object.hasOwn(texts, id));
  if (stranger !== undefined) throw new QtiError(at.line, 'right_answer_missing', stranger);
}

/** What stands in the body around the interaction, with a blank for a word that is typed. */
function promptOf(body: Element, interaction: Element): string {
  const around = flat(body, (element) => {
    if (element !== interaction) return undefined;
    return interaction.name === 'qti-text-entry-interaction' ? ' _____ ' : ' ';
  });
  const own = textOf(all(interaction, 'qti-prompt')[0]);
  return `${around} ${own}`
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ _____$/, '');
}

function textOf(element: Element | undefined): string {
  return element
    ? flat(element, () => undefined)
        .replace(/\s+/g, ' ')
        .trim()
    : '';
}

function flat(element: Element, instead: (child: Element) => string | undefined): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : (instead(child) ?? flat(child, instead))))
    .join('');
}

function elements(parent: Element): Element[] {
  return parent.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...elements(child)],
  );
}

function all(parent: Element | undefined, name: string): Element[] {
  return parent ? elements(parent).filter((element) => element.name === name) : [];
}
