import { stringify } from 'csv-stringify/sync';
import type { Lang } from '#platform/i18n/index.ts';
import type { ImportProgress } from '../actions/import.ts';
import { texts } from '../messages/index.ts';
import type { ImportField, Mapping } from './columns.ts';
import type { Source } from './source.ts';

export interface MappedSource {
  readonly source: Source;
  readonly mapping: Mapping;
}

/**
 * The rejected lines for a spreadsheet, then the people whose own record differs; a value that begins
 * like a formula is escaped.
 */
export function rejectedCsv(report: ImportProgress & MappedSource, lang: Lang): string {
  const m = texts(lang).staff;
  const rows = report.rejected.map((item) => [
    item.line,
    item.field ? headerOf(report, item.field) : '',
    item.value,
    m.importCauses[item.cause],
  ]);
  const differing = report.differing.map(({ line, fields }) => [
    line,
    fields.map((field) => m.importFields[field]).join(', '),
    '',
    m.importDiffers(fields.length),
  ]);
  return stringify(
    [[m.importLine, m.importColumn, m.importValue, m.importCause], ...rows, ...differing],
    {
      bom: true,
      delimiter: ';',
      record_delimiter: 'windows',
      escape_formulas: true,
    },
  );
}

/** The title of a field's column, as the file writes it. */
export function headerOf(report: MappedSource, field: ImportField): string {
  const index = report.mapping[field];
  return index === undefined ? field : (report.source.headers[index] ?? field);
}
