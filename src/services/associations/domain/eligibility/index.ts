import type { DateString } from '#platform/kernel/dates.ts';
import type { Pack } from './pack.ts';
import { PACKS } from './packs/index.ts';

export { decide } from './decide.ts';
export type {
  Decision,
  Fact,
  FactKind,
  FactSource,
  Outcome,
  Reason,
  Strength,
} from './evidence.ts';
export { type CaseRow, factsOfRow, nafCode } from './facts-of-row.ts';
export type { Pack } from './pack.ts';
export { PACKS } from './packs/index.ts';
export { REASON_CODES, type ReasonCode, sentence } from './reasons.ts';

/** One exact version, however old: for looking again at what was decided with it. */
export function packVersion(id: string, version: string): Pack | undefined {
  return PACKS.find((pack) => pack.id === id && pack.version === version);
}

/** The version in force on a day; undefined when there is no such pack, or not yet. */
export function packOn(id: string, day: DateString): Pack | undefined {
  return PACKS.filter((pack) => pack.id === id && pack.validFrom <= day).sort((a, b) =>
    a.validFrom < b.validFrom ? 1 : -1,
  )[0];
}

export function packIds(): string[] {
  return [...new Set(PACKS.map(({ id }) => id))];
}

/** The newest version there is. */
export function newestPack(id: string): Pack | undefined {
  return packOn(id, '9999-12-31');
}

export {
  factsOfRecord,
  type RegisterChange,
  type RegisterFacts,
  registerChange,
  sameFacts,
  type UnitFacts,
} from './facts-of-record.ts';
