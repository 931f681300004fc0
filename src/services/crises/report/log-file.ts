import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { canonicalJson } from '#platform/audit/chain.ts';
import type { JsonValue } from '#platform/db/column-types.ts';
import type { LogEnd } from '../domain/log-check.ts';
import type { SealedEntry } from '../queries/log.ts';
import type { LogLine } from '../situation-log.ts';

/** What an exported log says of itself, beside its lines. */
export interface LogFile {
  readonly crisis: string;
  readonly exercise: boolean;
  readonly end: LogEnd;
  readonly lines: readonly LogLine[];
}

const HEX = /^(?:[0-9a-f]{64})?$/;
const FORMAT = 'renfort-situation-log/1';
const COLUMNS = [
  'crisis',
  'exercise',
  'log_length',
  'log_seal',
  'number',
  'at',
  'kind',
  'author',
  'text',
  'detail',
  'seal',
] as const;

/** One document on the whole log, then one per line. */
export function logAsJsonLines(
  crisis: { readonly id: string; readonly title: string; readonly exercise: boolean },
  end: LogEnd,
  entries: readonly SealedEntry[],
): string {
  const head = {
    format: FORMAT,
    crisis: crisis.id,
    title: crisis.title,
    exercise: crisis.exercise ? 'EXERCICE' : '',
    log_length: end.length,
    log_seal: end.seal,
  };
  return [head, ...entries.map(documentOf)].map((one) => `${canonicalJson(one)}\n`).join('');
}

/** For a spreadsheet: what the log says of itself is repeated on each line. */
export function logAsCsv(
  crisis: { readonly id: string; readonly exercise: boolean },
  end: LogEnd,
  entries: readonly SealedEntry[],
): string {
  const rows = entries.map((entry) => {
    const { number, at, kind, author, text, detail, seal } = documentOf(entry);
    return [
      crisis.id,
      crisis.exercise ? 'EXERCICE' : '',
      end.length,
      end.seal,
      number,
      at,
      kind,
      author ?? '',
      text,
      canonicalJson(detail),
      seal,
    ];
  });
  return stringify([COLUMNS as readonly unknown[], ...rows], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
  });
}

function documentOf(entry: SealedEntry) {
  const { number, at, kind, author, text, detail, hash } = entry;
  return {
    number,
    at: at.toISOString(),
    kind,
    author,
    text,
    detail,
    seal: hash.toString('hex'),
  };
}

const HEAD = z.object({
  format: z.literal(FORMAT),
  crisis: z.string(),
  exercise: z.string(),
  log_length: z.number().int().nonnegative(),
  log_seal: z.string().regex(HEX),
});
const LINE = z.object({
  number: z.number().int().positive(),
  at: z.iso.datetime(),
  kind: z.string(),
  author: z.string().nullable(),
  text: z.string(),
  detail: z.custom<JsonValue>((value) => value !== undefined),
  seal: z.string().regex(HEX),
});

/** Reads an export in either form; a string says why it cannot be read. */
export function readLogFile(content: string): LogFile | string {
  const text = content.replace(/^\uFEFF/, '');
  return text.trimStart().startsWith('{') ? readJsonLines(text) : readCsv(text);
}

function readJsonLines(text: string): LogFile | string {
  const lines: LogLine[] = [];
  let head: z.infer<typeof HEAD> | undefined;
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (row.trim() === '') continue;
    let document: unknown;
    try {
      document = JSON.parse(row);
    } catch {
      return `line ${index + 1} of the file is not JSON`;
    }
    if (!head) {
      const parsed = HEAD.safeParse(document);
      if (!parsed.success) return `the first line of the file does not say "${FORMAT}"`;
      head = parsed.data;
      continue;
    }
    const parsed = LINE.safeParse(document);
    if (!parsed.success) return `line ${index + 1} of the file: ${problems(parsed.error)}`;
    lines.push({ ...parsed.data, at: new Date(parsed.data.at) });
  }
  if (!head) return 'the file is empty';
  const { crisis, exercise, log_length, log_seal } = head;
  return { crisis, exercise: exercise !== '', end: { length: log_length, seal: log_seal }, lines };
}

function readCsv(text: string): LogFile | string {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, delimiter: [';', ','], skip_empty_lines: true });
  } catch (error) {
    return `not a CSV file: ${(error as Error).message}`;
  }
  const [first] = rows;
  if (!first) return 'the file has no line';
  const absent = COLUMNS.filter((column) => !(column in first));
  if (absent.length > 0) return `columns are missing: ${absent.join(', ')}`;
  const lines: LogLine[] = [];
  for (const [index, row] of rows.entries()) {
    let detail: unknown;
    try {
      detail = JSON.parse(row.detail ?? '');
    } catch {
      return `line ${index + 2} of the file: detail is not JSON`;
    }
    const parsed = LINE.safeParse({
      ...row,
      number: Number(row.number),
      author: row.author || null,
      detail,
    });
    if (!parsed.success) return `line ${index + 2} of the file: ${problems(parsed.error)}`;
    const { text: written } = parsed.data;
    // A spreadsheet must not run what somebody typed: the apostrophe put before it is not part of the log.
    const plain = /^'[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(written) ? written.slice(1) : null;
    lines.push({
      ...parsed.data,
      at: new Date(parsed.data.at),
      ...(plain === null ? {} : { plain }),
    });
  }
  const end = { length: Number(first.log_length), seal: first.log_seal ?? '' };
  if (!Number.isInteger(end.length) || !HEX.test(end.seal)) {
    return 'log_length and log_seal of the first line cannot be read';
  }
  return { crisis: first.crisis ?? '', exercise: first.exercise !== '', end, lines };
}

function problems(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
