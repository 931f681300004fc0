import { type Expectation, expectation } from './expectation.ts';
import { inverse, solve } from './linear-algebra.ts';
import { isRunaway, maximisation, STEEPEST } from './maximisation.ts';
import { completeCurvature, curvature } from './observed-information.ts';
import {
  type Design,
  fromVector,
  type Layout,
  layoutOf,
  logPrior,
  type Parameters,
  toVector,
} from './parameters.ts';
import type { Patterns } from './responses.ts';

export interface Fit {
  readonly parameters: Parameters;
  readonly layout: Layout;
  readonly logLikelihood: number;
  readonly logPosterior: number;
  readonly converged: boolean;
  /** Of the free parameters in the order of `layout`; `undefined` when the answers do not settle them. */
  readonly covariance: Float64Array | undefined;
  readonly cycles: number;
}

interface State {
  readonly p: Parameters;
  readonly expected: Expectation;
  readonly logPosterior: number;
}

const MOST_CYCLES = 500;
/** Largest change of an EM step, in logits, at which Newton takes over. */
const NEAR = 1e-3;
/** The same, where Newton cannot help. */
const VERY_NEAR = 1e-7;
const SETTLED = 1e-7;
/** After a shorter step the information is the same to a thousandth. */
const UNCHANGED = 1e-3;
/** Relative error of a log-likelihood summed over many people. */
const NOISE = 1e-12;
/** ln of a standard deviation of the abilities that no answer can tell from zero. */
const NO_SPREAD = -3;
const NEWTON_TURNS = 60;
/** A Newton step must stay in the neighbourhood that EM has found. */
const LONGEST_STEP = 0.5;

/**
 * Marginal maximum likelihood (or posterior, with priors): EM accelerated by SQUAREM (Varadhan and
 * Roland, 2008), ended by Newton on the observed information, which also gives the standard errors.
 */
export function fitModel(patterns: Patterns, start: Parameters, design: Design): Fit {
  const layout = layoutOf(design);
  const evaluate = (p: Parameters): State => {
    const expected = expectation(patterns, p);
    return { p, expected, logPosterior: expected.logLikelihood + logPrior(p, design) };
  };
  const improve = (state: State) => maximisation(state.expected, state.p, design);
  let state = evaluate(start);
  let change = Number.POSITIVE_INFINITY;
  let cycles = 0;
  let near = NEAR;
  while (cycles < MOST_CYCLES) {
    while (change > near && cycles < MOST_CYCLES) {
      cycles++;
      [state, change] = squarem(state, layout, evaluate, improve);
    }
    const ended = newton(state, patterns, design, layout, evaluate);
    if (ended)
      return {
        ...resultOf(ended.state, layout, cycles),
        covariance: ended.covariance,
        converged: true,
      };
    if (near <= VERY_NEAR) break;
    near = Math.max(VERY_NEAR, near / 30);
  }
  const held = withoutRunaways(state.p, design);
  if (held) return fitModel(patterns, state.p, held);
  return { ...resultOf(state, layout, cycles), covariance: undefined, converged: change <= near };
}

function resultOf({ p, expected, logPosterior }: State, layout: Layout, cycles: number) {
  return {
    parameters: p,
    layout,
    logLikelihood: expected.logLikelihood,
    logPosterior,
    cycles,
  };
}

/**
 * Holds the slopes that ran to the limit, and a spread that ran to nothing, so that the others get
 * their standard errors.
 */
function withoutRunaways(p: Parameters, design: Design): Design | undefined {
  const freeSlope = design.freeSlope.map((free, item) =>
    free && !isRunaway(p.slope[item]!) ? 1 : 0,
  );
  const freeSd = design.freeSd && p.logSd > NO_SPREAD;
  const same = freeSlope.every((free, item) => free === design.freeSlope[item]);
  return same && freeSd === design.freeSd ? undefined : { ...design, freeSlope, freeSd };
}

/** Two EM steps, a jump along the line they draw, and the better of both ends. */
function squarem(
  state: State,
  layout: Layout,
  evaluate: (p: Parameters) => State,
  improve: (state: State) => Parameters,
): [State, number] {
  const x0 = toVector(state.p, layout);
  const first = evaluate(improve(state));
  const x1 = toVector(first.p, layout);
  const second = improve(first);
  const x2 = toVector(second, layout);
  let r = 0;
  let v = 0;
  let change = 0;
  for (let i = 0; i < x0.length; i++) {
    r += (x1[i]! - x0[i]!) ** 2;
    v += (x2[i]! - 2 * x1[i]! + x0[i]!) ** 2;
    change = Math.max(change, Math.abs(x2[i]! - x1[i]!));
  }
  const plain = () => [evaluate(second), change] as [State, number];
  if (v === 0 || change < VERY_NEAR) return plain();
  const length = Math.min(-1, -Math.sqrt(r / v));
  if (length === -1) return plain();
  const jump = x0.map(
    (value, i) =>
      value - 2 * length * (x1[i]! - value) + length ** 2 * (x2[i]! - 2 * x1[i]! + value),
  );
  const candidate = fromVector(jump, state.p, layout);
  if (!plausible(candidate)) return plain();
  const landed = evaluate(candidate);
  // Also refuses what is not a number.
  if (!(landed.logPosterior >= first.logPosterior)) return plain();
  return [landed, change];
}

function plausible(p: Parameters): boolean {
  return p.slope.every((slope) => Math.abs(slope) < STEEPEST) && Math.abs(p.logSd) < 5;
}

/**
 * Newton, held back (Levenberg) where the surface is not a bowl. The matrix is computed anew only
 * after a step that changes it. `undefined`: not near enough yet.
 */
function newton(
  from: State,
  patterns: Patterns,
  design: Design,
  layout: Layout,
  evaluate: (p: Parameters) => State,
): { state: State; covariance: Float64Array | undefined } | undefined {
  let state = from;
  let matrix = curvature(patterns, state.expected, state.p, design, layout).information;
  let damping = 0;
  for (let turn = 0; turn < NEWTON_TURNS; turn++) {
    const { gradient } = completeCurvature(state.expected, state.p, design, layout);
    const step = solve(damped(matrix, layout.length, damping), gradient);
    const largest = step?.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const next =
      step && largest! < LONGEST_STEP
        ? evaluate(
            fromVector(
              toVector(state.p, layout).map((value, i) => value + step[i]!),
              state.p,
              layout,
            ),
          )
        : undefined;
    if (
      !next ||
      !(next.logPosterior >= state.logPosterior - NOISE * Math.abs(state.logPosterior))
    ) {
      if (damping > 1e3) return undefined;
      damping = Math.max(1e-4, damping * 10);
      continue;
    }
    state = next;
    if (largest! < SETTLED && damping < 1e-3) {
      return { state, covariance: inverse(matrix, layout.length) };
    }
    damping = damping > 1e-6 ? damping / 10 : 0;
    if (largest! > UNCHANGED) {
      matrix = curvature(patterns, state.expected, state.p, design, layout).information;
    }
  }
  return undefined;
}

function damped(matrix: Float64Array, size: number, damping: number): Float64Array {
  if (damping === 0) return matrix;
  const copy = matrix.slice();
  for (let i = 0; i < size; i++)
    copy[i * size + i]! += damping * (Math.abs(matrix[i * size + i]!) + 1);
  return copy;
}
