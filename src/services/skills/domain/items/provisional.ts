import { areaOf, type Level, provisionalDifficulty } from '../digcomp/referential.ts';
import type { Item } from '../irt/bank.ts';
import type { AnswerKey } from './answer-key.ts';

/** The chance of a right answer by somebody who answers at random and leaves nothing empty. */
export function chanceOfGuessing(key: AnswerKey): number {
  switch (key.kind) {
    case 'single':
      return 1 / key.choices.length;
    case 'multiple':
      return 1 / (2 ** key.choices.length - 1);
    case 'ordering':
      return key.order.reduce((chance, _, at) => chance / (at + 1), 1);
    case 'matching': {
      const rights = new Set([...Object.values(key.pairs), ...key.extra]).size;
      return rights ** -Object.keys(key.pairs).length;
    }
    case 'text':
    case 'number':
    case 'hotspot':
    case 'file':
      return 0;
  }
}

/**
 * Parameters of an item that nobody has answered yet: the difficulty of its level, an average
 * discrimination, and the chance of guessing of its kind. Provisional, and shown as such until
 * answers have measured it. `undefined` without a level and a competence.
 */
export function provisionalItem(source: {
  readonly id: string;
  readonly key: AnswerKey;
  readonly competence: string | undefined;
  readonly level: number | undefined;
}): Item | undefined {
  const area = areaOf(source.competence ?? '');
  if (area === undefined || source.level === undefined) return undefined;
  const b = provisionalDifficulty(source.level as Level);
  return { id: source.id, a: 1, b, c: chanceOfGuessing(source.key), area };
}
