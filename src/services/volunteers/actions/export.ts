import type { Context } from '#platform/context.ts';
import { type Issued, shownCode, verifyPath } from '#platform/credentials/index.ts';
import { devicesOf } from '#platform/messaging/index.ts';
import { slotsOfWeekly } from '../domain/availability.ts';
import { codeOf } from '../domain/skill-referential.ts';
import {
  certificatesOf,
  consentsOf,
  emergencyContactOf,
  exceptionsOf,
  guardianOf,
  skillsOf,
} from '../queries/abilities.ts';
import { contactOf } from '../queries/register.ts';
import type { Volunteer } from '../queries/rows.ts';
import { communeLabel } from './commune-choice.ts';

/** A person's whole record, read once: for their page, their export, and staff who may see it. */
export async function wholeRecord(ctx: Context, volunteer: Volunteer) {
  const { db } = ctx;
  const { id } = volunteer;
  return {
    volunteer,
    contact: await contactOf(db, id),
    skills: await skillsOf(db, id),
    certificates: await certificatesOf(db, id),
    exceptions: await exceptionsOf(db, id),
    consents: await consentsOf(db, id),
    emergency: await emergencyContactOf(db, id),
    guardian: await guardianOf(db, id),
    devices: volunteer.accountId ? await devicesOf(ctx, volunteer.accountId) : [],
  };
}

export type WholeRecord = Awaited<ReturnType<typeof wholeRecord>>;

/**
 * What a person takes away (RGPD art. 15 and 20): every value we keep about them, with codes that
 * another program can read.
 */
export function portableRecord(record: WholeRecord, proofs: readonly Issued[], now: Date) {
  const { volunteer, contact } = record;
  return {
    format: 'renfort-volunteer-1',
    exportedAt: now.toISOString(),
    identity: {
      id: volunteer.id,
      firstName: volunteer.firstName,
      lastName: volunteer.lastName,
      birthDate: volunteer.birthDate,
      communeCode: volunteer.communeCode,
      commune: communeLabel(volunteer.communeCode),
      department: volunteer.department,
      radiusKm: volunteer.radiusKm,
      language: volunteer.lang,
    },
    contact,
    emergencyContact: record.emergency ?? null,
    guardian: record.guardian ?? null,
    skills: record.skills.map(({ skillId, level }) => ({ code: codeOf(skillId), level })),
    certificates: record.certificates.map((item) => ({
      kind: codeOf(item.kindId),
      number: item.number,
      issuedOn: item.issuedOn,
      expiresOn: item.expiresOn,
      status: item.status,
      verifiedAt: item.verifiedAt,
      reason: item.reason,
      declaredAt: item.declaredAt,
      document: item.fileId ? `/volunteer/certificates/${item.id}/document` : null,
    })),
    proofs: proofs.map(({ code, kind, issuedAt, validUntil, revokedAt }) => ({
      code: shownCode(code),
      kind,
      issuedAt,
      validUntil,
      revokedAt,
      document: `${verifyPath(code)}/credential.json`,
    })),
    languages: volunteer.languages,
    equipment: volunteer.equipment,
    effort: volunteer.effort,
    availability: {
      weekly: slotsOfWeekly(volunteer.weekly),
      exceptions: record.exceptions.map(({ firstDay, lastDay, kind }) => ({
        firstDay,
        lastDay,
        kind,
      })),
      crisisOnly: volunteer.crisisOnly,
      pausedUntil: volunteer.pausedUntil,
    },
    engagedElsewhere: volunteer.elsewhere,
    visibleToAssociations: volunteer.visibleToAssociations,
    consents: record.consents,
    notifiedDevices: record.devices.map(({ label, createdAt, endpoint }) => ({
      label,
      since: createdAt,
      address: endpoint,
    })),
    status: volunteer.status,
    lastSignOfLife: volunteer.confirmedAt,
    source: volunteer.source,
    createdAt: volunteer.createdAt,
    updatedAt: volunteer.updatedAt,
  };
}
