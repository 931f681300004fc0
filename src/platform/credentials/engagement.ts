import type { DateString } from '../kernel/dates.ts';
import type { Statement } from './document.ts';
import type { JsonObject } from './formats/read.ts';

/** Hours somebody gave, as a service wants them signed. Of the person, the name alone. */
export interface Engagement {
  /** UUID of what the hours were given to: a crisis, a mission. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly criteria: string;
  readonly holder: string;
  /** Who called, and confirms. */
  readonly organisation: string;
  /** In order; at least one. */
  readonly days: readonly DateString[];
  readonly minutes: number;
  /** How the result is called in the language of the text. */
  readonly hoursLabel: string;
}

/** Open Badges 3.0: community service, its days and its hours. */
export function engagementSubject(engagement: Engagement): Statement['subject'] {
  const { id, days, minutes } = engagement;
  const result = `urn:uuid:${id}#hours`;
  return {
    identifier: [
      {
        type: 'IdentityObject',
        hashed: false,
        identityType: 'name',
        identityHash: engagement.holder,
      },
    ],
    activityStartDate: days[0] ?? '',
    activityEndDate: days.at(-1) ?? '',
    achievement: {
      id: `urn:uuid:${id}`,
      type: ['Achievement'],
      name: engagement.title,
      description: engagement.description,
      criteria: { narrative: engagement.criteria },
      achievementType: 'CommunityService',
      creator: {
        id: `urn:uuid:${id}#caller`,
        type: ['Profile'],
        name: engagement.organisation,
      },
      resultDescription: [
        {
          id: result,
          type: ['ResultDescription'],
          name: engagement.hoursLabel,
          resultType: 'ext:Hours',
        },
      ],
    },
    result: [{ type: ['Result'], resultDescription: result, value: (minutes / 60).toFixed(2) }],
  };
}

export interface ReadEngagement
  extends Pick<Engagement, 'title' | 'holder' | 'organisation' | 'minutes'> {
  readonly from: DateString;
  readonly to: DateString;
}

/** What the signed text says; the inverse of `engagementSubject`. */
export function readEngagement(document: JsonObject): ReadEngagement {
  const subject = Object(document.credentialSubject);
  const { name, creator } = Object(subject.achievement);
  return {
    title: String(name),
    holder: String(subject.identifier?.[0]?.identityHash),
    organisation: String(creator?.name),
    minutes: Math.round(Number(subject.result?.[0]?.value) * 60),
    from: String(subject.activityStartDate),
    to: String(subject.activityEndDate),
  };
}
