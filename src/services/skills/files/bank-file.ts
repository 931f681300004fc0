import { type Bank, type BankError, bankOf, type Item } from '../domain/irt/bank.ts';
import { InputError, numberIn, readTable, type Table } from './table.ts';

export interface BankFile {
  readonly bank: Bank;
  /** Items whose `a` and `b` are empty, as calibration leaves those it could not estimate. */
  readonly unknown: ReadonlySet<string>;
}

const WHAT: Readonly<Record<BankError, string>> = {
  bank_empty: 'no item with parameters',
  item_twice: 'this item is there already',
  item_without_id: 'the item has no name',
  parameter_impossible: 'a chance of guessing is at least 0 and below 1',
};

/** Columns `item,a,b[,c][,area]`, others are passed over. @throws InputError */
export function readBank(bytes: Uint8Array, name: string): BankFile {
  const table = readTable(bytes, name);
  const titles = table.titles.map((title) => title.toLowerCase());
  const column = (title: string) => titles.indexOf(title);
  for (const title of ['item', 'a', 'b']) {
    if (column(title) < 0) {
      throw new InputError(
        `${name}, line 1: no column "${title}" (a bank has item,a,b[,c][,area])`,
      );
    }
  }
  const unknown = new Set<string>();
  const items: Item[] = [];
  const lines: number[] = [];
  for (const row of table.rows) {
    const item = itemOf(row, column, name);
    if (item) {
      items.push(item);
      lines.push(row.line);
    } else unknown.add(row.cells[column('item')]!);
  }
  const bank = bankOf(items);
  if (bank.ok) return { bank: bank.value, unknown };
  const at = lines[Number(bank.detail?.item)];
  throw new InputError(`${name}${at === undefined ? '' : `, line ${at}`}: ${WHAT[bank.error]}`);
}

function itemOf(
  { line, cells }: Table['rows'][number],
  column: (title: string) => number,
  name: string,
): Item | undefined {
  const cell = (title: string) => cells[column(title)] ?? '';
  const number = (title: string) => numberIn(cell(title), `${name}, line ${line}, ${title}`);
  if (cell('a') === '' && cell('b') === '') return undefined;
  const area = cell('area');
  return {
    id: cell('item'),
    a: number('a'),
    b: number('b'),
    ...(cell('c') === '' ? {} : { c: number('c') }),
    ...(area === '' ? {} : { area }),
  };
}
