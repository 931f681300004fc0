import { type Level, levelOf } from '../digcomp/referential.ts';
import type { Estimate } from '../irt/posterior.ts';

const Z95 = 1.96;

/** A level, and those between which it lies in 95 cases of 100. */
export interface LevelRange {
  readonly level: Level;
  readonly low: Level;
  readonly high: Level;
}

export function levelRange({ theta, se }: Estimate): LevelRange {
  return {
    level: levelOf(theta),
    low: levelOf(theta - Z95 * se),
    high: levelOf(theta + Z95 * se),
  };
}
