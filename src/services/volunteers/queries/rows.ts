import type { Selectable } from 'kysely';
import type { Tables } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Id } from '#platform/kernel/ids.ts';
import type { CertificateStatus } from '../domain/certificate.ts';
import type { Consents } from '../domain/consent.ts';
import type { Effort } from '../domain/skill-referential.ts';
import type { VolunteerStatus } from '../domain/volunteer-status.ts';

export type VolunteerId = Id<'volunteer'>;

export interface Volunteer {
  readonly id: VolunteerId;
  readonly accountId: AccountId | null;
  readonly status: VolunteerStatus;
  readonly signupStep: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: DateString | null;
  readonly communeCode: string | null;
  readonly department: string | null;
  readonly radiusKm: number;
  readonly lang: Lang;
  readonly languages: readonly string[];
  readonly effort: Effort;
  readonly equipment: readonly string[];
  readonly weekly: number;
  readonly crisisOnly: boolean;
  readonly pausedUntil: DateString | null;
  readonly elsewhere: readonly string[];
  readonly visibleToAssociations: boolean;
  readonly consents: Consents;
  readonly confirmedAt: Date | null;
  readonly freshnessStage: number;
  readonly freshnessOn: DateString | null;
  readonly source: 'sign_up' | 'import' | 'demo';
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function volunteerOf(row: Selectable<Tables['volunteers.volunteer']>): Volunteer {
  return {
    id: row.id as VolunteerId,
    accountId: row.account_id as AccountId | null,
    status: row.status as VolunteerStatus,
    signupStep: row.signup_step,
    firstName: row.first_name ?? '',
    lastName: row.last_name ?? '',
    birthDate: row.birth_date,
    communeCode: row.commune_code,
    department: row.department,
    radiusKm: row.radius_km,
    lang: row.lang as Lang,
    languages: row.languages,
    effort: row.effort as Effort,
    equipment: row.equipment,
    weekly: row.weekly,
    crisisOnly: row.crisis_only,
    pausedUntil: row.paused_until,
    elsewhere: row.elsewhere,
    visibleToAssociations: row.visible_to_associations,
    consents: {
      crisis: row.crisis_consent,
      missions: row.missions_consent,
      newsletter: row.newsletter_consent,
    },
    confirmedAt: row.confirmed_at,
    freshnessStage: row.freshness_stage,
    freshnessOn: row.freshness_on,
    source: row.source as Volunteer['source'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export interface Contact {
  readonly email: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly emailBouncedAt: Date | null;
  /** E.164 */
  readonly phone: string | null;
  readonly phoneVerifiedAt: Date | null;
  readonly phoneFailedAt: Date | null;
}

export interface Certificate {
  readonly id: string;
  readonly volunteerId: VolunteerId;
  readonly kindId: number;
  readonly number: string;
  readonly issuedOn: DateString | null;
  readonly expiresOn: DateString | null;
  readonly fileId: string | null;
  readonly status: CertificateStatus;
  readonly verifier: string | null;
  readonly verifiedAt: Date | null;
  readonly reason: string | null;
  readonly noticeDays: number | null;
  readonly declaredAt: Date;
}

export function certificateOf(row: Selectable<Tables['volunteers.certificate']>): Certificate {
  return {
    id: row.id,
    volunteerId: row.volunteer_id as VolunteerId,
    kindId: row.kind_id,
    number: row.number,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    fileId: row.file_id,
    status: row.status as CertificateStatus,
    verifier: row.verifier,
    verifiedAt: row.verified_at,
    reason: row.reason,
    noticeDays: row.notice_days,
    declaredAt: row.declared_at,
  };
}
