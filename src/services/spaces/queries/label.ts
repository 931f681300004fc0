import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { DatedLabelEvent, Label, LabelEvent } from '../domain/label.ts';
import type { SpaceId } from './spaces.ts';

export interface RecordedLabelEvent extends DatedLabelEvent {
  readonly reason: string;
  readonly recordedAt: Date;
}

/** In the order in which they were recorded. */
export async function labelEvents(db: Db, spaceId: string): Promise<RecordedLabelEvent[]> {
  const { rows } = await sql<RecordedLabelEvent>`
    SELECT event, day, until, reason, recorded_at AS "recordedAt" FROM spaces.label_event
    WHERE space_id = ${spaceId} ORDER BY recorded_at, id`.execute(db);
  return rows;
}

/** The event, and what the label has become by it. */
export async function recordLabelEvent(
  db: Db,
  spaceId: SpaceId,
  event: {
    readonly id: string;
    readonly event: LabelEvent;
    readonly day: DateString;
    readonly until: DateString | null;
    readonly reason: string;
    readonly accountId: string | null;
    readonly now: Date;
  },
  label: Label,
): Promise<void> {
  await db
    .insertInto('spaces.label_event')
    .values({
      space_id: spaceId,
      id: event.id,
      event: event.event,
      day: event.day,
      until: event.until,
      reason: event.reason,
      account_id: event.accountId,
      recorded_at: event.now,
    })
    .execute();
  await db
    .updateTable('spaces.space')
    .set({ label_state: label.state, label_until: label.until, updated_at: event.now })
    .where('id', '=', spaceId)
    .execute();
}
