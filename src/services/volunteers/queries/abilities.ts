import { sql, type Updateable } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Exception } from '../domain/availability.ts';
import type { ConsentWay, Purpose } from '../domain/consent.ts';
import { type Certificate, certificateOf, type VolunteerId } from './rows.ts';

export interface HeldSkill {
  readonly skillId: number;
  readonly level: 'learning' | 'practised' | 'expert';
}

export async function skillsOf(db: Db, id: string): Promise<HeldSkill[]> {
  const rows = await db
    .selectFrom('volunteers.volunteer_skill')
    .select(['skill_id', 'level'])
    .where('volunteer_id', '=', id)
    .orderBy('skill_id')
    .execute();
  return rows.map((row) => ({ skillId: row.skill_id, level: row.level as HeldSkill['level'] }));
}

/** Makes these the person's skills; the level and date of those already held stay. */
export async function replaceSkills(
  db: Db,
  id: VolunteerId,
  skillIds: readonly number[],
  now: Date,
) {
  await db
    .deleteFrom('volunteers.volunteer_skill')
    .where('volunteer_id', '=', id)
    .where(sql<boolean>`NOT skill_id = ANY(${skillIds}::int[])`)
    .execute();
  if (skillIds.length === 0) return;
  await db
    .insertInto('volunteers.volunteer_skill')
    .values(skillIds.map((skillId) => ({ volunteer_id: id, skill_id: skillId, since: now })))
    .onConflict((conflict) => conflict.columns(['volunteer_id', 'skill_id']).doNothing())
    .execute();
}

export async function certificatesOf(db: Db, id: string): Promise<Certificate[]> {
  const rows = await db
    .selectFrom('volunteers.certificate')
    .selectAll()
    .where('volunteer_id', '=', id)
    .orderBy('kind_id')
    .orderBy('declared_at')
    .execute();
  return rows.map(certificateOf);
}

export async function lockCertificate(
  db: Db,
  volunteerId: string,
  id: string,
): Promise<Certificate | undefined> {
  const row = await db
    .selectFrom('volunteers.certificate')
    .selectAll()
    .where('volunteer_id', '=', volunteerId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && certificateOf(row);
}

export async function insertCertificate(
  db: Db,
  row: Pick<
    Certificate,
    'id' | 'volunteerId' | 'kindId' | 'number' | 'issuedOn' | 'expiresOn' | 'fileId'
  >,
  now: Date,
): Promise<void> {
  await db
    .insertInto('volunteers.certificate')
    .values({
      volunteer_id: row.volunteerId,
      id: row.id,
      kind_id: row.kindId,
      number: row.number,
      issued_on: row.issuedOn,
      expires_on: row.expiresOn,
      file_id: row.fileId,
      status: 'declared',
      declared_at: now,
    })
    .execute();
}

export async function updateCertificate(
  db: Db,
  volunteerId: string,
  id: string,
  patch: Updateable<Tables['volunteers.certificate']>,
): Promise<void> {
  await db
    .updateTable('volunteers.certificate')
    .set(patch)
    .where('volunteer_id', '=', volunteerId)
    .where('id', '=', id)
    .execute();
}

export async function deleteCertificate(db: Db, volunteerId: string, id: string): Promise<void> {
  await db
    .deleteFrom('volunteers.certificate')
    .where('volunteer_id', '=', volunteerId)
    .where('id', '=', id)
    .execute();
}

export type KeptException = Exception & { readonly id: string };

export async function exceptionsOf(db: Db, id: string): Promise<KeptException[]> {
  const rows = await db
    .selectFrom('volunteers.availability_exception')
    .selectAll()
    .where('volunteer_id', '=', id)
    .orderBy('first_day')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    firstDay: row.first_day,
    lastDay: row.last_day,
    kind: row.kind as Exception['kind'],
  }));
}

export async function insertException(
  db: Db,
  id: VolunteerId,
  exception: KeptException,
): Promise<void> {
  await db
    .insertInto('volunteers.availability_exception')
    .values({
      volunteer_id: id,
      id: exception.id,
      first_day: exception.firstDay,
      last_day: exception.lastDay,
      kind: exception.kind,
    })
    .execute();
}

export async function deleteException(db: Db, id: VolunteerId, exceptionId: string): Promise<void> {
  await db
    .deleteFrom('volunteers.availability_exception')
    .where('volunteer_id', '=', id)
    .where('id', '=', exceptionId)
    .execute();
}

export interface KeptConsent {
  readonly purpose: Purpose;
  readonly given: boolean;
  readonly wordingVersion: string;
  readonly at: Date;
  readonly how: ConsentWay;
}

export async function consentsOf(db: Db, id: string): Promise<KeptConsent[]> {
  const rows = await db
    .selectFrom('volunteers.consent')
    .selectAll()
    .where('volunteer_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    purpose: row.purpose as Purpose,
    given: row.given,
    wordingVersion: row.wording_version,
    at: row.at,
    how: row.how as ConsentWay,
  }));
}

export async function insertConsents(
  db: Db,
  id: VolunteerId,
  consents: readonly (KeptConsent & { readonly id: string })[],
): Promise<void> {
  if (consents.length === 0) return;
  await db
    .insertInto('volunteers.consent')
    .values(
      consents.map((consent) => ({
        volunteer_id: id,
        id: consent.id,
        purpose: consent.purpose,
        given: consent.given,
        wording_version: consent.wordingVersion,
        at: consent.at,
        how: consent.how,
      })),
    )
    .execute();
}

export interface EmergencyContact {
  readonly name: string;
  readonly phone: string;
  readonly relation: string;
}

export async function emergencyContactOf(
  db: Db,
  id: string,
): Promise<EmergencyContact | undefined> {
  return db
    .selectFrom('volunteers.emergency_contact')
    .select(['name', 'phone', 'relation'])
    .where('volunteer_id', '=', id)
    .executeTakeFirst();
}

export async function putEmergencyContact(
  db: Db,
  id: VolunteerId,
  contact: EmergencyContact | undefined,
): Promise<void> {
  await db.deleteFrom('volunteers.emergency_contact').where('volunteer_id', '=', id).execute();
  if (!contact) return;
  await db
    .insertInto('volunteers.emergency_contact')
    .values({ volunteer_id: id, ...contact })
    .execute();
}

export interface Guardian {
  readonly name: string;
  readonly email: string;
  readonly askedAt: Date;
  readonly consentedAt: Date | null;
  readonly refusedAt: Date | null;
}

export async function guardianOf(db: Db, id: string): Promise<Guardian | undefined> {
  const row = await db
    .selectFrom('volunteers.guardian')
    .selectAll()
    .where('volunteer_id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      name: row.name,
      email: row.email,
      askedAt: row.asked_at,
      consentedAt: row.consented_at,
      refusedAt: row.refused_at,
    }
  );
}

export async function putGuardian(db: Db, id: VolunteerId, guardian: Guardian): Promise<void> {
  const values = {
    name: guardian.name,
    email: guardian.email,
    asked_at: guardian.askedAt,
    consented_at: guardian.consentedAt,
    refused_at: guardian.refusedAt,
  };
  await db
    .insertInto('volunteers.guardian')
    .values({ volunteer_id: id, ...values })
    .onConflict((conflict) => conflict.column('volunteer_id').doUpdateSet(values))
    .execute();
}

/** The earliest day that still matters for a search: older exceptions are dropped. */
export async function dropPastExceptions(db: Db, before: DateString): Promise<void> {
  await db.deleteFrom('volunteers.availability_exception').where('last_day', '<', before).execute();
}
