import type { DateString } from '#platform/kernel/dates.ts';
import type { ReasonCode } from './reasons.ts';

/** What a register, a notice or a document says about an organisation, before anything is made of it. */
export const FACT_KINDS = [
  'number',
  'name',
  'object_text',
  'nature',
  'object_code',
  'object_code_2',
  'position',
  'dissolved_on',
  'legal_category',
  'naf',
  'sirene_state',
  'notice',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/**
 * Where a fact was read. `rna_import` is the list of records without a change since 2009: it tells who
 * somebody is, and its object codes are not reliable.
 */
export const FACT_SOURCES = [
  'rna_waldec',
  'rna_import',
  'sirene',
  'joafe',
  'court_register',
  'document',
  'applicant',
] as const;
export type FactSource = (typeof FACT_SOURCES)[number];

export interface Fact {
  readonly kind: FactKind;
  /** As the source writes it; never empty. */
  readonly value: string;
  readonly source: FactSource;
  /** When the source was read or says it was true; null: not known. */
  readonly sourceDate: DateString | null;
}

/**
 * hard: excludes alone. strong, soft: exclude only together with another, independent kind of evidence.
 * review: a person looks, however much else there is. cancelled: looks like a signal and is none (the
 * reason says why). info: speaks for the organisation, or is neutral.
 */
export type Strength = 'hard' | 'strong' | 'soft' | 'review' | 'cancelled' | 'info';

export interface Reason {
  readonly code: ReasonCode;
  readonly strength: Strength;
  readonly kind: FactKind;
  readonly source: FactSource;
  readonly sourceDate: DateString | null;
  /** What was read: a code, or the words of the text that count. */
  readonly value: string;
}

export type Outcome = 'eligible' | 'excluded' | 'review';

export interface Decision {
  readonly pack: string;
  readonly version: string;
  readonly outcome: Outcome;
  /** Never empty; what settles the outcome comes first. */
  readonly reasons: readonly Reason[];
}
