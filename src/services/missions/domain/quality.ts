import type { DateString } from '#platform/kernel/dates.ts';
import { DOMAINS, REMOTE } from './vocabularies.ts';

/** What the checks read of a mission; the text as it would be sent. */
export interface MissionText {
  readonly title: string;
  readonly description: string;
  readonly places: number;
  readonly remote: string;
  readonly domain: string;
  readonly city: string | null;
  readonly organisationName: string;
  readonly applicationUrl: string;
  readonly effortMinutes: number;
  readonly deliverable: string;
  readonly startsOn: DateString | null;
  readonly endsOn: DateString | null;
}

/**
 * The first reason for which API Engagement refuses a mission by itself, in the order of its checks
 * (facts 2.5.4), or undefined. Its checks of countries and amounts are kept by our own forms.
 */
export type ExchangeRefusal =
  | 'title_missing'
  | 'title_encoded'
  | 'title_one_word'
  | 'description_missing'
  | 'description_encoded'
  | 'description_too_long'
  | 'application_url_missing'
  | 'remote_unknown'
  | 'places_wrong'
  | 'domain_unknown'
  | 'organisation_encoded';

export const EXCHANGE_DESCRIPTION_MAX = 20_000;

export function exchangeRefusal(mission: MissionText): ExchangeRefusal | undefined {
  const title = mission.title.trim();
  const description = mission.description.trim();
  if (title === '') return 'title_missing';
  if (isEncoded(title)) return 'title_encoded';
  if (!/\s/.test(title)) return 'title_one_word';
  if (description === '') return 'description_missing';
  if (isEncoded(description)) return 'description_encoded';
  if (description.length > EXCHANGE_DESCRIPTION_MAX) return 'description_too_long';
  if (mission.applicationUrl === '') return 'application_url_missing';
  if (!(REMOTE as readonly string[]).includes(mission.remote)) return 'remote_unknown';
  if (!(mission.places > 0)) return 'places_wrong';
  if (!(DOMAINS as readonly string[]).includes(mission.domain)) return 'domain_unknown';
  if (isEncoded(mission.organisationName)) return 'organisation_encoded';
  return undefined;
}

/** Why JeVeuxAider.gouv.fr would set a mission aside by itself (facts 2.5.4), or undefined. */
export type JvaRefusal =
  | 'MISSION_CREATION_DATE_TOO_OLD'
  | 'MISSION_DATE_NOT_COMPATIBLE'
  | 'CONTENT_INSUFFICIENT';

export const JVA_DESCRIPTION_MIN = 300;

export function jvaRefusal(
  mission: MissionText,
  createdOn: DateString,
  today: DateString,
): JvaRefusal | undefined {
  if (createdOn < monthsBefore(today, 6)) return 'MISSION_CREATION_DATE_TOO_OLD';
  const { startsOn, endsOn } = mission;
  if (startsOn && endsOn && daysTo(today, startsOn) < 7 && daysTo(today, endsOn) < 21) {
    return 'MISSION_DATE_NOT_COMPATIBLE';
  }
  if (mission.description.trim().length < JVA_DESCRIPTION_MIN || !mission.city) {
    return 'CONTENT_INSUFFICIENT';
  }
  return undefined;
}

/** What makes a mission easier to understand; none of them forbids anything. */
export type QualityHint = 'effort_missing' | 'deliverable_missing' | 'dates_missing' | 'shouting';

export function qualityHints(mission: MissionText): QualityHint[] {
  const hints: QualityHint[] = [];
  if (mission.effortMinutes <= 0) hints.push('effort_missing');
  if (mission.deliverable.trim() === '') hints.push('deliverable_missing');
  if (!mission.startsOn && !mission.endsOn) hints.push('dates_missing');
  if (mission.title.length > 8 && mission.title === mission.title.toLocaleUpperCase('fr')) {
    hints.push('shouting');
  }
  return hints;
}

function isEncoded(text: string): boolean {
  return text.includes('&#');
}

function daysTo(from: DateString, to: DateString): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The same day of the month, six months before; the last day when that month is shorter. */
function monthsBefore(date: DateString, months: number): DateString {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}
