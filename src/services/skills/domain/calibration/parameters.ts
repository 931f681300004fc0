import { logistic } from '../irt/response-model.ts';

/** A density on the discrimination: ln a is normal. */
export interface SlopePrior {
  readonly mean: number;
  readonly sd: number;
}

/** A density on the chance of guessing: Beta(alpha, beta), both above 1. */
export interface GuessPrior {
  readonly alpha: number;
  readonly beta: number;
}

/** What is estimated of each item, and what is held. */
export interface Design {
  readonly size: number;
  readonly freeSlope: Uint8Array;
  readonly freeIntercept: Uint8Array;
  readonly freeGuess: Uint8Array;
  readonly freeMean: boolean;
  readonly freeSd: boolean;
  readonly slopePrior: SlopePrior | undefined;
  readonly guessPrior: GuessPrior | undefined;
  /** Standard deviation of a normal prior around 0 on the intercept. */
  readonly interceptPriorSd: number | undefined;
}

/** `P = c + (1 - c) logistic(slope theta + intercept)`, `c = logistic(guess)`, theta ~ N(mean, sd). */
export interface Parameters {
  readonly slope: Float64Array;
  readonly intercept: Float64Array;
  /** Logit of c; minus infinity where nobody guesses. */
  readonly guess: Float64Array;
  mean: number;
  logSd: number;
}

export function copyOf(p: Parameters): Parameters {
  return {
    slope: p.slope.slice(),
    intercept: p.intercept.slice(),
    guess: p.guess.slice(),
    mean: p.mean,
    logSd: p.logSd,
  };
}

/** Where each free parameter stands in the vector that acceleration and Newton work on; -1 when held. */
export interface Layout {
  readonly length: number;
  readonly slope: Int32Array;
  readonly intercept: Int32Array;
  readonly guess: Int32Array;
  readonly mean: number;
  readonly logSd: number;
}

export function layoutOf(design: Design): Layout {
  let next = 0;
  const place = (free: Uint8Array) => Int32Array.from(free, (is) => (is ? next++ : -1));
  const slope = place(design.freeSlope);
  const intercept = place(design.freeIntercept);
  const guess = place(design.freeGuess);
  const mean = design.freeMean ? next++ : -1;
  const logSd = design.freeSd ? next++ : -1;
  return { length: next, slope, intercept, guess, mean, logSd };
}

export function toVector(p: Parameters, layout: Layout): Float64Array {
  const vector = new Float64Array(layout.length);
  eachFree(layout, (at, name, item) => {
    vector[at] = item < 0 ? p[name as 'mean'] : p[name as 'slope'][item]!;
  });
  return vector;
}

/** The held parameters come from `base`. */
export function fromVector(vector: Float64Array, base: Parameters, layout: Layout): Parameters {
  const p = copyOf(base);
  eachFree(layout, (at, name, item) => {
    if (item < 0) p[name as 'mean'] = vector[at]!;
    else p[name as 'slope'][item] = vector[at]!;
  });
  return p;
}

type Name = 'slope' | 'intercept' | 'guess' | 'mean' | 'logSd';

function eachFree(layout: Layout, visit: (at: number, name: Name, item: number) => void): void {
  for (const name of ['slope', 'intercept', 'guess'] as const) {
    layout[name].forEach((at, item) => {
      if (at >= 0) visit(at, name, item);
    });
  }
  if (layout.mean >= 0) visit(layout.mean, 'mean', -1);
  if (layout.logSd >= 0) visit(layout.logSd, 'logSd', -1);
}

/** Slope and curvature, in the parameter itself, of the logarithm of a prior. */
interface PriorTerm {
  readonly value: number;
  readonly gradient: number;
  readonly curvature: number;
}

const NONE: PriorTerm = { value: 0, gradient: 0, curvature: 0 };

function slopePriorTerm(prior: SlopePrior | undefined, slope: number): PriorTerm {
  if (!prior) return NONE;
  const log = Math.log(slope) - prior.mean;
  const variance = prior.sd ** 2;
  return {
    value: -(log ** 2) / (2 * variance) - Math.log(slope),
    gradient: -(log / variance + 1) / slope,
    curvature: (log / variance + 1 - 1 / variance) / slope ** 2,
  };
}

/** In the logit of c. */
function guessPriorTerm(prior: GuessPrior | undefined, guess: number): PriorTerm {
  if (!prior) return NONE;
  const c = logistic(guess);
  const { alpha, beta } = prior;
  return {
    value: (alpha - 1) * Math.log(c) + (beta - 1) * Math.log1p(-c),
    gradient: (alpha - 1) * (1 - c) - (beta - 1) * c,
    curvature: -(alpha + beta - 2) * c * (1 - c),
  };
}

function interceptPriorTerm(sd: number | undefined, intercept: number): PriorTerm {
  if (sd === undefined) return NONE;
  const variance = sd ** 2;
  return {
    value: -(intercept ** 2) / (2 * variance),
    gradient: -intercept / variance,
    curvature: -1 / variance,
  };
}

/** The prior of the slope, the intercept or the guess of an item. */
export function priorTerms(p: Parameters, design: Design, item: number): readonly PriorTerm[] {
  return [
    slopePriorTerm(design.slopePrior, p.slope[item]!),
    interceptPriorTerm(design.interceptPriorSd, p.intercept[item]!),
    guessPriorTerm(design.guessPrior, p.guess[item]!),
  ];
}

/** Logarithm of the priors of everything that is estimated. */
export function logPrior(p: Parameters, design: Design): number {
  let sum = 0;
  for (let item = 0; item < design.size; item++) {
    const free = [design.freeSlope[item], design.freeIntercept[item], design.freeGuess[item]];
    for (const [at, term] of priorTerms(p, design, item).entries()) if (free[at]) sum += term.value;
  }
  return sum;
}
