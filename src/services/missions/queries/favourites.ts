import type { Db } from '#platform/db/index.ts';

export async function keepFavourite(
  db: Db,
  volunteerId: string,
  missionId: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('missions.favourite')
    .values({ volunteer_id: volunteerId, mission_id: missionId, kept_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function dropFavourite(db: Db, volunteerId: string, missionId: string): Promise<void> {
  await db
    .deleteFrom('missions.favourite')
    .where('volunteer_id', '=', volunteerId)
    .where('mission_id', '=', missionId)
    .execute();
}

export async function favouritesOf(db: Db, volunteerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('missions.favourite')
    .select('mission_id')
    .where('volunteer_id', '=', volunteerId)
    .orderBy('kept_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => row.mission_id);
}
