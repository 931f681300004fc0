import type { Db } from '#platform/db/index.ts';

/** Needs not yet over where this person is expected or in reserve. */
export async function heldPlaces(
  db: Db,
  volunteerId: string,
  now: Date,
): Promise<{ crisisId: string; needId: string }[]> {
  return db
    .selectFrom('crises.place as p')
    .innerJoin('crises.need as n', (join) =>
      join.onRef('n.crisis_id', '=', 'p.crisis_id').onRef('n.id', '=', 'p.need_id'),
    )
    .select(['p.crisis_id as crisisId', 'p.need_id as needId'])
    .where('p.volunteer_id', '=', volunteerId)
    .where('p.state', 'in', ['confirmed', 'offered', 'reserve'])
    .where('n.ends_at', '>', now)
    .orderBy('p.need_id')
    .execute();
}

export async function deleteLinks(db: Db, volunteerId: string): Promise<void> {
  await db.deleteFrom('crises.reply_link').where('volunteer_id', '=', volunteerId).execute();
}
