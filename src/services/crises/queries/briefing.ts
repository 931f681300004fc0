import type { Db } from '#platform/db/index.ts';

export type PersonKind = 'volunteer' | 'walk_up';

export interface Briefing {
  readonly version: number;
  readonly text: string;
  readonly writtenAt: Date;
}

/** The wording that counts now. */
export async function presentBriefing(db: Db, crisisId: string): Promise<Briefing | undefined> {
  return db
    .selectFrom('crises.briefing')
    .select(['version', 'text', 'written_at as writtenAt'])
    .where('crisis_id', '=', crisisId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertBriefing(
  db: Db,
  crisisId: string,
  briefing: Briefing & { readonly writtenBy: string | null },
): Promise<void> {
  await db
    .insertInto('crises.briefing')
    .values({
      crisis_id: crisisId,
      version: briefing.version,
      text: briefing.text,
      written_at: briefing.writtenAt,
      written_by: briefing.writtenBy,
    })
    .execute();
}

export interface BriefingAck {
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly version: number;
  readonly at: Date;
  /** Account of who gave it; null: read alone. */
  readonly recordedBy: string | null;
}

/** The first time counts: saying it again changes nothing. */
export async function insertAcks(
  db: Db,
  crisisId: string,
  acks: readonly BriefingAck[],
): Promise<void> {
  if (acks.length === 0) return;
  await db
    .insertInto('crises.briefing_ack')
    .values(
      acks.map((ack) => ({
        crisis_id: crisisId,
        person_kind: ack.personKind,
        person_id: ack.personId,
        briefing_version: ack.version,
        at: ack.at,
        recorded_by: ack.recordedBy,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Of everybody, or of these people. */
export async function acksOf(
  db: Db,
  crisisId: string,
  personIds?: readonly string[],
): Promise<BriefingAck[]> {
  if (personIds?.length === 0) return [];
  const rows = await db
    .selectFrom('crises.briefing_ack')
    .select([
      'person_kind as personKind',
      'person_id as personId',
      'briefing_version as version',
      'at',
      'recorded_by as recordedBy',
    ])
    .where('crisis_id', '=', crisisId)
    .$if(personIds !== undefined, (query) => query.where('person_id', 'in', personIds ?? []))
    .orderBy('at')
    .execute();
  return rows as BriefingAck[];
}
