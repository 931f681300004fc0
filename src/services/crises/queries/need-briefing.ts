import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Briefing } from './briefing.ts';

/** The latest wording of each need that has one, by need; an empty text was taken back. */
export async function needBriefings(db: Db, crisisId: string): Promise<Map<string, Briefing>> {
  const { rows } = await sql<Briefing & { needId: string }>`
    SELECT DISTINCT ON (need_id) need_id AS "needId", version, text, written_at AS "writtenAt"
    FROM crises.need_briefing WHERE crisis_id = ${crisisId}
    ORDER BY need_id, version DESC`.execute(db);
  return new Map(rows.map(({ needId, ...briefing }) => [needId, briefing]));
}

export async function insertNeedBriefing(
  db: Db,
  key: { readonly crisisId: string; readonly needId: string },
  briefing: Briefing & { readonly writtenBy: string | null },
): Promise<void> {
  await db
    .insertInto('crises.need_briefing')
    .values({
      crisis_id: key.crisisId,
      need_id: key.needId,
      version: briefing.version,
      text: briefing.text,
      written_at: briefing.writtenAt,
      written_by: briefing.writtenBy,
    })
    .execute();
}

/** The first time counts: saying it again changes nothing. */
export async function insertNeedAck(
  db: Db,
  ack: {
    readonly crisisId: string;
    readonly needId: string;
    readonly version: number;
    readonly volunteerId: string;
    readonly at: Date;
  },
): Promise<void> {
  await db
    .insertInto('crises.need_briefing_ack')
    .values({
      crisis_id: ack.crisisId,
      need_id: ack.needId,
      version: ack.version,
      volunteer_id: ack.volunteerId,
      at: ack.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function needAcksOf(
  db: Db,
  crisisId: string,
  volunteerId?: string,
): Promise<{ needId: string; version: number; volunteerId: string; at: Date }[]> {
  return db
    .selectFrom('crises.need_briefing_ack')
    .select(['need_id as needId', 'version', 'volunteer_id as volunteerId', 'at'])
    .where('crisis_id', '=', crisisId)
    .$if(volunteerId !== undefined, (query) => query.where('volunteer_id', '=', volunteerId ?? ''))
    .execute();
}
