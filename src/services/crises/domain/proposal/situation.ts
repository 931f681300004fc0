import type { CapArea, CapInfo } from '../cap/alert.ts';
import { departmentsOfGeocode } from '../cap/french-areas.ts';
import { capInstant } from '../cap/times.ts';
import { type HazardKey, hazardOf } from './hazard.ts';
import { highest, type Level, levelOf } from './level.ts';
import { turnedForFrance } from './orientation.ts';
import type { Message } from './received.ts';

/** The French departments that polygons and circles reach; given from outside, it needs the map. */
export type DepartmentsOfShapes = (areas: readonly CapArea[]) => readonly string[];

/** One thing that a message announces, whatever the languages it says it in. */
export interface Situation extends HazardKey {
  readonly level: Level;
  /** INSEE codes, sorted. */
  readonly departments: readonly string[];
  /** Milliseconds. */
  readonly onset: number;
  readonly expires: number;
  /** What was assumed or mended, for the officer to see. */
  readonly notes: readonly SituationNote[];
}

/**
 * `end_assumed`: the end is our default, not the sender's word. `severity_...`: the sender gives no
 * colour, and ours comes from a severity that says little.
 */
export type SituationNote =
  | 'end_assumed'
  | 'coordinates_turned'
  | 'severity_minor'
  | 'severity_unknown';

interface Reading extends Situation {
  readonly evidence: number;
  readonly structure: string;
  readonly languages: readonly string[];
}

export function situationsOf(message: Message, shapes: DepartmentsOfShapes): Situation[] {
  const groups: Reading[] = [];
  for (const info of message.alert.infos) {
    const reading = readInfo(info, message, shapes);
    const at = groups.findIndex((group) => sameThing(group, reading, 'hazard'));
    const found =
      at >= 0 ? at : groups.findIndex((group) => sameThing(group, reading, 'structure'));
    if (found >= 0) groups[found] = together(groups[found] as Reading, reading);
    else groups.push(reading);
  }
  return groups;
}

function readInfo(info: CapInfo, message: Message, shapes: DepartmentsOfShapes): Reading {
  const { level, evidence } = levelOf(info);
  const period = periodOf(info, message);
  const { departments, turned } = departmentsOf(info.areas, message, shapes);
  const notes: SituationNote[] = [];
  if (period.endAssumed) notes.push('end_assumed');
  if (turned) notes.push('coordinates_turned');
  const clear = info.responseType.includes('AllClear') || period.nothingExpected;
  if (!clear && evidence === 1) notes.push(...weakSeverity(info.severity));
  return {
    ...hazardOf(info),
    level: clear ? 'green' : level,
    evidence: clear ? 4 : evidence,
    departments,
    onset: period.onset,
    expires: period.expires,
    notes,
    structure: JSON.stringify([
      info.category,
      info.urgency,
      info.severity,
      info.certainty,
      info.responseType,
      period.onset,
      period.expires,
    ]),
    // CAP's own default when the element is absent.
    languages: [info.language ?? 'en-US'],
  };
}

function weakSeverity(severity: string | null): SituationNote[] {
  if (severity === 'Minor') return ['severity_minor'];
  return severity === null || severity === 'Unknown' ? ['severity_unknown'] : [];
}

function departmentsOf(
  areas: readonly CapArea[],
  message: Message,
  shapes: DepartmentsOfShapes,
): { readonly departments: readonly string[]; readonly turned: boolean } {
  const coded = areas.flatMap((area) => area.geocodes.flatMap(departmentsOfGeocode));
  const turned = coded.length === 0 && message.rules.french ? turnedForFrance(areas) : null;
  const departments = coded.length > 0 ? coded : shapes(turned ?? areas);
  return { departments: [...new Set(departments)].sort(), turned: turned !== null };
}

function periodOf(info: CapInfo, message: Message) {
  const { rules } = message;
  const instant = (text: string | null) => capInstant(text, rules.timeZone);
  const onset = instant(info.onset) ?? instant(info.effective) ?? message.sent;
  const expires = instant(info.expires);
  const assumed = onset + rules.defaultHours * 3_600_000;
  if (expires === null) {
    return { onset, expires: assumed, endAssumed: true, nothingExpected: false };
  }
  if (expires > onset) return { onset, expires, endAssumed: false, nothingExpected: false };
  if (rules.expiresBeforeOnset === 'nothing_expected') {
    return { onset, expires, endAssumed: false, nothingExpected: true };
  }
  const ending = info.parameters.find((p) => p.valueName === 'eventEndingTime')?.value ?? null;
  const end = instant(ending);
  return {
    onset,
    expires: end ?? assumed,
    endAssumed: end === null,
    nothingExpected: false,
  };
}

/** The same thing in another language: same hazard and period, or alike in all but the words. */
function sameThing(group: Reading, reading: Reading, by: 'hazard' | 'structure'): boolean {
  if (reading.languages.some((language) => group.languages.includes(language))) return false;
  if (by === 'structure') return group.structure === reading.structure;
  return (
    group.key === reading.key && group.onset === reading.onset && group.expires === reading.expires
  );
}

function together(a: Reading, b: Reading): Reading {
  const surer = a.evidence >= b.evidence ? a : b;
  const named = a.hazard === 'other' ? b : a;
  return {
    ...surer,
    hazard: named.hazard,
    key: named.key,
    level: a.evidence === b.evidence ? highest([a.level, b.level]) : surer.level,
    departments: [...new Set([...a.departments, ...b.departments])].sort(),
    languages: [...a.languages, ...b.languages],
  };
}
