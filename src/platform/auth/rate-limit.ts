import type { Context } from '../context.ts';
import type { RateRule } from './domain/rate-rule.ts';
import { sha256 } from './hash.ts';
import { countPoint, forgetPoints, readPoints } from './queries/rate-limits.ts';

export type { RateRule } from './domain/rate-rule.ts';

export type RateVerdict =
  | { readonly allowed: true; readonly left: number }
  | { readonly allowed: false; readonly retryAt: Date };

/** Uses one point of somebody's allowance. Call outside a transaction that may roll back. */
export async function take(ctx: Context, rule: RateRule, whom: string): Promise<RateVerdict> {
  const now = ctx.clock.now();
  const end = new Date(now.getTime() + rule.minutes * 60_000);
  const { points, resetsAt } = await countPoint(ctx.db, keyOf(rule, whom), now, end);
  return verdict(rule, points, resetsAt);
}

/** Would one more be refused? Uses nothing; for rules that count failures only. */
export async function look(ctx: Context, rule: RateRule, whom: string): Promise<RateVerdict> {
  const row = await readPoints(ctx.db, keyOf(rule, whom), ctx.clock.now());
  return row ? verdict(rule, row.points + 1, row.resetsAt) : { allowed: true, left: rule.points };
}

/** After a success: failures of the past no longer count. */
export async function forgive(ctx: Context, rule: RateRule, whom: string): Promise<void> {
  await forgetPoints(ctx.db, keyOf(rule, whom));
}

function verdict(rule: RateRule, points: number, retryAt: Date): RateVerdict {
  if (points > rule.points) return { allowed: false, retryAt };
  return { allowed: true, left: rule.points - points };
}

/** The table must not become a list of addresses and e-mails. */
function keyOf(rule: RateRule, whom: string): string {
  return `${rule.name}:${sha256(rule.name, '\0', whom).toString('base64url').slice(0, 27)}`;
}
