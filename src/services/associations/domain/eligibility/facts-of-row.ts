import { identifierText, isRna } from '../identifiers.ts';
import type { Fact, FactKind, FactSource } from './evidence.ts';

/** One line of a list of cases; an empty text is a fact that is not known. */
export interface CaseRow {
  readonly rna_or_siren: string;
  readonly name: string;
  readonly object_text: string;
  readonly nature: string;
  readonly object_code1: string;
  readonly object_code2: string;
  readonly position: string;
  readonly legal_category: string;
  readonly naf: string;
  readonly layout: string;
}

/** Facts of a line, without dates: the list does not tell them. */
export function factsOfRow(row: CaseRow): Fact[] {
  const number = identifierText(row.rna_or_siren);
  const register: FactSource = isLegacy(row, number) ? 'rna_import' : 'rna_waldec';
  const category = row.legal_category.trim();
  const facts: Fact[] = [];
  const add = (kind: FactKind, value: string, source: FactSource) => {
    if (value !== '') facts.push({ kind, value, source, sourceDate: null });
  };
  add('number', number, isSirenLike(number) ? 'sirene' : register);
  add('name', row.name.trim(), register);
  add('object_text', row.object_text.trim(), register);
  add('nature', row.nature.trim().toUpperCase(), register);
  add('object_code', objectCode(row.object_code1, register), register);
  add('object_code_2', objectCode(row.object_code2, register), register);
  add('position', row.position.trim().toUpperCase(), register);
  add('legal_category', category, 'sirene');
  add('naf', nafCode(row.naf), 'sirene');
  return facts;
}

/**
 * The old register numbers its records with the office that kept them (`922P8208`, `061S0061023688`).
 * Without a number or a layout, a code of fewer than six digits is written as the old register writes it.
 */
function isLegacy({ layout, object_code1: code }: CaseRow, number: string): boolean {
  if (layout.trim().toLowerCase() === 'import') return true;
  if (layout.trim().toLowerCase() === 'waldec' || isRna(number)) return false;
  return LEGACY_NUMBER.test(number) || /^[1-9]\d{3,4}$/.test(code.trim());
}

const LEGACY_NUMBER = /^(?:0?\d{2}|2[AB]|9\d[A-Z\d])\d?[PS]\w{1,12}$|^0\d{3}00\d{4}$/;

function isSirenLike(number: string): boolean {
  return /^\d{9}(?:\d{5})?$/.test(number);
}

/** Six digits; a spreadsheet drops the zeros in front. Texts of zeros alone say nothing. */
function objectCode(text: string, register: FactSource): string {
  const code = text.trim();
  if (/^0*$/.test(code)) return '';
  return register === 'rna_waldec' && /^\d{4,5}$/.test(code) ? code.padStart(6, '0') : code;
}

/** INSEE writes 94.91Z; some lists leave the dot out. */
export function nafCode(text: string): string {
  const code = text.trim().toUpperCase();
  return /^\d{4}[A-Z]$/.test(code) ? `${code.slice(0, 2)}.${code.slice(2)}` : code;
}
