/** 'W', a greffe (digits, or a letter in third place for Corsica and overseas), 7 digits: W302001234, W9R1001234. */
export function isRna(text: string): boolean {
  return /^W\d[0-9A-Z]\d{7}$/.test(text);
}

/** INSEE: nine digits with the Luhn key. */
export function isSiren(text: string): boolean {
  return /^\d{9}$/.test(text) && luhnSum(text) % 10 === 0;
}

/** As people type them: spaces, dots, hyphens and slashes dropped, letters in capitals. */
export function identifierText(text: string): string {
  return text.replace(/[\s.\-/\u00a0\u202f\u2010-\u2015]/g, '').toUpperCase();
}

export const IDENTIFIER_TYPES = [
  'rna',
  'siren',
  'siret',
  'rid',
  'tahiti',
  'alsace_moselle',
] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

export type Why =
  | 'well_formed'
  | 'empty'
  | 'type_unknown'
  | 'format'
  | 'letter_place'
  | 'greffe_unknown'
  | 'legacy_number'
  | 'length'
  | 'not_digits'
  | 'check_digit'
  | 'check_digit_known'
  | 'la_poste'
  | 'la_poste_unchecked'
  | 'court_unknown'
  | 'volume_missing'
  | 'folio_missing';

export interface IdentifierVerdict {
  readonly verdict: 'valid' | 'invalid' | 'warn';
  readonly why: Why;
  /** Without separators, in capitals: what registers compare. */
  readonly normal: string;
}

/** Does a register know this SIREN or SIRET? Then a wrong key is the register's own: a warning. */
export type Known = (number: string) => boolean;

const NOBODY: Known = () => false;

/** Other spellings of the types that files use. */
const TYPE_WORDS: Readonly<Record<string, IdentifierType>> = {
  waldec: 'rna',
  ridet: 'rid',
  numero_tahiti: 'tahiti',
  tahiti_iti: 'tahiti',
  local_register: 'alsace_moselle',
  tribunal: 'alsace_moselle',
  alsacemoselle: 'alsace_moselle',
};

export function identifierType(text: string): IdentifierType | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return IDENTIFIER_TYPES.find((type) => type === word) ?? TYPE_WORDS[word];
}

export function checkIdentifier(
  type: IdentifierType,
  value: string,
  known: Known = NOBODY,
): IdentifierVerdict {
  if (value.trim() === '') return { verdict: 'invalid', why: 'empty', normal: '' };
  switch (type) {
    case 'rna':
      return checkRna(value);
    case 'siren':
      return checkDigits(identifierText(value), 9, known);
    case 'siret':
      return checkDigits(identifierText(value), 14, known);
    case 'rid':
      return shaped(identifierText(value), /^\d{6,7}$/);
    case 'tahiti':
      return shaped(identifierText(value), /^[A-Z0-9]\d{5}$/);
    case 'alsace_moselle':
      return checkCourtEntry(value);
  }
}

function shaped(normal: string, pattern: RegExp): IdentifierVerdict {
  return pattern.test(normal)
    ? { verdict: 'valid', why: 'well_formed', normal }
    : { verdict: 'invalid', why: 'format', normal };
}

/** Letters of greffes that exist: Corsica after 2, overseas territories after 9. */
const GREFFE_LETTERS = /^W(?:\d\d|2[AB]|9[A-Z])/;

/**
 * Numbers of associations that declared nothing since 2009 (`rna_import`): prefecture or
 * sub-prefecture, then its own number: 751P00085568, 931P2002-00514, 2A1P02A1013100; or that number
 * alone, of ten digits.
 */
const LEGACY = /^(?:(?:\d[0-9A-Z]\d|9[A-Z]\d)[PS][0-9A-Z/_-]{1,10}|0\d{3}00\d{4})$/;

export function isLegacyNumber(text: string): boolean {
  return LEGACY.test(text);
}

function checkRna(value: string): IdentifierVerdict {
  const normal = identifierText(value);
  if (isRna(normal)) {
    return GREFFE_LETTERS.test(normal)
      ? { verdict: 'valid', why: 'well_formed', normal }
      : { verdict: 'warn', why: 'greffe_unknown', normal };
  }
  const legacy = value.replace(/\s/g, '').toUpperCase();
  if (LEGACY.test(legacy)) return { verdict: 'warn', why: 'legacy_number', normal: legacy };
  if (/^W[0-9A-Z]{9}$/.test(normal)) return { verdict: 'invalid', why: 'letter_place', normal };
  if (/^W\d*$/.test(normal)) return { verdict: 'invalid', why: 'length', normal };
  return { verdict: 'invalid', why: 'format', normal };
}

const LA_POSTE = '356000000';

function checkDigits(normal: string, length: 9 | 14, known: Known): IdentifierVerdict {
  if (!/^\d*$/.test(normal)) return { verdict: 'invalid', why: 'not_digits', normal };
  if (normal.length !== length) return { verdict: 'invalid', why: 'length', normal };
  if (/^0+$/.test(normal)) return { verdict: 'invalid', why: 'format', normal };
  if (luhnSum(normal) % 10 === 0) return { verdict: 'valid', why: 'well_formed', normal };
  if (length === 14 && normal.startsWith(LA_POSTE)) {
    // Its post offices were numbered before the key: the sum of the digits is a multiple of five.
    const sum = [...normal].reduce((total, digit) => total + Number(digit), 0);
    return sum % 5 === 0
      ? { verdict: 'valid', why: 'la_poste', normal }
      : { verdict: 'warn', why: 'la_poste_unchecked', normal };
  }
  return known(normal)
    ? { verdict: 'warn', why: 'check_digit_known', normal }
    : { verdict: 'invalid', why: 'check_digit', normal };
}

/** Luhn, from the right: every second digit doubled. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const value = digit * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum;
}

/** The courts that keep a register of associations under the local law of Alsace and Moselle. */
export const COURTS = [
  'Metz',
  'Saint-Avold',
  'Sarrebourg',
  'Sarreguemines',
  'Thionville',
  'Haguenau',
  'Illkirch',
  'Molsheim',
  'Saverne',
  'Schiltigheim',
  'Sélestat',
  'Strasbourg',
  'Colmar',
  'Guebwiller',
  'Mulhouse',
  'Thann',
] as const;
export type Court = (typeof COURTS)[number];

export interface CourtEntry {
  readonly court: Court | undefined;
  readonly volume: string | undefined;
  readonly folio: string | undefined;
}

/** Reads "Tribunal judiciaire de Colmar, volume 12, folio n° 34" in the ways that people write it. */
export function courtEntry(text: string): CourtEntry {
  const plain = loose(text);
  const court = COURTS.find((name) => plain.includes(loose(name).trim()));
  const volume = /\bvol(?:ume|\.)?\s*[:=.]?\s*(?:n[°o]?\.?\s*)?(\d+|[ivxlc]+)\b/i.exec(text)?.[1];
  const folio = /\b(?:fol(?:io|\.)?|f[°o]|n[°o]|num[ée]ro)\s*[:=.]?\s*(?:n[°o]?\.?\s*)?(\d+)/i.exec(
    text.replace(/\bvol(?:ume|\.)?\s*[:=.]?\s*(?:n[°o]?\.?\s*)?\w+/i, ' '),
  )?.[1];
  if (volume || folio) return { court, volume, folio };
  // "Colmar 12/34", "Colmar;12;34".
  const pair = /(\d+)\s*[/;,|]\s*(\d+)\s*$/.exec(text);
  return { court, volume: pair?.[1], folio: pair?.[2] };
}

function checkCourtEntry(value: string): IdentifierVerdict {
  const { court, volume, folio } = courtEntry(value);
  const normal = value.replace(/\s+/g, ' ').trim();
  if (!court) return { verdict: 'invalid', why: 'court_unknown', normal };
  if (!volume) return { verdict: 'invalid', why: 'volume_missing', normal };
  if (!folio) return { verdict: 'invalid', why: 'folio_missing', normal };
  return { verdict: 'valid', why: 'well_formed', normal: `${court} vol. ${volume} fol. ${folio}` };
}

function loose(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, ' ')
    .replace(/\bst\b/g, 'saint');
}
