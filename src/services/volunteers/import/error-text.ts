import type { Lang } from '#platform/i18n/index.ts';
import { impossible, type Refused } from '#platform/kernel/result.ts';
import type { ImportError } from '../actions/import.ts';
import { texts } from '../messages/index.ts';
import { IMPORT_FIELDS } from './columns.ts';

/** Why a file cannot be imported at all, and what to do. */
export function importErrorText(lang: Lang, refused: Refused<ImportError>): string {
  const m = texts(lang).staff;
  const detail = (name: string) => String(refused.detail?.[name] ?? '');
  const named = (codes: string) =>
    codes
      .split(', ')
      .map((code) => {
        const field = IMPORT_FIELDS.find((item) => item === code);
        return field ? m.importFields[field] : code;
      })
      .join(', ');
  switch (refused.error) {
    case 'empty':
    case 'not_text':
      return m.importErrors[refused.error];
    case 'columns_missing':
      return m.importErrors.columns_missing(named(detail('names')), detail('found'));
    case 'columns_twice':
      return m.importErrors.columns_twice(named(detail('names')));
    case 'map_unknown':
      return m.importErrors.map_unknown(detail('name'));
    case 'malformed':
      return m.importErrors.malformed(Number(detail('line')));
    default:
      return impossible(refused.error);
  }
}
