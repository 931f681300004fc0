import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '#platform/i18n/index.ts';
import type { ItemSource } from '../files/item-source.ts';
import { readItemTable } from '../files/item-table.ts';

const read = new Map<Lang, readonly ItemSource[]>();

/** The items that come with Renfort, written by us, in one language; the same ids in each. */
export function bundledItems(lang: Lang): readonly ItemSource[] {
  const known = read.get(lang);
  if (known) return known;
  const name = `items.${lang}.csv`;
  const { items, errors } = readItemTable(readFileSync(join(import.meta.dirname, name)), name);
  const [first] = errors;
  if (first) throw new Error(`${name}, line ${first.line}: ${first.code} ${first.found ?? ''}`);
  read.set(lang, items);
  return items;
}

/** A picture of an item with places to point at; `undefined` for a name that is none. */
export function itemPicture(name: string): Buffer | undefined {
  const path = join(import.meta.dirname, 'pictures', name);
  return /^[a-z0-9-]+\.svg$/.test(name) && existsSync(path) ? readFileSync(path) : undefined;
}
