import { type Level, levelOf } from '../digcomp/referential.ts';

/** Fewer answers that count say too little of anybody: no certificate. */
export const FEWEST_ANSWERS = 12;
/** Standard errors of a 95 % interval. */
const Z95 = 1.96;

export interface Measured {
  /** Warm's estimate and its standard error, in logits. */
  readonly theta: number;
  readonly se: number;
  readonly answers: number;
}

export interface CertifiedResult {
  readonly level: Level;
  /** Levels that the 95 % interval of the measure reaches. */
  readonly from: Level;
  readonly to: Level;
}

/** What a certificate says; `undefined` when there were too few answers. */
export function certifiedResult({ theta, se, answers }: Measured): CertifiedResult | undefined {
  if (answers < FEWEST_ANSWERS) return undefined;
  return {
    level: levelOf(theta),
    from: levelOf(theta - Z95 * se),
    to: levelOf(theta + Z95 * se),
  };
}
