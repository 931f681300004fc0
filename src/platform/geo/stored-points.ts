import type { Context } from '../context.ts';
import { pointsRevision, storedPoints } from './queries.ts';
import { overlayPoints } from './table.ts';

const REFRESH_MS = 10_000;

let known: string | undefined;

/** Takes the imported coordinates into this process's table, when they changed. */
export async function refreshCommunes(ctx: Context): Promise<void> {
  const revision = await pointsRevision(ctx.db);
  if (revision === known) return;
  overlayPoints(revision === undefined ? [] : await storedPoints(ctx.db));
  known = revision;
}

/** While the program serves: an import by another process is seen within ten seconds. */
export async function followImports(ctx: Context): Promise<{ stop(): Promise<void> }> {
  await refreshCommunes(ctx);
  const timer = setInterval(() => {
    refreshCommunes(ctx).catch((err) => ctx.log.warn({ err }, 'commune points not refreshed'));
  }, REFRESH_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
    },
  };
}
