import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import {
  type Decision,
  decide,
  factsOfRow,
  type Pack,
  sentence,
} from '../domain/eligibility/index.ts';

const REQUIRED = [
  'case_id',
  'rna_or_siren',
  'name',
  'object_text',
  'nature',
  'object_code1',
  'object_code2',
  'position',
  'legal_category',
  'naf',
] as const;

export class UnreadableCases extends Error {}

export interface DecidedCase {
  /** Of the list: the titles are line 1. */
  readonly line: number;
  /** A JSON object, or what is wrong with the line. */
  readonly json: string | null;
  readonly defect: string | null;
}

/**
 * Decides every line of a CSV list (UTF-8; commas, semicolons or tabs; titles on the first line), one
 * after another in constant memory. Throws UnreadableCases, with what to do, when the list cannot be read.
 */
export async function* decideCsv(
  bytes: AsyncIterable<Uint8Array | string>,
  pack: Pack,
): AsyncGenerator<DecidedCase> {
  const { text, delimiter } = await opened(decoded(bytes));
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  // A failure of the input ends the parser with the same error, which the loop below throws.
  pipeline(Readable.from(text), parser, () => {});
  let titles: Titles | undefined;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const starts = line;
      line = info.lines + 1;
      if (!titles) titles = titlesOf(record);
      else yield decideRow(record, titles, starts, pack);
    }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (!code?.startsWith('CSV_')) throw error;
    throw new UnreadableCases(`Near line ${line}: ${message}. Check the quotes of this line.`);
  } finally {
    parser.destroy();
  }
  if (!titles) throw new UnreadableCases('The list is empty: the first line must hold the titles.');
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

interface Titles {
  readonly count: number;
  readonly at: ReadonlyMap<string, number>;
}

function titlesOf(record: readonly string[]): Titles {
  const at = new Map(record.map((title, index) => [title.trim().toLowerCase(), index]));
  const missing = REQUIRED.filter((title) => !at.has(title));
  if (missing.length > 0) {
    throw new UnreadableCases(
      `Missing column${missing.length > 1 ? 's' : ''}: ${missing.join(', ')}. Found: ${record.join(', ')}.`,
    );
  }
  return { count: record.length, at };
}

function decideRow(
  record: readonly string[],
  { count, at }: Titles,
  line: number,
  pack: Pack,
): DecidedCase {
  if (record.length !== count) {
    const defect = `${record.length} cells under ${count} titles`;
    return { line, json: null, defect };
  }
  const cell = (title: string) => record[at.get(title) ?? -1] ?? '';
  const layout = cell('layout').trim().toLowerCase();
  if (!['', 'waldec', 'import'].includes(layout)) {
    return { line, json: null, defect: `layout "${layout}" is neither waldec nor import` };
  }
  const facts = factsOfRow({
    rna_or_siren: cell('rna_or_siren'),
    name: cell('name'),
    object_text: cell('object_text'),
    nature: cell('nature'),
    object_code1: cell('object_code1'),
    object_code2: cell('object_code2'),
    position: cell('position'),
    legal_category: cell('legal_category'),
    naf: cell('naf'),
    layout,
  });
  return { line, json: JSON.stringify(shown(cell('case_id'), decide(pack, facts))), defect: null };
}

function shown(caseId: string, { outcome, reasons, pack, version }: Decision) {
  return {
    case_id: caseId,
    outcome: outcome === 'review' ? 'manual_review' : outcome,
    reasons: reasons.map(({ code, strength, source, value }) => ({
      code,
      strength,
      source,
      value,
      sentence_fr: sentence('fr', code, value),
    })),
    pack,
    version,
  };
}

async function* decoded(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) {
      yield typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableCases('The list is not in UTF-8: save it again as "CSV UTF-8".');
  }
}

/** Reads as far as the end of the titles to see what separates them. */
async function opened(text: AsyncGenerator<string>) {
  let head = '';
  while (!head.includes('\n') && head.length < 64 * 1024) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  const titles = head.split('\n', 1)[0] as string;
  const [delimiter] = [',', ';', '\t'].sort(
    (a, b) => titles.split(b).length - titles.split(a).length,
  ) as [string];
  async function* all() {
    yield head;
    yield* text;
  }
  return { text: all(), delimiter };
}
