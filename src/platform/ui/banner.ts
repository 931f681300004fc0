import type { Context } from '../context.ts';
import type { Lang } from '../i18n/index.ts';
import type { Banner, BannerSource } from './navigation.ts';

const KEPT_MS = 5_000;

interface Kept {
  readonly at: number;
  readonly banner: Promise<Banner | undefined>;
}

/** The first band a service asks for; asked again after five seconds, not at every page. */
export function firstBanner(sources: readonly BannerSource[]): BannerSource {
  const kept = new WeakMap<Context, Map<Lang, Kept>>();
  return (ctx, lang) => {
    if (sources.length === 0) return Promise.resolve(undefined);
    const mine = kept.get(ctx) ?? new Map<Lang, Kept>();
    kept.set(ctx, mine);
    const at = ctx.clock.now().getTime();
    const found = mine.get(lang);
    if (found && at - found.at < KEPT_MS) return found.banner;
    const banner = ask(sources, ctx, lang);
    mine.set(lang, { at, banner });
    banner.catch(() => mine.delete(lang));
    return banner;
  };
}

async function ask(sources: readonly BannerSource[], ctx: Context, lang: Lang) {
  for (const source of sources) {
    const banner = await source(ctx, lang);
    if (banner) return banner;
  }
  return undefined;
}
