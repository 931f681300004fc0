import type { Context } from '#platform/context.ts';

/** What everybody is shown for a moment: the page with the nonce that its style needs. */
export interface Landing {
  readonly html: string;
  readonly status: number;
  readonly nonce: string;
}

/** So long may the page say what was true; other processes learn of a stop within it. */
const FRESH_MS = 1_000;
const MOST = 200;

interface Kept {
  readonly landing: Promise<Landing>;
  readonly until: number;
}
const kept = new WeakMap<object, Map<string, Kept>>();

/** Rendered once a second at most for each address, however many ask. */
export function landingOf(
  ctx: Context,
  address: string,
  render: () => Promise<Landing>,
): Promise<Landing> {
  const pages = kept.get(ctx.db) ?? new Map<string, Kept>();
  kept.set(ctx.db, pages);
  const now = performance.now();
  const known = pages.get(address);
  if (known && known.until > now) return known.landing;
  if (pages.size >= MOST) pages.clear();
  const landing = render();
  pages.set(address, { landing, until: now + FRESH_MS });
  // A failure is for those who asked, not for those who come next.
  landing.catch(() => pages.delete(address));
  return landing;
}

/** After an officer's change: the next visitor sees it. */
export function forgetLandings(ctx: Context): void {
  kept.get(ctx.db)?.clear();
}
