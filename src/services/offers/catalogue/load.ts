import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, transaction } from '#platform/context.ts';
import { hostingsOf, saveProducts, storedProducts } from '../queries/products.ts';
import { type CatalogueEntry, type CatalogueProblem, parseCatalogue } from './file.ts';

const SHIPPED = join(import.meta.dirname, 'products.csv');

export type LoadResult =
  | { readonly ok: true; readonly products: number }
  | { readonly ok: false; readonly problems: readonly CatalogueProblem[] };

/** Reads a catalogue file into the database, by short name: all of it, or nothing when a line is wrong. */
export async function loadCatalogue(
  ctx: Context,
  text: string,
  source: 'catalogue' | 'entered',
): Promise<LoadResult> {
  return transaction(ctx, async (tx) => {
    const stored = await storedProducts(tx.db);
    const known = new Set(stored.filter(({ libre }) => libre).map(({ slug }) => slug));
    const { entries, problems } = parseCatalogue(text, known);
    if (problems.length > 0) return { ok: false, problems };
    const byHand = new Set(
      stored.filter((one) => one.source === 'entered').map(({ slug }) => slug),
    );
    const kept = entries.filter(({ slug }) => source === 'entered' || !byHand.has(slug));
    await saveProducts(
      tx.db,
      kept.map((entry) => ({
        ...entry,
        id: tx.ids.next<'product'>(),
        source,
        hostings: entry.hostings.map((one) => ({ ...one, id: tx.ids.next<'hosting'>() })),
      })),
      tx.clock.now(),
    );
    return { ok: true, products: kept.length };
  });
}

/** The catalogue that comes with Renfort; products added or changed by hand are left as they are. */
export async function loadShippedCatalogue(ctx: Context): Promise<number> {
  const loaded = await loadCatalogue(ctx, readFileSync(SHIPPED, 'utf8'), 'catalogue');
  if (!loaded.ok) throw new Error('The catalogue that ships has mistakes: its test says which');
  return loaded.products;
}

/** Everything in the database, in the form of the file. */
export async function catalogueEntries(ctx: Context): Promise<CatalogueEntry[]> {
  const stored = await storedProducts(ctx.db);
  const hostings = await hostingsOf(
    ctx.db,
    stored.map(({ id }) => id),
  );
  return stored.map(({ id, source: _, ...product }) => ({
    ...product,
    hostings: hostings
      .filter(({ productId }) => productId === id)
      .map(({ id: _id, productId: _product, ...hosting }) => hosting),
  }));
}
