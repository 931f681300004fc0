import type { Db } from '#platform/db/index.ts';

const PERSONAL_TABLES = [
  'volunteers.identity_key',
  'volunteers.volunteer_contact',
  'volunteers.emergency_contact',
  'volunteers.volunteer_skill',
  'volunteers.certificate',
  'volunteers.availability_exception',
  'volunteers.consent',
  'volunteers.guardian',
  'volunteers.link',
  'volunteers.phone_code',
] as const;

/** Leaves a row that says "erased" and nothing else: other records may still name its number. */
export async function eraseRecord(db: Db, id: string, now: Date): Promise<void> {
  for (const table of PERSONAL_TABLES)
    await db.deleteFrom(table).where('volunteer_id', '=', id).execute();
  await db
    .updateTable('volunteers.volunteer')
    .set({
      status: 'erased',
      account_id: null,
      first_name: null,
      last_name: null,
      name_key: '',
      birth_date: null,
      commune_code: null,
      department: null,
      radius_km: 20,
      lang: 'fr',
      languages: [],
      effort: 'light',
      equipment: [],
      weekly: 0,
      crisis_only: false,
      paused_until: null,
      elsewhere: [],
      visible_to_associations: false,
      crisis_consent: false,
      missions_consent: false,
      newsletter_consent: false,
      confirmed_at: null,
      freshness_stage: 0,
      freshness_on: null,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
}
