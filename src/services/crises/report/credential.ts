import type { CredentialKind, JsonObject, NewCredential } from '#platform/credentials/index.ts';
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

/** Open Badges 3.0: community service, its days, its hours; of the person, the name alone. */
export function attendanceCredential(facts: AttendanceFacts): NewCredential {
  const { lang, volunteerId, name, caller, hours } = facts;
  const m = reportTexts(lang).certificate;
  const days = [...hours.days].sort();
  const result = `urn:uuid:${hours.crisisId}#hours`;
  return {
    kind: ATTENDANCE,
    // One in each language: the text is signed too.
    about: `${hours.crisisId} ${lang}`,
    holder: { kind: 'person', id: volunteerId },
    name: m.title,
    description: hours.exercise ? m.exercise : m.badge_description(hours.title),
    subject: {
      identifier: [
        { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: name },
      ],
      activityStartDate: days[0] ?? '',
      activityEndDate: days.at(-1) ?? '',
      achievement: {
        id: `urn:uuid:${hours.crisisId}`,
        type: ['Achievement'],
        name: hours.exercise ? `${reportTexts(lang).exercise} · ${hours.title}` : hours.title,
        description: m.badge_description(hours.title),
        criteria: {
          narrative: m.badge_criteria(days.map((day) => writtenDay(lang, day)).join(', ')),
        },
        achievementType: 'CommunityService',
        creator: { id: `urn:uuid:${hours.crisisId}#caller`, type: ['Profile'], name: caller },
        resultDescription: [
          { id: result, type: ['ResultDescription'], name: m.hours, resultType: 'ext:Hours' },
        ],
      },
      result: [
        { type: ['Result'], resultDescription: result, value: (hours.minutes / 60).toFixed(2) },
      ],
    },
  };
}

/** How its public page reads; from the signed text alone. */
export const attendanceKind: CredentialKind = {
  name: ATTENDANCE,
  profile: 'open_badge',
  show(document: JsonObject, lang) {
    const m = reportTexts(lang).certificate;
    const subject = Object(document.credentialSubject);
    const { name, creator } = Object(subject.achievement);
    const minutes = Math.round(Number(subject.result?.[0]?.value) * 60);
    const [first, last] = [subject.activityStartDate, subject.activityEndDate].map(String);
    const from = writtenDay(lang, first as string);
    return {
      title: m.title,
      facts: [
        { label: m.holder, value: String(subject.identifier?.[0]?.identityHash) },
        { label: m.mobilisation, value: String(name) },
        { label: m.caller, value: String(creator?.name) },
        {
          label: m.days,
          value: first === last ? from : m.days_between(from, writtenDay(lang, last as string)),
        },
        { label: m.hours, value: hoursText(minutes) },
      ],
    };
  },
};
