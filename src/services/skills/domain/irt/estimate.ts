import type { Answers } from './bank.ts';
import { map, wle } from './modes.ts';
import { type Estimate, eap, type PosteriorTable } from './posterior.ts';

export const METHODS = ['eap', 'map', 'wle'] as const;
export type Method = (typeof METHODS)[number];

export function isMethod(text: string): text is Method {
  return (METHODS as readonly string[]).includes(text);
}

/** `undefined` when the answers say nothing and the method has no prior to fall back on (WLE). */
export function estimate(
  table: PosteriorTable,
  answers: Answers,
  method: Method,
): Estimate | undefined {
  switch (method) {
    case 'eap':
      return eap(table, answers);
    case 'map':
      return map(table.bank, answers, table.priorSd);
    case 'wle':
      return wle(table.bank, answers);
  }
}
