import type { Config } from '#platform/config.ts';
import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { bankOf } from '../domain/irt/bank.ts';
import { type PosteriorTable, posteriorTable } from '../domain/irt/posterior.ts';
import type { ItemSource } from '../files/item-source.ts';
import { activeVersion, itemsOfBank, type WrittenItem } from '../queries/bank.ts';
import { importContent } from './import-content.ts';

/** A version of the bank, ready to measure: its columns in the order of `items`. */
export interface LoadedBank {
  readonly number: number;
  readonly items: readonly WrittenItem[];
  readonly table: PosteriorTable;
  /** 1 for an item that is asked without counting. */
  readonly pilots: Uint8Array;
}

/** An adopted version never changes: it is read once by each program. */
const loaded = new WeakMap<Config, Map<number, Promise<LoadedBank>>>();

export function bankNumbered(ctx: Context, number: number): Promise<LoadedBank> {
  const known = loaded.get(ctx.config) ?? new Map<number, Promise<LoadedBank>>();
  loaded.set(ctx.config, known);
  let bank = known.get(number);
  if (!bank) {
    bank = readBank(ctx, number);
    // A failure is not kept.
    bank.catch(() => known.delete(number));
    known.set(number, bank);
  }
  return bank;
}

/** The version that measures new tests; the first of all is made from the content. */
export async function activeBank(ctx: Context): Promise<LoadedBank> {
  const number = (await activeVersion(ctx.db)) ?? (await importContent(ctx)).version;
  return bankNumbered(ctx, number);
}

/** What is asked, in a language. */
export function itemIn(bank: LoadedBank, id: string, lang: Lang): ItemSource | undefined {
  const position = bank.table.bank.positions.get(id);
  return position === undefined ? undefined : bank.items[position]?.[lang];
}

async function readBank(ctx: Context, number: number): Promise<LoadedBank> {
  const items = await itemsOfBank(ctx.db, number);
  const bank = bankOf(items);
  if (!bank.ok) throw new Error(`bank ${number}: ${bank.error}`);
  return {
    number,
    items,
    table: posteriorTable(bank.value),
    pilots: Uint8Array.from(items, ({ status }) => (status === 'pilot' ? 1 : 0)),
  };
}
