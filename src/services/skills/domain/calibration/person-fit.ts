import type { Answers, Bank } from '../irt/bank.ts';
import { logistic } from '../irt/response-model.ts';

/** How the ability was estimated: its own error is taken out of the statistic. */
export type FitMethod = 'wle' | { readonly priorSd: number };

/**
 * lz* (Snijders, 2001; Magis, Raiche and Beland, 2012): about standard normal for somebody who answers
 * as the model says, whatever the ability; below -2, the answers look odd for that level (items known
 * beforehand, answers by chance, a bad start). A reason to look, never to refuse. `theta` is the WLE, or
 * the MAP with this prior. `undefined` with fewer than three answers.
 */
export function personFit(
  bank: Bank,
  { items, right }: Answers,
  theta: number,
  method: FitMethod,
): number | undefined {
  if (items.length < 3) return undefined;
  let surprise = 0;
  let projected = 0;
  let total = 0;
  let j = 0;
  const weights: { w: number; r: number; spread: number }[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const a = bank.a[item]!;
    const c = bank.c[item]!;
    const star = logistic(a * (theta - bank.b[item]!));
    const p = c + (1 - c) * star;
    const slope = (1 - c) * a * star * (1 - star);
    const spread = p * (1 - p);
    // An item that everybody of this level gets right, or wrong, cannot surprise in the formula.
    if (spread < 1e-12) continue;
    const w = Math.log(p / (1 - p));
    const r = slope / spread;
    surprise += (right[i]! - p) * w;
    projected += slope * w;
    total += slope * r;
    j += r * slope * a * (1 - 2 * star);
    weights.push({ w, r, spread });
  }
  if (total === 0) return undefined;
  const ratio = projected / total;
  const drift = method === 'wle' ? j / (2 * total) : -theta / method.priorSd ** 2;
  const variance = weights.reduce(
    (sum, { w, r, spread }) => sum + (w - ratio * r) ** 2 * spread,
    0,
  );
  return variance > 1e-12 ? (surprise + ratio * drift) / Math.sqrt(variance) : undefined;
}
