import type { LoadFault, LoadRefusal } from './load.ts';

/** The command line speaks English; the report of rejected lines is for whoever keeps the file. */
export const FAULTS: Readonly<Record<LoadFault, string>> = {
  line_too_long: 'the line is longer than 1 MB: the file is damaged there',
  unclosed_quote: 'a quotation mark is opened and never closed',
  column_count: 'the line does not have as many columns as the titles',
  number_missing: 'the column of the number is empty',
  number_unreadable: 'the number is not one that this register gives',
  name_missing: 'the association has no name',
  layout_of_other_register: 'a W number in a file of associations without one',
  duplicate: 'another line has the same number and was changed later, or comes later',
};

export function refusalText(refusal: LoadRefusal, register: 'rna' | 'sirene'): string {
  switch (refusal.error) {
    case 'busy':
      return 'Another import is at work. Wait until it has ended, then start this one again.';
    case 'source':
      return `${refusal.file}: ${SOURCES[refusal.fault]}`;
    case 'layout':
      return refusal.missing.length > 0
        ? `${refusal.file}: the first line does not name the columns ${refusal.missing.join(', ')}. Give the file as it was published.`
        : `${refusal.file} is not a file of this register: ${EXPECTED[register]}`;
    case 'no_row':
      return `${refusal.file}: titles, but no row below them. The register was left as it was.`;
    case 'mostly_rejected':
      return `${refusal.file}: more than half of the lines were rejected (${refusal.rejected}): it is probably damaged. The register was left as it was.`;
    case 'mostly_gone':
      return `${refusal.gone} of the ${refusal.known} known associations are not in these files: they look like a part of the register. Nothing was changed. Add --partial when they are a part, --force when so many really left.`;
    case 'readers':
      return 'The database was read without a pause for an hour (a backup?). Nothing was changed: start the import again later.';
  }
}

const SOURCES = {
  not_found: 'there is no file of this name.',
  empty: 'the file is empty.',
  not_text: 'the file is not text. Give a CSV file, or a zip of CSV files.',
  utf16: 'the file is in UTF-16. Save it as UTF-8, or give it as it was published.',
  zip_truncated: 'the zip is cut off. Download it again.',
  zip_damaged: 'the zip is damaged. Download it again.',
  zip_protected: 'the zip is protected by a password.',
  zip_without_csv: 'the zip holds no CSV file.',
} as const;

const EXPECTED = {
  rna: 'the titles of the RNA (id;...;titre;...;maj_time, separated by semicolons) are not on its first line.',
  sirene:
    'the titles of the stock of legal units (siren,...,denominationUniteLegale,..., separated by commas) are not on its first line.',
} as const;
