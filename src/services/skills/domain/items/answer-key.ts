/** What an item asks and what a right answer is; texts and pictures are elsewhere. Ids are the author's. */
export type AnswerKey =
  | { readonly kind: 'single'; readonly choices: readonly string[]; readonly right: string }
  | {
      readonly kind: 'multiple';
      readonly choices: readonly string[];
      readonly right: readonly string[];
    }
  /** `order`: from first to last. */
  | { readonly kind: 'ordering'; readonly order: readonly string[] }
  /** Each left with its right; a right may serve several lefts, or none (`extra`). */
  | {
      readonly kind: 'matching';
      readonly pairs: Readonly<Record<string, string>>;
      readonly extra: readonly string[];
    }
  | { readonly kind: 'text'; readonly accepted: readonly string[]; readonly level: TextLevel }
  | { readonly kind: 'number'; readonly value: number; readonly tolerance: Tolerance }
  /** Places on a picture, in shares of its width and height; all of them must be pointed at. */
  | { readonly kind: 'hotspot'; readonly places: readonly Place[] }
  | { readonly kind: 'file'; readonly checks: readonly FileCheck[] };

/**
 * How much of a short text is passed over: `exact` nothing; `spelling` capitals, and spaces that are
 * doubled or at the ends; `loose` also accents, punctuation and all spaces; `typos` also one mistake of
 * a letter in each five.
 */
export const TEXT_LEVELS = ['exact', 'spelling', 'loose', 'typos'] as const;
export type TextLevel = (typeof TEXT_LEVELS)[number];

/** `absolute`: at most so far. `relative`: at most this share of the value. */
export type Tolerance =
  | { readonly kind: 'absolute'; readonly by: number }
  | { readonly kind: 'relative'; readonly share: number };

export type Place =
  | { readonly shape: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
  | {
      readonly shape: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly shape: 'polygon'; readonly points: readonly Point[] };

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is looked for in a file that a person hands in. */
export type FileCheck =
  | { readonly what: 'type'; readonly types: readonly string[] }
  | { readonly what: 'name'; readonly name: string }
  | { readonly what: 'contains'; readonly text: string }
  /** Row and column from 1. */
  | {
      readonly what: 'cell';
      readonly row: number;
      readonly column: number;
      readonly value: string;
    };

/** What was read of a file outside: its type by its bytes, its text, its cells when it is a table. */
export interface FileFacts {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly cells: readonly (readonly string[])[];
}

export type Response =
  | { readonly kind: 'single'; readonly choice: string }
  | { readonly kind: 'multiple'; readonly choices: readonly string[] }
  | { readonly kind: 'ordering'; readonly order: readonly string[] }
  | { readonly kind: 'matching'; readonly pairs: Readonly<Record<string, string>> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'hotspot'; readonly points: readonly Point[] }
  | { readonly kind: 'file'; readonly file: FileFacts }
  | { readonly kind: 'skipped' };
