import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { FigureSource, PublicFigure, TodoItem } from '#platform/ui/navigation.ts';

const FIGURES_KEPT_MS = 60_000;

interface Kept {
  readonly at: number;
  readonly figures: Promise<readonly PublicFigure[]>;
}

/** Counting a country takes a while: the home page asks once a minute and shows no zero. */
export function cachedFigures(sources: readonly FigureSource[]) {
  // Per context: two installations in one process (as in tests) do not share their counts.
  const kept = new WeakMap<Context, Map<Lang, Kept>>();
  return (ctx: Context, lang: Lang): Promise<readonly PublicFigure[]> => {
    const mine = kept.get(ctx) ?? new Map<Lang, Kept>();
    kept.set(ctx, mine);
    const at = ctx.clock.now().getTime();
    const found = mine.get(lang);
    if (found && at - found.at < FIGURES_KEPT_MS) return found.figures;
    const figures = Promise.all(sources.map((source) => source(ctx, lang))).then((lists) =>
      lists.flat().filter((figure) => figure.value > 0),
    );
    mine.set(lang, { at, figures });
    figures.catch(() => mine.delete(lang));
    return figures;
  };
}

/** What has a date first, the earliest on top; then the rest in the order the services gave it. */
export function sortTodo(items: readonly TodoItem[]): readonly TodoItem[] {
  const time = (item: TodoItem) => item.due?.getTime() ?? Number.POSITIVE_INFINITY;
  return items.toSorted((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)));
}
