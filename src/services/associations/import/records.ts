import { decodeBytes, type Encoding, encodingOf } from './decode.ts';

export type RecordFault = 'line_too_long' | 'unclosed_quote' | 'column_count';

export interface CsvHandler {
  /** The first record. */
  titles(values: readonly string[]): void;
  /** `line`: where it begins, as an editor counts; the titles are line 1. */
  record(values: string[], line: number): void;
  fault(fault: RecordFault, line: number, excerpt: string): void;
}

export interface CsvOptions {
  readonly delimiter: ';' | ',';
  /** Characters of one record at most; memory never holds more than this and one chunk. */
  readonly maxRecord?: number;
}

const MAX_RECORD = 1_048_576;
const EXCERPT = 200;
const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Reads records from pieces of a CSV file, in constant memory. Bytes are cut as they are, and each
 * record is decoded for itself: separators are ASCII in both encodings, so a file that mixes UTF-8 and
 * windows-1252 reads right. A line whose quotes swallow others is given up alone, and reading
 * goes on at the line after it.
 */
export class CsvReader {
  readonly encodings: Record<Encoding, number> = { ascii: 0, 'utf-8': 0, 'windows-1252': 0 };
  private rest = '';
  private line = 1;
  private columns = 0;
  private skipping = false;
  private readonly delimiter: string;
  private readonly delimiterCode: number;
  private readonly maxRecord: number;
  private readonly handler: CsvHandler;

  constructor(handler: CsvHandler, { delimiter, maxRecord = MAX_RECORD }: CsvOptions) {
    this.handler = handler;
    this.delimiter = delimiter;
    this.delimiterCode = delimiter.charCodeAt(0);
    this.maxRecord = maxRecord;
  }

  write(chunk: Buffer): void {
    this.read(this.rest + chunk.toString('latin1'), false);
  }

  end(): void {
    if (this.rest !== '') this.read(this.rest.endsWith('\n') ? this.rest : `${this.rest}\n`, true);
    this.rest = '';
  }

  private read(text: string, last: boolean): void {
    let at = 0;
    if (this.columns === 0 && text.startsWith('\xef\xbb\xbf')) at = 3;
    while (at < text.length) {
      const lineEnd = text.indexOf('\n', at);
      if (this.skipping) {
        if (lineEnd < 0) {
          this.rest = '';
          return;
        }
        this.skipping = false;
        this.line++;
        at = lineEnd + 1;
        continue;
      }
      if (lineEnd < 0) {
        if (text.length - at <= this.maxRecord) break;
        this.handler.fault('line_too_long', this.line, excerptOf(text, at, text.length));
        this.skipping = true;
        this.rest = '';
        return;
      }
      const next = this.one(text, at, lineEnd, last);
      if (next < 0) break;
      at = next;
    }
    this.rest = at === 0 ? text : text.slice(at);
  }

  /** Reads the record at `at`; where the next one begins, or -1 when its end is not here yet. */
  private one(text: string, at: number, lineEnd: number, last: boolean): number {
    const begin = this.line;
    const stop = text.charCodeAt(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
    if (stop <= at) {
      this.line++;
      return lineEnd + 1;
    }
    if (stop - at > this.maxRecord) {
      this.giveUp('line_too_long', text, at, lineEnd);
      return lineEnd + 1;
    }
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote > stop) {
      this.take(text.slice(at, stop).split(this.delimiter), text, at, stop, begin);
      this.line++;
      return lineEnd + 1;
    }
    const fields: string[] = [];
    const end = this.fields(text, at, fields);
    if (end < 0) {
      if (!last && text.length - at <= this.maxRecord) return -1;
      this.fallBack('unclosed_quote', text, at, stop, lineEnd);
      return lineEnd + 1;
    }
    if (this.columns > 0 && fields.length !== this.columns) {
      this.fallBack('column_count', text, at, stop, lineEnd);
      return lineEnd + 1;
    }
    this.take(fields, text, at, end, begin);
    for (let i = lineEnd; i >= 0 && i <= end; i = text.indexOf('\n', i + 1)) this.line++;
    return end + 1;
  }

  /** The fields of the record at `at`, and the place of the line feed that ends it; -1: not here yet. */
  private fields(text: string, at: number, fields: string[]): number {
    let i = at;
    for (;;) {
      let end: number;
      if (text.charCodeAt(i) === QUOTE) {
        end = this.closing(text, i + 1);
        if (end < 0) return -1;
        const value = text.slice(i + 1, end);
        fields.push(value.includes('""') ? value.replaceAll('""', '"') : value);
        end++;
      } else {
        end = i;
        let code = text.charCodeAt(end);
        while (code !== this.delimiterCode && code !== LF) {
          if (end >= text.length) return -1;
          code = text.charCodeAt(++end);
        }
        const stop = code === LF && text.charCodeAt(end - 1) === CR && end > i ? end - 1 : end;
        fields.push(text.slice(i, stop));
      }
      if (text.charCodeAt(end) === CR) end++;
      if (text.charCodeAt(end) === LF) return end;
      i = end + 1;
    }
  }

  /** A quote closes where a separator or the end of the line follows; another one is a part of the text. */
  private closing(text: string, from: number): number {
    let at = text.indexOf('"', from);
    while (at >= 0) {
      const next = text.charCodeAt(at + 1);
      if (next === this.delimiterCode || next === LF) return at;
      if (next === CR && text.charCodeAt(at + 2) === LF) return at;
      if (Number.isNaN(next)) return -1;
      at = text.indexOf('"', next === QUOTE ? at + 2 : at + 1);
    }
    return -1;
  }

  /** One physical line whose quotes are wrong: perhaps they are plain signs; else it is given up. */
  private fallBack(fault: RecordFault, text: string, at: number, stop: number, lineEnd: number) {
    const values = text.slice(at, stop).split(this.delimiter);
    if (this.columns === 0 || values.length !== this.columns) {
      return this.giveUp(fault, text, at, lineEnd);
    }
    const plain = values.map((value) =>
      value.length > 1 && value.startsWith('"') && value.endsWith('"')
        ? value.slice(1, -1).replaceAll('""', '"')
        : value,
    );
    this.take(plain, text, at, stop, this.line);
    this.line++;
  }

  private giveUp(fault: RecordFault, text: string, at: number, lineEnd: number): void {
    this.handler.fault(fault, this.line, excerptOf(text, at, lineEnd));
    this.line++;
  }

  private take(fields: string[], text: string, at: number, stop: number, line: number): void {
    if (this.columns === 0) {
      this.columns = fields.length;
      this.handler.titles(fields.map((field) => decodeBytes(field, encodingOf(field)).trim()));
      return;
    }
    if (fields.length !== this.columns) {
      this.handler.fault('column_count', line, excerptOf(text, at, stop));
      return;
    }
    const bytes = text.slice(at, stop);
    const encoding = encodingOf(bytes);
    this.encodings[encoding]++;
    if (encoding !== 'ascii') {
      for (let i = 0; i < fields.length; i++) {
        const field = fields[i] as string;
        if (field !== '') fields[i] = decodeBytes(field, HIGH.test(field) ? encoding : 'ascii');
      }
    }
    this.handler.record(fields, line);
  }
}

const HIGH = /[\x80-\xff]/;

function excerptOf(text: string, at: number, end: number): string {
  const bytes = text.slice(at, Math.min(end, at + EXCERPT)).replace(/[\r\n]+$/, '');
  return decodeBytes(bytes, encodingOf(bytes));
}
