import type { AnswerKey, Place } from '../domain/items/answer-key.ts';

/** An item as it is written down: what is read, and what a right answer is. Choices by their ids. */
export interface ItemSource {
  readonly id: string;
  readonly prompt: string;
  /** Texts of the choices, of the things to order, of lefts and rights; empty for typed answers. */
  readonly texts: Readonly<Record<string, string>>;
  readonly key: AnswerKey;
  /** Shown after the answer. */
  readonly explanation: string;
  /** Code of DigComp, and level 1 to 8, when the source says them. */
  readonly competence: string | undefined;
  readonly level: number | undefined;
  /** For a place to point at on a picture. */
  readonly picture?: Picture;
}

export interface Picture {
  /** Name of a file of `content/pictures`. */
  readonly file: string;
  /**
   * Every place that has a name, right ones and others, by the id of its text: who cannot point chooses
   * a name instead, and is taken to point at the middle of it.
   */
  readonly places: Readonly<Record<string, Place>>;
}

export type ImportErrorCode =
  | 'brace_not_closed'
  | 'answer_missing'
  | 'right_answer_missing'
  | 'several_right_answers'
  | 'choices_missing'
  | 'pair_incomplete'
  | 'number_expected'
  | 'place_expected'
  | 'picture_missing'
  | 'check_unknown'
  | 'id_twice'
  | 'question_missing'
  | 'kind_unknown'
  | 'not_supported'
  | 'competence_unknown'
  | 'level_unknown'
  | 'doctype_refused'
  | 'xml_malformed'
  | 'too_large';

export interface ImportError {
  /** As a text editor counts, from 1. */
  readonly line: number;
  readonly code: ImportErrorCode;
  /** What was read there. */
  readonly found?: string;
}

/** What could be read is there even when something else could not. */
export interface Imported {
  readonly items: readonly ItemSource[];
  readonly errors: readonly ImportError[];
}

/** Letters for the choices of a source that does not name them. */
export function letterOf(position: number): string {
  return position < 26 ? String.fromCharCode(97 + position) : `c${position + 1}`;
}
