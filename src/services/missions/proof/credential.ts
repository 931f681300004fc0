import {
  type CredentialKind,
  engagementSubject,
  type JsonObject,
  type NewCredential,
  readEngagement,
} from '#platform/credentials/index.ts';
import { LANGS, type Lang } from '#platform/i18n/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { minutesText } from '../domain/hours.ts';
import { texts } from '../messages/index.ts';
import type { Application } from '../queries/applications.ts';
import type { Engagement } from '../queries/hours.ts';
import type { Mission } from '../queries/missions.ts';
import { writtenDay } from './written-day.ts';

const VOLUNTEERING = 'missions.volunteering';

/** "12 novembre 2026", or "du 3 au 12 novembre 2026". */
export function writtenPeriod(lang: Lang, from: DateString, to: DateString): string {
  const first = writtenDay(lang, from);
  return from === to ? first : texts(lang).proof.between(first, writtenDay(lang, to));
}

/** What one application may have in force: one certificate in each language, as the text is signed. */
export function certificatesAbout(application: Pick<Application, 'id' | 'volunteerId'>) {
  const holder = { kind: 'person', id: application.volunteerId } as const;
  return LANGS.map((lang) => ({
    kind: VOLUNTEERING,
    about: `${application.id} ${lang}`,
    holder,
  }));
}

export function volunteeringCredential(facts: {
  readonly lang: Lang;
  readonly application: Application;
  readonly mission: Mission;
  readonly name: string;
  readonly association: string;
  readonly engagement: Engagement;
}): NewCredential {
  const { lang, application, mission, name, association, engagement } = facts;
  const m = texts(lang).proof;
  return {
    kind: VOLUNTEERING,
    about: `${application.id} ${lang}`,
    holder: { kind: 'person', id: application.volunteerId },
    name: m.title,
    description: m.description(mission.title, association),
    subject: engagementSubject({
      id: mission.id,
      title: mission.title,
      description: mission.deliverable || mission.title,
      criteria: m.criteria(association),
      holder: name,
      organisation: association,
      days: engagement.days,
      minutes: engagement.minutes,
      hoursLabel: m.hours,
    }),
  };
}

/** How its public page reads; from the signed text alone. */
export const missionKind: CredentialKind = {
  name: VOLUNTEERING,
  profile: 'open_badge',
  show(document: JsonObject, lang) {
    const m = texts(lang).proof;
    const { title, holder, organisation, minutes, from, to } = readEngagement(document);
    return {
      title: m.title,
      facts: [
        { label: m.holder, value: holder },
        { label: m.mission, value: title },
        { label: m.association, value: organisation },
        { label: m.days, value: writtenPeriod(lang, from, to) },
        { label: m.hours, value: minutesText(minutes) },
      ],
    };
  },
};
