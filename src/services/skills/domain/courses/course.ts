import type { CompetenceCode, Level } from '../digcomp/referential.ts';

/** What a course helps with; courses are shown under these. */
export const THEMES = ['start', 'write', 'together', 'safe', 'help'] as const;
export type Theme = (typeof THEMES)[number];

/** What is said of a course before it is opened. */
export interface CourseHead {
  readonly title: string;
  /** What somebody wants who needs it, in their words. */
  readonly need: string;
  readonly summary: string;
  readonly theme: Theme;
  readonly minutes: number;
  readonly level: Level;
  /** The first is the one it is about. */
  readonly competences: readonly CompetenceCode[];
  /** Raised by the author when what is taught has changed. */
  readonly version: number;
}

/** The thing to do for real; a step like the exercises, which the learner says is done. */
export const PRACTICE = 'practice';

export interface Step {
  readonly id: string;
  readonly done: boolean;
}

export interface CourseProgress {
  readonly state: 'not_begun' | 'begun' | 'done';
  readonly done: number;
  readonly of: number;
}

/**
 * How far somebody is in a course. A step that was done once stays done, whatever is answered later;
 * steps that the course no longer has do not count.
 */
export function progressIn(steps: readonly string[], kept: readonly Step[]): CourseProgress {
  const tried = kept.filter(({ id }) => steps.includes(id));
  const done = tried.filter((step) => step.done).length;
  if (tried.length === 0) return { state: 'not_begun', done, of: steps.length };
  return { state: done === steps.length ? 'done' : 'begun', done, of: steps.length };
}
