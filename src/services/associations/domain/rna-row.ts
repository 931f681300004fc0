import { isRna } from './identifiers.ts';
import { organisationId } from './organisation-id.ts';
import type { Places, RegisterEntry, RowFault } from './register-entry.ts';
import type { RnaColumn, RnaLayout } from './rna-layout.ts';

/** Decodes one row of the RNA; a string: why it cannot be kept. */
export function readRnaRow(
  { kind, at }: RnaLayout,
  values: readonly string[],
  places: Places,
): RegisterEntry | RowFault {
  const raw = (column: RnaColumn) => values[at[column]] ?? '';
  const text = (column: RnaColumn) => cleanText(raw(column));
  const number = raw('id').replace(/\s/g, '').toUpperCase();
  if (number === '') return 'number_missing';
  const rna = isRna(number) ? number : null;
  if (kind === 'waldec' && rna === null) return 'number_unreadable';
  const id = rna === null ? organisationId('legacy', number) : organisationId('waldec', number);
  if (id === undefined) return 'number_unreadable';
  if (kind === 'import' && rna !== null) return 'layout_of_other_register';
  const name = cleanTitle(raw('titre'));
  if (name === '') return 'name_missing';
  const siret = siretOf(raw('siret'));
  const position = raw('position').trim().toUpperCase().slice(0, 1);
  const postalCode = postalCodeOf(raw('adrs_codepostal'));
  const communeName = text(kind === 'waldec' ? 'adrs_libcommune' : 'libcom');
  const place = placeOf(raw('adrs_codeinsee'), postalCode, communeName, raw('gestion'), places);
  const successor = position === 'R' ? successorOf(raw('observation')) : undefined;
  return {
    id,
    name,
    shortName: text('titre_court'),
    rna,
    legacyNumber: kind === 'import' ? number : null,
    siren: siret === null ? null : siret.slice(0, 9),
    siret,
    rupNumber: rupNumberOf(raw('rup_mi')),
    communeCode: place.code,
    communeName,
    department: place.department,
    postalCode,
    address: kind === 'waldec' ? waldecAddress(text) : importAddress(text),
    object: text('objet'),
    objectCode1: objectCodeOf(raw('objet_social1')),
    objectCode2: objectCodeOf(raw('objet_social2')),
    nature: raw('nature').trim().toUpperCase().slice(0, 1),
    grouping: raw('groupement').trim().toUpperCase().slice(0, 1),
    position,
    prefecture: raw('gestion').trim().toUpperCase().slice(0, 8),
    createdOn: dateOf(raw('date_creat')),
    declaredOn: dateOf(raw('date_decla')),
    publishedOn: dateOf(raw('date_publi')),
    dissolvedOn: dateOf(raw('date_disso')),
    website: websiteOf(raw('siteweb')),
    successorId: successor === undefined ? null : (organisationId('waldec', successor) ?? null),
    registerUpdatedAt: timeOf(raw('maj_time')),
  };
}

/** Line ends, tabs and runs of spaces become one space; control characters go. */
export function cleanText(raw: string): string {
  if (!UNTIDY.test(raw)) return raw === '_' ? '' : raw;
  const text = raw.replace(/\s+/g, ' ').replace(CONTROL, '').trim();
  return text === '_' ? '' : text;
}

const UNTIDY = /\s\s|\p{Cc}|^\s|\s$/u;
const CONTROL = /\p{Cc}/gu;

/** A title wholly between quotes loses them. */
function cleanTitle(raw: string): string {
  const text = cleanText(raw);
  return /^"[^"]+"$/.test(text) ? text.slice(1, -1).trim() : text;
}

/** `0001-01-01` and `0000-00-00` mean none; so does what is not a day of the calendar. */
export function dateOf(raw: string): string | null {
  const day = raw.trim().slice(0, 10);
  if (day.length !== 10 || day < '1000' || day.startsWith('0')) return null;
  const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8)].map(Number);
  if (day[4] !== '-' || day[7] !== '-' || !year || !month || !date) return null;
  return month <= 12 && date <= daysIn(year, month) ? day : null;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Some have two spaces between day and hour. */
function timeOf(raw: string): string | null {
  const day = dateOf(raw);
  if (day === null) return null;
  const time = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.exec(raw.trim().slice(10).trim());
  return time ? `${day} ${time[0]}` : `${day} 00:00:00`;
}

/** Six digits: leading zeros come back, zero means none. */
export function objectCodeOf(raw: string): string {
  const code = raw.trim();
  return /^\d{1,6}$/.test(code) && Number(code) > 0 ? code.padStart(6, '0') : '';
}

function siretOf(raw: string): string | null {
  if (raw === '') return null;
  const digits = raw.replace(/\D/g, '');
  return digits.length === 14 && Number(digits) > 0 ? digits : null;
}

function rupNumberOf(raw: string): string | null {
  if (raw === '') return null;
  const text = cleanText(raw).replace(/"/g, '');
  return text === '' || /^0+$/.test(text) ? null : text;
}

function postalCodeOf(raw: string): string {
  const code = raw.trim();
  return /^\d{4,5}$/.test(code) && Number(code) > 0 ? code.padStart(5, '0') : '';
}

function websiteOf(raw: string): string {
  const text = cleanText(raw);
  return /^(?:https?:\/\/)?[^\s/@]+\.[^\s@]{2,}$/i.test(text) ? text : '';
}

const W_NUMBER = /W\d[0-9A-Z]\d{7}(?![0-9A-Z])/i;

function successorOf(observation: string): string | undefined {
  return W_NUMBER.exec(observation)?.[0].toUpperCase();
}

function placeOf(
  rawCode: string,
  postalCode: string,
  communeName: string,
  prefecture: string,
  places: Places,
): { readonly code: string; readonly department: string } {
  const trimmed = rawCode.trim().toUpperCase();
  const code = trimmed.length === 4 ? `0${trimmed}` : trimmed;
  const found = code.length === 5 ? places.byCode(code) : undefined;
  if (found) return found;
  const near = postalCode === '' ? undefined : places.byPostalCode(postalCode, communeName);
  if (near) return near;
  return { code: '', department: departmentOf(code, postalCode, prefecture) };
}

/** A department without a commune: from the code of one that is no more, the post, or the prefecture. */
function departmentOf(code: string, postalCode: string, prefecture: string): string {
  if (/^(?:\d\d|2[AB])\d{3}$/.test(code) && code > '01') {
    return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
  }
  if (postalCode !== '') {
    if (/^9[78]/.test(postalCode)) return postalCode.slice(0, 3);
    if (postalCode.startsWith('20')) return postalCode < '20200' ? '2A' : '2B';
    return postalCode.slice(0, 2);
  }
  return /^(?:\d\d|2[AB])\d[PS]/.exec(prefecture) ? prefecture.slice(0, 2) : '';
}

function waldecAddress(text: (column: RnaColumn) => string): string {
  const street = `${text('adrs_numvoie')} ${text('adrs_repetition')} ${text('adrs_typevoie')} ${text('adrs_libvoie')}`;
  return lines(text('adrs_complement'), street, text('adrs_distrib').replace(/^_/, ''));
}

function importAddress(text: (column: RnaColumn) => string): string {
  return lines(text('adr1'), text('adr2'), text('adr3'));
}

/** The lines that say something, one under the other. */
function lines(first: string, second: string, third: string): string {
  let address = '';
  for (const line of [first, second, third]) {
    const trimmed =
      line.includes('  ') || line.startsWith(' ') ? line.replace(/ +/g, ' ').trim() : line.trim();
    if (trimmed !== '') address = address === '' ? trimmed : `${address}\n${trimmed}`;
  }
  return address;
}
