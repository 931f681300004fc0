import {
  type CredentialKind,
  engagementSubject,
  type JsonObject,
  type NewCredential,
  readEngagement,
} from '#platform/credentials/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';
import type { OwnHours } from '../queries/hours.ts';
import { hoursText } from './figures.ts';
import { reportTexts } from './messages/index.ts';

export const ATTENDANCE = 'crises.attendance';

export interface AttendanceFacts {
  readonly lang: Lang;
  readonly volunteerId: string;
  readonly name: string;
  readonly caller: string;
  readonly hours: OwnHours;
}

export const writtenDay = (lang: Lang, date: string) =>
  writtenTime(lang, new Date(`${date}T12:00:00Z`), 'UTC', 'date');

export function attendanceCredential(facts: AttendanceFacts): NewCredential {
  const { lang, volunteerId, name, caller, hours } = facts;
  const m = reportTexts(lang).certificate;
  const days = [...hours.days].sort();
  return {
    kind: ATTENDANCE,
    // One in each language: the text is signed too.
    about: `${hours.crisisId} ${lang}`,
    holder: { kind: 'person', id: volunteerId },
    name: m.title,
    description: hours.exercise ? m.exercise : m.badge_description(hours.title),
    subject: engagementSubject({
      id: hours.crisisId,
      title: hours.exercise ? `${reportTexts(lang).exercise} · ${hours.title}` : hours.title,
      description: m.badge_description(hours.title),
      criteria: m.badge_criteria(days.map((day) => writtenDay(lang, day)).join(', ')),
      holder: name,
      organisation: caller,
      days,
      minutes: hours.minutes,
      hoursLabel: m.hours,
    }),
  };
}

/** How its public page reads; from the signed text alone. */
export const attendanceKind: CredentialKind = {
  name: ATTENDANCE,
  profile: 'open_badge',
  show(document: JsonObject, lang) {
    const m = reportTexts(lang).certificate;
    const { title, holder, organisation, minutes, from, to } = readEngagement(document);
    const first = writtenDay(lang, from);
    return {
      title: m.title,
      facts: [
        { label: m.holder, value: holder },
        { label: m.mobilisation, value: title },
        { label: m.caller, value: organisation },
        {
          label: m.days,
          value: from === to ? first : m.days_between(first, writtenDay(lang, to)),
        },
        { label: m.hours, value: hoursText(minutes) },
      ],
    };
  },
};
