import { departmentByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Tone } from '#platform/ui/tag/tag.tsx';
import { isHazard } from '../domain/hazard.ts';
import type { CallOutState, CrisisState, PlaceState } from '../domain/states.ts';
import { texts } from '../messages/index.ts';
import type { LogEntry } from '../queries/log.ts';
import { LOG_KINDS, type LogKind } from '../situation-log.ts';

export const CRISIS_TONES: Readonly<Record<CrisisState, Tone>> = {
  draft: 'neutral',
  active: 'crisis',
  standing_down: 'caution',
  closed: 'neutral',
  cancelled: 'neutral',
};

export const CALL_TONES: Readonly<Record<CallOutState, Tone>> = {
  running: 'info',
  paused: 'caution',
  filled: 'success',
  stopped: 'neutral',
  expired: 'neutral',
};

export const PLACE_TONES: Readonly<Record<PlaceState, Tone>> = {
  confirmed: 'success',
  offered: 'info',
  reserve: 'neutral',
  declined: 'neutral',
  withdrawn: 'caution',
  lapsed: 'neutral',
  released: 'neutral',
};

export function isOver({ status }: { readonly status: CrisisState }): boolean {
  return status === 'closed' || status === 'cancelled';
}

export function hazardText(lang: Lang, hazard: string): string {
  const { hazards } = texts(lang).crisis;
  return isHazard(hazard) ? hazards[hazard] : hazard;
}

/** "Gard (30), Hérault (34)"; beyond four, the first ones and how many more. */
export function departmentsText(codes: readonly string[]): string {
  const named = codes.map((code) => `${departmentByCode(code)?.name ?? code} (${code})`);
  return named.length <= 4
    ? named.join(', ')
    : `${named.slice(0, 3).join(', ')} + ${named.length - 3}`;
}

/** The sentence of a log entry; a note is its own sentence. */
export function logText(lang: Lang, entry: LogEntry): string {
  if (entry.kind === 'note') return entry.text;
  if (!isLogKind(entry.kind)) return entry.kind;
  const detail = entry.detail as Readonly<Record<string, string | number | readonly string[]>>;
  const { people, ...rest } = detail;
  const count = Array.isArray(people) ? people.length : (people as number | undefined);
  const facts = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, Array.isArray(value) ? value.length : value]),
  ) as Record<string, string | number>;
  return texts(lang).log[entry.kind]({ ...facts, people: count });
}

function isLogKind(kind: string): kind is LogKind {
  return (LOG_KINDS as readonly string[]).includes(kind);
}
