import type { Responses } from '../domain/calibration/responses.ts';
import { InputError, numberIn, readTable } from './table.ts';

/** One column an item, one row a person; 1 right, 0 wrong, empty or NA not asked. @throws InputError */
export function readResponses(bytes: Uint8Array, name: string): Responses {
  const { titles, rows } = readTable(bytes, name);
  if (rows.length === 0) throw new InputError(`${name} has no row under its titles`);
  const values = new Int8Array(rows.length * titles.length);
  let at = 0;
  for (const { line, cells } of rows) {
    for (const [column, cell] of cells.entries()) {
      if (cell === '1') values[at] = 1;
      else if (cell === '0') values[at] = 0;
      else if (cell === '' || cell === 'NA') values[at] = -1;
      else {
        throw new InputError(
          `${name}, line ${line}, column "${titles[column]}": "${cell}" is neither 0, 1 nor empty`,
        );
      }
      at++;
    }
  }
  return { items: titles, people: rows.length, values };
}

/** Columns `row,theta` (or `theta` alone): the true abilities, in the order of the responses. @throws InputError */
export function readThetas(bytes: Uint8Array, name: string): Float64Array {
  const { titles, rows } = readTable(bytes, name);
  const column = titles.findIndex((title) => title.toLowerCase() === 'theta');
  if (column < 0) throw new InputError(`${name}, line 1: no column "theta"`);
  return Float64Array.from(rows, ({ line, cells }) =>
    numberIn(cells[column]!, `${name}, line ${line}, theta`),
  );
}
