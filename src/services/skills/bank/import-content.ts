import { type Context, transaction } from '#platform/context.ts';
import { bundledItems } from '../content/index.ts';
import { provisionalItem } from '../domain/items/provisional.ts';
import type { ItemSource } from '../files/item-source.ts';
import {
  activeVersion,
  type BankItem,
  itemsOfBank,
  keepChangedItems,
  latestVersions,
  lockBank,
  type Origin,
} from '../queries/bank.ts';
import { adoptVersion, newVersion } from './versions.ts';

export interface ContentImport {
  /** The version that is active afterwards. */
  readonly version: number;
  /** Items whose text is new or has changed. */
  readonly changed: number;
  readonly items: number;
}

/**
 * Brings the items of the program into the bank. When some are new, changed or gone, a version is made
 * and adopted: what answers have measured keeps its parameters as long as its text is the same, the
 * rest begins with the level its author intended. Tests that were begun keep their version.
 */
export async function importContent(ctx: Context): Promise<ContentImport> {
  return transaction(ctx, async (tx) => {
    await lockBank(tx.db);
    const english = new Map(bundledItems('en').map((item) => [item.id, item]));
    const content = bundledItems('fr').map((fr) => ({ id: fr.id, fr, en: english.get(fr.id)! }));
    const changed = await keepChangedItems(tx.db, content, ctx.clock.now());
    const active = await activeVersion(tx.db);
    const before = active === undefined ? [] : await itemsOfBank(tx.db, active);
    const measured = before.some(({ status }) => status === 'calibrated');
    const items = await itemsOf(tx, content, before, measured);
    const summary = { changed: changed.length, items: items.length };
    if (active !== undefined && sameItems(before, items)) return { version: active, ...summary };
    const origin: Origin = measured ? 'answers' : 'content';
    const version = await newVersion(tx, origin, items);
    const adopted = await adoptVersion(tx, version);
    if (!adopted.ok) throw new Error(`bank ${version}: ${adopted.error}`);
    return { version, ...summary };
  });
}

async function itemsOf(
  { db }: Context,
  content: readonly { readonly id: string; readonly fr: ItemSource }[],
  before: readonly BankItem[],
  measured: boolean,
): Promise<readonly BankItem[]> {
  const known = new Map(before.map((item) => [item.id, item]));
  const versions = await latestVersions(db);
  return content.map(({ id, fr }) => {
    const itemVersion = versions.get(id)!;
    const was = known.get(id);
    if (was?.itemVersion === itemVersion) return was;
    const item = provisionalItem(fr);
    if (!item) throw new Error(`item ${id} has no competence or no level`);
    const { a, b, c = 0, area = '' } = item;
    // Among items that were measured, a level that somebody intended must not count.
    const status = measured ? 'pilot' : 'provisional';
    return { id, itemVersion, a, b, c, seB: null, area, status };
  });
}

function sameItems(before: readonly BankItem[], after: readonly BankItem[]): boolean {
  const versions = new Map(before.map(({ id, itemVersion }) => [id, itemVersion]));
  return (
    before.length === after.length &&
    after.every(({ id, itemVersion }) => versions.get(id) === itemVersion)
  );
}
