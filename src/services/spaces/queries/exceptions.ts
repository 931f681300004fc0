import type { Db } from '#platform/db/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { ExceptionDay } from '../domain/opening.ts';
import type { SpaceId } from './spaces.ts';

/** A day that differs; said again, the last word counts. */
export async function keepException(db: Db, id: SpaceId, exception: ExceptionDay): Promise<void> {
  const { day, starts, ends, note } = exception;
  await db
    .insertInto('spaces.exception')
    .values({ space_id: id, day, starts, ends, note })
    .onConflict((conflict) =>
      conflict.columns(['space_id', 'day']).doUpdateSet({ starts, ends, note }),
    )
    .execute();
}

export async function dropException(db: Db, id: SpaceId, day: DateString): Promise<void> {
  await db
    .deleteFrom('spaces.exception')
    .where('space_id', '=', id)
    .where('day', '=', day)
    .execute();
}
