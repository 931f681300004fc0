import { parse } from 'csv-parse/sync';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import type { Response } from '../domain/items/answer-key.ts';
import type { AnswerError } from './given.ts';

/** A table of a few lines: nothing asked for is larger. */
export const LARGEST_FILE = 200 * 1024;

/** What a file that was handed in says, table or text; it is read here and forgotten. */
export async function fileHanded(
  file: File | undefined,
): Promise<Result<Response, Extract<AnswerError, 'answer_missing' | 'file_unreadable'>>> {
  if (!file || (file.size === 0 && file.name === '')) return refuse('answer_missing');
  if (file.size > LARGEST_FILE) return refuse('file_unreadable');
  const text = textOf(new Uint8Array(await file.arrayBuffer()));
  const cells = text === undefined ? undefined : cellsOf(text);
  if (text === undefined || cells === undefined) return refuse('file_unreadable');
  const type = /\.txt$/i.test(file.name) ? 'text/plain' : 'text/csv';
  return ok({ kind: 'file', file: { name: file.name, type, text, cells } });
}

/** UTF-8, or what spreadsheets on Windows write; `undefined` for what is no text. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Whatever the spreadsheet puts between cells: the character that is there most. */
function cellsOf(text: string): string[][] | undefined {
  const count = (separator: string) => text.split(separator).length;
  const [delimiter] = [';', ',', '\t'].sort((one, other) => count(other) - count(one));
  try {
    return parse(text, { bom: true, delimiter: delimiter!, relax_column_count: true, trim: true });
  } catch {
    return undefined;
  }
}
