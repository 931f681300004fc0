import { sql, type Updateable } from 'kysely';
import type { Db, Tables } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { type Contact, type Volunteer, type VolunteerId, volunteerOf } from './rows.ts';

export type KeyKind = 'account' | 'email' | 'phone';
export type VolunteerPatch = Updateable<Tables['volunteers.volunteer']>;

export async function volunteerById(db: Db, id: string): Promise<Volunteer | undefined> {
  const row = await db
    .selectFrom('volunteers.volunteer')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && volunteerOf(row);
}

/** Also makes other writers of this person wait until the transaction ends. */
export async function lockVolunteer(db: Db, id: string): Promise<Volunteer | undefined> {
  const row = await db
    .selectFrom('volunteers.volunteer')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && volunteerOf(row);
}

export async function insertDraft(
  db: Db,
  row: { id: VolunteerId; accountId: string; lang: Lang; now: Date },
): Promise<void> {
  await db
    .insertInto('volunteers.volunteer')
    .values({
      id: row.id,
      account_id: row.accountId,
      status: 'draft',
      lang: row.lang,
      source: 'sign_up',
      created_at: row.now,
      updated_at: row.now,
    })
    .execute();
  await db.insertInto('volunteers.volunteer_contact').values({ volunteer_id: row.id }).execute();
}

export async function updateVolunteer(
  db: Db,
  id: VolunteerId,
  patch: VolunteerPatch,
  now: Date,
): Promise<void> {
  await db
    .updateTable('volunteers.volunteer')
    .set({ ...patch, updated_at: now })
    .where('id', '=', id)
    .execute();
}

/**
 * Takes a key for a person unless somebody holds it; the holder. Waits for a parallel transaction
 * that is taking the same key.
 */
export async function claimKey(
  db: Db,
  kind: KeyKind,
  hash: Buffer,
  volunteerId: VolunteerId,
): Promise<VolunteerId> {
  const row = await db
    .insertInto('volunteers.identity_key')
    .values({ kind, hash, volunteer_id: volunteerId })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'hash']).doUpdateSet({
        volunteer_id: sql`volunteers.identity_key.volunteer_id`,
      }),
    )
    .returning('volunteer_id')
    .executeTakeFirstOrThrow();
  return row.volunteer_id as VolunteerId;
}

export async function moveKey(db: Db, kind: KeyKind, hash: Buffer, to: VolunteerId) {
  await db
    .updateTable('volunteers.identity_key')
    .set({ volunteer_id: to })
    .where('kind', '=', kind)
    .where('hash', '=', hash)
    .execute();
}

export async function holderOf(
  db: Db,
  kind: KeyKind,
  hash: Buffer,
): Promise<VolunteerId | undefined> {
  const row = await db
    .selectFrom('volunteers.identity_key')
    .select('volunteer_id')
    .where('kind', '=', kind)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.volunteer_id as VolunteerId | undefined;
}

/** Gives back a person's keys of a kind, except one. */
export async function releaseKeys(db: Db, volunteerId: string, kind?: KeyKind, except?: Buffer) {
  let query = db.deleteFrom('volunteers.identity_key').where('volunteer_id', '=', volunteerId);
  if (kind) query = query.where('kind', '=', kind);
  if (except) query = query.where('hash', '<>', except);
  await query.execute();
}

export async function contactOf(db: Db, id: string): Promise<Contact> {
  const row = await db
    .selectFrom('volunteers.volunteer_contact')
    .selectAll()
    .where('volunteer_id', '=', id)
    .executeTakeFirst();
  return {
    email: row?.email ?? null,
    emailVerifiedAt: row?.email_verified_at ?? null,
    emailBouncedAt: row?.email_bounced_at ?? null,
    phone: row?.phone ?? null,
    phoneVerifiedAt: row?.phone_verified_at ?? null,
    phoneFailedAt: row?.phone_failed_at ?? null,
  };
}

export async function updateContact(
  db: Db,
  id: VolunteerId,
  patch: Updateable<Tables['volunteers.volunteer_contact']>,
): Promise<void> {
  await db
    .insertInto('volunteers.volunteer_contact')
    .values({ ...patch, volunteer_id: id })
    .onConflict((conflict) => conflict.column('volunteer_id').doUpdateSet(patch))
    .execute();
}

/** Marks a contact as no longer working, wherever it is; the people concerned. */
export async function markContactFailed(
  db: Db,
  kind: 'email' | 'phone',
  hash: Buffer,
  at: Date,
): Promise<VolunteerId[]> {
  const holder = await holderOf(db, kind, hash);
  if (!holder) return [];
  await updateContact(
    db,
    holder,
    kind === 'email' ? { email_bounced_at: at } : { phone_failed_at: at },
  );
  return [holder];
}

export interface PhoneCode {
  readonly phone: string;
  readonly codeHash: Buffer;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly tries: number;
  readonly sends: number;
}

export async function phoneCodeOf(db: Db, id: string): Promise<PhoneCode | undefined> {
  const row = await db
    .selectFrom('volunteers.phone_code')
    .selectAll()
    .where('volunteer_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      phone: row.phone,
      codeHash: row.code_hash,
      sentAt: row.sent_at,
      expiresAt: row.expires_at,
      tries: row.tries,
      sends: row.sends,
    }
  );
}

export async function putPhoneCode(db: Db, id: VolunteerId, code: PhoneCode): Promise<void> {
  const values = {
    phone: code.phone,
    code_hash: code.codeHash,
    sent_at: code.sentAt,
    expires_at: code.expiresAt,
    tries: code.tries,
    sends: code.sends,
  };
  await db
    .insertInto('volunteers.phone_code')
    .values({ volunteer_id: id, ...values })
    .onConflict((conflict) => conflict.column('volunteer_id').doUpdateSet(values))
    .execute();
}

export async function dropPhoneCode(db: Db, id: VolunteerId): Promise<void> {
  await db.deleteFrom('volunteers.phone_code').where('volunteer_id', '=', id).execute();
}

export type LinkPurpose = 'still_there' | 'guardian';

export async function insertLink(
  db: Db,
  link: { hash: Buffer; volunteerId: string; purpose: LinkPurpose; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('volunteers.link')
    .values({
      token_hash: link.hash,
      volunteer_id: link.volunteerId,
      purpose: link.purpose,
      expires_at: link.expiresAt,
    })
    .execute();
}

export async function linkByHash(db: Db, hash: Buffer, purpose: LinkPurpose, now: Date) {
  const row = await db
    .selectFrom('volunteers.link')
    .select(['volunteer_id', 'used_at'])
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && { volunteerId: row.volunteer_id as VolunteerId, usedAt: row.used_at };
}

export async function markLinkUsed(db: Db, hash: Buffer, now: Date): Promise<void> {
  await db
    .updateTable('volunteers.link')
    .set({ used_at: now })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .execute();
}
