import type { Fact, FactKind, FactSource } from './evidence.ts';
import { nafCode } from './facts-of-row.ts';

/** What the register holds of one organisation, as far as rules look at it. */
export interface RegisterFacts {
  readonly source: 'entered' | 'demo' | 'waldec' | 'legacy' | 'sirene';
  readonly name: string;
  readonly rna: string | null;
  readonly legacyNumber: string | null;
  readonly siren: string | null;
  readonly localRegister: string | null;
  readonly object: string;
  readonly objectCode1: string;
  readonly objectCode2: string;
  readonly nature: string;
  readonly position: string;
  readonly dissolvedOn: string | null;
  readonly goneSince: string | null;
  /** By the register; `2019-06-01 12:45:31`. */
  readonly registerUpdatedAt: string | null;
}

export interface UnitFacts {
  readonly legalCategory: string;
  readonly naf: string;
  /** A active, C ceased. */
  readonly state: string;
  readonly updatedOn: string | null;
}

const SOURCES: Readonly<Record<RegisterFacts['source'], FactSource>> = {
  entered: 'applicant',
  demo: 'rna_waldec',
  waldec: 'rna_waldec',
  legacy: 'rna_import',
  sirene: 'sirene',
};

/** In the order of authority: the register of associations, then SIRENE. */
export function factsOfRecord(record: RegisterFacts, unit: UnitFacts | undefined): Fact[] {
  const register = record.localRegister ? 'court_register' : SOURCES[record.source];
  const updated = record.registerUpdatedAt?.slice(0, 10) ?? null;
  const facts: Fact[] = [];
  const add = (kind: FactKind, value: string | null, source: FactSource, day: string | null) => {
    if (value && !/^0*$/.test(value)) facts.push({ kind, value, source, sourceDate: day });
  };
  add('number', record.rna ?? record.legacyNumber ?? record.siren, register, updated);
  add('name', record.name, register, updated);
  add('object_text', record.object, register, updated);
  add('nature', record.nature, register, updated);
  add('object_code', record.objectCode1, register, updated);
  add('object_code_2', record.objectCode2, register, updated);
  add('position', record.position, register, updated);
  add('dissolved_on', record.dissolvedOn, register, updated);
  // The court of Alsace-Moselle registers associations alone, with or without a number of INSEE.
  if (record.localRegister && !unit) add('legal_category', '9260', 'court_register', updated);
  if (unit) {
    add('legal_category', unit.legalCategory, 'sirene', unit.updatedOn);
    add('naf', nafCode(unit.naf), 'sirene', unit.updatedOn);
    add('sirene_state', unit.state, 'sirene', unit.updatedOn);
  }
  return facts;
}

/** What the register says now that it did not say then. */
export type RegisterChange = 'dissolved' | 'gone' | 'new_object';

const OBJECT_KINDS: readonly FactKind[] = ['object_text', 'object_code', 'object_code_2', 'nature'];

/** Compares the facts of a decision with those of today; undefined when nothing that matters changed. */
export function registerChange(
  then: readonly Fact[],
  now: readonly Fact[] | undefined,
): RegisterChange | undefined {
  if (!now) return 'gone';
  const valueIn = (facts: readonly Fact[], kind: FactKind) =>
    facts.find((fact) => fact.kind === kind)?.value;
  const position = valueIn(now, 'position');
  if (position === 'D' || position === 'S' || valueIn(now, 'dissolved_on')) return 'dissolved';
  return OBJECT_KINDS.some((kind) => valueIn(then, kind) !== valueIn(now, kind))
    ? 'new_object'
    : undefined;
}

/** The same facts, whenever they were read: the same rules say the same of them. */
export function sameFacts(then: readonly Fact[], now: readonly Fact[]): boolean {
  const plain = (facts: readonly Fact[]) =>
    facts.map(({ kind, value, source }) => `${kind} ${source} ${value}`).sort();
  const [a, b] = [plain(then), plain(now)];
  return a.length === b.length && a.every((fact, index) => fact === b[index]);
}
