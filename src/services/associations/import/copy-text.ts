import { plainName, searchWords } from '../domain/plain-name.ts';
import type { RegisterEntry } from '../domain/register-entry.ts';
import type { SireneUnit } from '../domain/sirene-row.ts';

const SPECIAL = /[\\\t\n\r\0]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '',
};

function text(value: string): string {
  return SPECIAL.test(value)
    ? value.replace(/[\\\t\n\r\0]/g, (character) => ESCAPES[character] as string)
    : value;
}

function orNull(value: string | null): string {
  return value === null ? '\\N' : text(value);
}

/** One line of COPY's text format, in the order of ORGANISATION_COLUMNS. */
export function organisationLine(entry: RegisterEntry, file: number, line: number): string {
  const key = plainName(entry.name);
  const words = searchWords(key, entry.shortName === '' ? '' : plainName(entry.shortName));
  return `${entry.id}\t${text(entry.name)}\t${key}\t{${arrayText(words)}}\t${text(entry.shortName)}\t${orNull(entry.rna)}\t${orNull(entry.legacyNumber)}\t${orNull(entry.siren)}\t${orNull(entry.siret)}\t${orNull(entry.rupNumber)}\t${entry.communeCode}\t${text(entry.communeName)}\t${entry.department}\t${entry.postalCode}\t${text(entry.address)}\t${text(entry.object)}\t${entry.objectCode1}\t${entry.objectCode2}\t${text(entry.nature)}\t${text(entry.grouping)}\t${text(entry.position)}\t${text(entry.prefecture)}\t${orNull(entry.createdOn)}\t${orNull(entry.declaredOn)}\t${orNull(entry.publishedOn)}\t${orNull(entry.dissolvedOn)}\t${text(entry.website)}\t${orNull(entry.successorId)}\t${orNull(entry.registerUpdatedAt)}\t${file}\t${line}\n`;
}

/** Words are letters, digits and one leading dot: of them all only NULL needs quotes. */
function arrayText(words: readonly string[]): string {
  const list = words.join(',');
  return list.includes('null') ? list.replace(/\bnull\b/g, '"null"') : list;
}

/** One line of COPY's text format, in the order of UNIT_COLUMNS. */
export function unitLine(unit: SireneUnit): string {
  return `${[
    unit.siren,
    unit.rna,
    unit.name,
    unit.shortName,
    unit.siret,
    unit.legalCategory,
    unit.naf,
    unit.nafNomenclature,
    unit.state,
    unit.createdOn,
    unit.updatedOn,
    unit.employer,
    unit.socialEconomy,
  ]
    .map(orNull)
    .join('\t')}\n`;
}
