import { parse } from 'csv-parse/sync';

/** What a person can mend in a file: the message says where and what to do. */
export class InputError extends Error {}

export interface TableRow {
  /** As a text editor counts: the titles are usually on line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly TableRow[];
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV: titles, then rows of as many cells. UTF-8 with or without a byte order mark, CRLF or LF,
 * quoted or not, separated by commas (or semicolons, when the titles are).
 * @throws InputError
 */
export function readTable(bytes: Uint8Array, name: string): Table {
  const text = textOf(bytes, name);
  const titleLine = /^\s*([^\r\n]*)/.exec(text)?.[1] ?? '';
  const bare = titleLine.replace(/"[^"]*"/g, '');
  const delimiter = bare.split(';').length > bare.split(',').length ? ';' : ',';
  let records: ParsedRecord[];
  try {
    const options = { bom: true, info: true, relax_column_count: true, delimiter, trim: true };
    records = parse(text, options) as unknown as ParsedRecord[];
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    throw new InputError(`${name}, line ${lines ?? '?'}: the quotes do not match (${message})`);
  }
  const [first, ...others] = withLines(records);
  if (!first || first.cells.every((cell) => cell === '')) {
    throw new InputError(`${name} is empty: the first line must give the titles of the columns`);
  }
  checkTitles(first.cells, name);
  // A line with nothing on it says nothing, unless the file has a single column: then it is an empty cell.
  const rows = others.filter((row) => first.cells.length === 1 || !isBlank(row));
  while (rows.length > 0 && isBlank(rows.at(-1)!)) rows.pop();
  for (const { line, cells } of rows) {
    if (cells.length !== first.cells.length) {
      throw new InputError(
        `${name}, line ${line}: ${cells.length} cells where the titles are ${first.cells.length}`,
      );
    }
  }
  return { titles: first.cells, rows };
}

function isBlank({ cells }: TableRow): boolean {
  return cells.length === 1 && cells[0] === '';
}

function textOf(bytes: Uint8Array, name: string): string {
  if (bytes.includes(0)) throw new InputError(`${name} is not a text file: save it as CSV, UTF-8`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name} is not in UTF-8: save it as CSV, UTF-8`);
  }
}

/** The parser tells where a record ends; a record begins after the one before it. */
function withLines(records: readonly ParsedRecord[]): TableRow[] {
  let line = 1;
  return records.map(({ record, info }) => {
    const row = { line, cells: record };
    line = info.lines + 1;
    return row;
  });
}

function checkTitles(titles: readonly string[], name: string): void {
  const seen = new Map<string, number>();
  for (const [at, title] of titles.entries()) {
    if (title === '') throw new InputError(`${name}, line 1: column ${at + 1} has no title`);
    const before = seen.get(title);
    if (before !== undefined) {
      throw new InputError(
        `${name}, line 1: "${title}" is the title of columns ${before} and ${at + 1}`,
      );
    }
    seen.set(title, at + 1);
  }
}

/** A finite number with a decimal point. @throws InputError */
export function numberIn(cell: string, where: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell)) {
    throw new InputError(`${where}: "${cell}" is not a number (use a point for decimals)`);
  }
  return Number(cell);
}
