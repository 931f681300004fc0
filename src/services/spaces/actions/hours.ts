import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { ExceptionDay, WeeklyPeriod } from '../domain/opening.ts';
import { dropException, keepException } from '../queries/exceptions.ts';
import { replaceWeek, type Space } from '../queries/spaces.ts';

export async function setWeek(
  ctx: Context,
  actor: Actor,
  { id }: Space,
  week: readonly WeeklyPeriod[],
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await replaceWeek(tx.db, id, week);
    await recordAudit(tx, actor, { action: 'space.hours', subject: { kind: 'space', id } });
  });
}

export async function setException(
  ctx: Context,
  actor: Actor,
  { id }: Space,
  exception: ExceptionDay,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await keepException(tx.db, id, exception);
    await recordAudit(tx, actor, {
      action: 'space.special_day',
      subject: { kind: 'space', id },
      detail: { day: exception.day },
    });
  });
}

export async function removeException(
  ctx: Context,
  actor: Actor,
  { id }: Space,
  day: DateString,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await dropException(tx.db, id, day);
    await recordAudit(tx, actor, {
      action: 'space.usual_day',
      subject: { kind: 'space', id },
      detail: { day },
    });
  });
}
