import type { Db } from '#platform/db/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { VolunteerId } from './rows.ts';

/** How to write to somebody: only verified contacts that still work. */
export interface Reachable {
  readonly id: VolunteerId;
  readonly accountId: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly lang: Lang;
  readonly department: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Name, language and working contacts of these people, by id; the erased are absent. */
export async function reachableByIds(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Reachable>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('volunteers.volunteer as v')
    .innerJoin('volunteers.volunteer_contact as c', 'c.volunteer_id', 'v.id')
    .select([
      'v.id',
      'v.account_id',
      'v.first_name',
      'v.last_name',
      'v.lang',
      'v.department',
      'c.email',
      'c.email_verified_at',
      'c.email_bounced_at',
      'c.phone',
      'c.phone_verified_at',
      'c.phone_failed_at',
    ])
    .where('v.id', 'in', [...ids])
    .where('v.status', '<>', 'erased')
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id as VolunteerId,
        accountId: row.account_id,
        firstName: row.first_name ?? '',
        lastName: row.last_name ?? '',
        lang: row.lang as Lang,
        department: row.department,
        email: row.email_verified_at && !row.email_bounced_at ? row.email : null,
        phone: row.phone_verified_at && !row.phone_failed_at ? row.phone : null,
      },
    ]),
  );
}
