import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';

export interface CountedEvent {
  readonly year: number;
  readonly department: string;
  readonly event: 'signed_up' | 'left' | 'left_age' | 'left_ability';
  readonly detail?: string;
}

/** Adds one to a figure that survives people's data. */
export async function countEvent(db: Db, event: CountedEvent): Promise<void> {
  await db
    .insertInto('volunteers.anonymous_count')
    .values({
      year: event.year,
      department: event.department,
      event: event.event,
      detail: event.detail ?? '',
      count: 1,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['year', 'department', 'event', 'detail'])
        .doUpdateSet({ count: sql`volunteers.anonymous_count.count + 1` }),
    )
    .execute();
}

export async function anonymousCounts(db: Db) {
  return db
    .selectFrom('volunteers.anonymous_count')
    .selectAll()
    .orderBy('year')
    .orderBy('department')
    .orderBy('event')
    .orderBy('detail')
    .execute();
}
