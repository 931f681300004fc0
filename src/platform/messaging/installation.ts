import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { selectDemo, updateDemo } from './queries/installation.ts';

const KEPT_MS = 2_000;
const kept = new WeakMap<Config, { readonly demo: boolean; readonly readAt: number }>();

/** Is this an installation with demo data, from which nothing may leave? Up to two seconds old. */
export async function isDemo(ctx: Context): Promise<boolean> {
  const before = kept.get(ctx.config);
  const age = before ? performance.now() - before.readAt : Number.POSITIVE_INFINITY;
  if (before && age < KEPT_MS) return before.demo;
  const demo = await selectDemo(ctx.db);
  kept.set(ctx.config, { demo, readAt: performance.now() });
  return demo;
}

export async function setDemo(ctx: Context, demo: boolean): Promise<void> {
  await updateDemo(ctx.db, demo);
  kept.delete(ctx.config);
}
