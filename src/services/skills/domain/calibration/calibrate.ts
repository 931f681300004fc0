import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { logistic } from '../irt/response-model.ts';
import { type Fit, fitModel } from './fit-model.ts';
import { isRunaway } from './maximisation.ts';
import type { Design, GuessPrior, Parameters, SlopePrior } from './parameters.ts';
import { type Patterns, patternsOf, type Responses, type Tally, tallies } from './responses.ts';

export const MODELS = ['2pl', '3pl', 'rasch'] as const;
export type Model = (typeof MODELS)[number];

export function isModel(text: string): text is Model {
  return (MODELS as readonly string[]).includes(text);
}

export interface CalibrationOptions {
  readonly model: Model;
  /** For 3pl: c is held at this value, of every item or of each, instead of being estimated. */
  readonly fixedGuess?: number | ReadonlyMap<string, number>;
  readonly guessPrior?: GuessPrior;
  readonly slopePrior?: SlopePrior;
  /** Items whose parameters are known: they stay, and carry the scale to the others (anchors). */
  readonly anchors?: ReadonlyMap<
    string,
    { readonly a: number; readonly b: number; readonly c: number }
  >;
}

/** Most probable c of 0.2, as strong as twenty answers by pure chance (a choice among five). */
export const GUESS_PRIOR: GuessPrior = { alpha: 5, beta: 17 };
export const SLOPE_PRIOR: SlopePrior = { mean: 0, sd: 0.5 };

/** Wide: only keeps an item that everybody seems to guess from running away. */
const INTERCEPT_PRIOR_SD = 3;

export interface CalibratedItem {
  readonly id: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Standard errors; `undefined` when held, or when the answers do not settle the parameter. */
  readonly seA: number | undefined;
  readonly seB: number | undefined;
  /** Covariance of the estimates of a and b. */
  readonly covAB: number | undefined;
  readonly anchored: boolean;
  /** The discrimination ran to the limit of what can be told apart. */
  readonly runaway: boolean;
}

export interface Calibration {
  readonly model: Model;
  /** In the order of the responses; `undefined` for an item that everybody answered the same way. */
  readonly items: readonly (CalibratedItem | undefined)[];
  readonly tallies: readonly Tally[];
  /** Of the answers alone. */
  readonly logLikelihood: number;
  /** With the priors, when there are some. */
  readonly logPosterior: number;
  /** Abilities: standard normal, unless the model or the anchors set the scale. */
  readonly mean: number;
  readonly sd: number;
  readonly converged: boolean;
  readonly cycles: number;
  readonly people: number;
  /** For the fit statistics. */
  readonly patterns: Patterns;
  readonly kept: readonly number[];
}

export type CalibrationError = 'too_few_items' | 'no_answers';

/** Estimates the parameters of items from answers; items not asked of a person are passed over. */
export function calibrate(
  responses: Responses,
  options: CalibrationOptions,
): Result<Calibration, CalibrationError> {
  const counted = tallies(responses);
  const isKept = (item: number) => {
    const { answered, right } = counted[item]!;
    return (right > 0 && right < answered) || (answered > 0 && isAnchor(item));
  };
  const isAnchor = (item: number) => options.anchors?.has(responses.items[item]!) === true;
  const kept = responses.items.flatMap((_, item) => (isKept(item) ? [item] : []));
  const anchored = kept.filter(isAnchor).length;
  if (counted.every(({ answered }) => answered === 0)) return refuse('no_answers');
  // One or two items leave a discrimination undecided.
  const least = options.model === 'rasch' ? 2 : 3;
  if (kept.length < least && anchored === 0) return refuse('too_few_items', { least });
  const patterns = patternsOf(responses, kept);
  const design = designOf(
    kept.map((item) => responses.items[item]!),
    options,
  );
  const fit = fitModel(patterns, startOf(kept, responses, counted, options), design);
  const places = new Map(kept.map((item, place) => [item, place]));
  return ok({
    model: options.model,
    items: responses.items.map((id, item) => {
      const place = places.get(item);
      return place === undefined ? undefined : itemOf(id, place, fit, isAnchor(item));
    }),
    tallies: counted,
    logLikelihood: fit.logLikelihood,
    logPosterior: fit.logPosterior,
    mean: fit.parameters.mean,
    sd: Math.exp(fit.parameters.logSd),
    converged: fit.converged,
    cycles: fit.cycles,
    people: patterns.weights.reduce((sum, weight) => sum + weight, 0),
    patterns,
    kept,
  });
}

function designOf(ids: readonly string[], options: CalibrationOptions): Design {
  const { model, anchors, fixedGuess } = options;
  const free = (condition: boolean) =>
    Uint8Array.from(ids, (id) => (condition && !anchors?.has(id) ? 1 : 0));
  const anchored = ids.some((id) => anchors?.has(id));
  const guessed = model === '3pl' && fixedGuess === undefined;
  return {
    size: ids.length,
    freeSlope: free(model !== 'rasch'),
    freeIntercept: free(true),
    freeGuess: free(guessed),
    freeMean: anchored,
    freeSd: anchored || model === 'rasch',
    slopePrior: options.slopePrior ?? (guessed ? SLOPE_PRIOR : undefined),
    guessPrior: options.guessPrior ?? GUESS_PRIOR,
    interceptPriorSd: guessed ? INTERCEPT_PRIOR_SD : undefined,
  };
}

function startOf(
  kept: readonly number[],
  { items }: Responses,
  counted: readonly Tally[],
  { model, fixedGuess, guessPrior = GUESS_PRIOR, anchors }: CalibrationOptions,
): Parameters {
  const { alpha, beta } = guessPrior;
  const probable = (alpha - 1) / (alpha + beta - 2);
  const guessOf = (item: number) => {
    if (model !== '3pl') return 0;
    if (typeof fixedGuess === 'number') return fixedGuess;
    return fixedGuess?.get(items[item]!) ?? probable;
  };
  const slope = new Float64Array(kept.length).fill(1);
  const guess = Float64Array.from(kept, (item) => logit(guessOf(item)));
  const intercept = Float64Array.from(kept, (item) => {
    const { answered, right } = counted[item]!;
    const c = guessOf(item);
    const share = Math.max(0.02, (right / answered - c) / (1 - c));
    // The slope of a logistic of 1 under a standard normal ability.
    return logit(Math.min(0.999, share)) * 1.16;
  });
  for (const [place, item] of kept.entries()) {
    const anchor = anchors?.get(items[item]!);
    if (!anchor) continue;
    slope[place] = anchor.a;
    intercept[place] = -anchor.a * anchor.b;
    guess[place] = logit(anchor.c);
  }
  return { slope, intercept, guess, mean: 0, logSd: 0 };
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}

function itemOf(id: string, place: number, fit: Fit, anchored: boolean): CalibratedItem {
  const { parameters, layout, covariance } = fit;
  const a = parameters.slope[place]!;
  const b = -parameters.intercept[place]! / a;
  const c = logistic(parameters.guess[place]!);
  const entry = (i: number, j: number) =>
    i < 0 || j < 0 || !covariance ? 0 : covariance[i * layout.length + j]!;
  const [atA, atD] = [layout.slope[place]!, layout.intercept[place]!];
  const known = covariance !== undefined && atD >= 0;
  const varA = entry(atA, atA);
  // b = -d / a: the delta method.
  const varB = (entry(atD, atD) + b * b * varA + 2 * b * entry(atA, atD)) / a ** 2;
  const cov = -(entry(atA, atD) + b * varA) / a;
  return {
    id,
    a,
    b,
    c,
    seA: known && atA >= 0 ? Math.sqrt(varA) : undefined,
    seB: known ? Math.sqrt(varB) : undefined,
    covAB: known ? cov : undefined,
    anchored,
    runaway: isRunaway(a),
  };
}
