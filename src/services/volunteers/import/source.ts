import { parse } from 'csv-parse';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';

/** Opens the same bytes again for each pass: a file, or what a form carried. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

export type Encoding = 'utf-8' | 'windows-1252';
export type Delimiter = ';' | ',' | '\t';
export type SourceError = 'empty' | 'not_text';

export interface Source {
  readonly encoding: Encoding;
  /** The file says itself that it is UTF-8. */
  readonly marked: boolean;
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
}

/** Lines of one record, as a text editor counts them: the titles are line 1. */
export interface SourceRow {
  readonly line: number;
  readonly values: readonly string[];
}

/**
 * Looks at the whole input once: UTF-8 unless one byte says otherwise (then windows-1252, what a
 * spreadsheet in French writes), and the delimiter that cuts the line of titles best.
 */
export async function inspect(open: OpenBytes): Promise<Result<Source, SourceError>> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let encoding: Encoding = 'utf-8';
  let head = new Uint8Array();
  for await (const chunk of open()) {
    if (chunk.includes(0)) return refuse('not_text');
    if (head.length < HEAD_BYTES) head = concat(head, chunk.subarray(0, HEAD_BYTES));
    if (encoding === 'utf-8') {
      try {
        strict.decode(chunk, { stream: true });
      } catch {
        encoding = 'windows-1252';
      }
    } else if (head.length >= HEAD_BYTES) break;
  }
  const text = new TextDecoder(encoding).decode(head).replace(/^\uFEFF/, '');
  const titles = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '');
  if (titles === undefined) return refuse('empty');
  const delimiter = DELIMITERS.map((candidate) => ({
    candidate,
    columns: titles.split(candidate).length,
  })).sort((a, b) => b.columns - a.columns)[0]?.candidate as Delimiter;
  const first = await firstRow(open, encoding, delimiter);
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return first ? ok({ encoding, marked, delimiter, headers: first }) : refuse('empty');
}

/** Every record after the titles; empty lines are passed over. */
export async function* readRows(open: OpenBytes, source: Source): AsyncGenerator<SourceRow> {
  let isTitles = true;
  for await (const row of parsed(open, source.encoding, source.delimiter)) {
    if (isTitles) isTitles = false;
    else if (row.values.some((value) => value !== '')) yield row;
  }
}

/** Badly closed quotes swallow the rest of a file: the line says where to look. */
export class MalformedCsv extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`malformed CSV at line ${line}`);
    this.line = line;
  }
}

const HEAD_BYTES = 64 * 1024;
const DELIMITERS: readonly Delimiter[] = [';', ',', '\t'];

async function firstRow(open: OpenBytes, encoding: Encoding, delimiter: Delimiter) {
  for await (const row of parsed(open, encoding, delimiter, 1)) return row.values;
  return undefined;
}

async function* parsed(
  open: OpenBytes,
  encoding: Encoding,
  delimiter: Delimiter,
  atMost?: number,
): AsyncGenerator<SourceRow> {
  let lastLine = 0;
  const parser = parse({
    ...(atMost === undefined ? {} : { to: atMost }),
    delimiter,
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
    on_record(record, { lines }) {
      lastLine = lines;
      return record;
    },
  });
  const feeding = feed(open, encoding, parser);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      yield { line, values: record };
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('CSV_')) throw error;
    // The parser reads ahead of us, and what it had read is lost with the error.
    throw new MalformedCsv(lastLine + 1);
  } finally {
    parser.destroy();
    await feeding;
  }
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function feed(open: OpenBytes, encoding: Encoding, parser: ReturnType<typeof parse>) {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  try {
    for await (const chunk of open()) {
      if (parser.destroyed) return;
      if (!parser.write(decoder.decode(chunk, { stream: true }))) await drained(parser);
    }
    if (!parser.destroyed) parser.end(decoder.decode());
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    if (parser.destroyed) return resolve();
    const done = () => {
      parser.off('drain', done);
      parser.off('close', done);
      resolve();
    };
    parser.on('drain', done);
    parser.on('close', done);
  });
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
