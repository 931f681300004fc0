import type { ComponentChildren } from 'preact';
import type { Lang } from '../../i18n/index.ts';

/** Picks the sentence of the language. Examples are read on `/style` only, so both stand side by side. */
export type Say = (fr: string, en: string) => string;

export interface Examples {
  /** The component's name in the code: `FillBar`. */
  readonly name: string;
  readonly group: 'identity' | 'forms' | 'content' | 'lists' | 'figures' | 'maps';
  /** When to take it. */
  readonly use: (say: Say) => string;
  readonly show: (say: Say, lang: Lang) => readonly ComponentChildren[];
}

export function sayIn(lang: Lang): Say {
  return (fr, en) => (lang === 'fr' ? fr : en);
}
