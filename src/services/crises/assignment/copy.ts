import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addDays, type DateString, instantOf, localDate } from '#platform/kernel/dates.ts';
import { ok, type Refused, type Result, refuse } from '#platform/kernel/result.ts';
import { addNeed, type NeedRefusal } from '../actions/need.ts';
import { type Need, needsOf } from '../queries/needs.ts';

const DAY = 86_400_000;

export interface CopyNeeds {
  readonly crisisId: string;
  readonly needIds: readonly string[];
  /** The day on which the first of them will begin; the others keep their distance in days. */
  readonly day: DateString;
}

export type CopyRefusal = NeedRefusal | 'nothing_chosen';

/**
 * The same needs on another day, at the same times of day whatever the clock does in between. All of
 * them or none; nobody is called.
 */
export async function copyNeeds(
  ctx: Context,
  actor: Actor,
  input: CopyNeeds,
): Promise<Result<number, CopyRefusal>> {
  try {
    return ok(await transaction(ctx, (tx) => copyAll(tx, actor, input)));
  } catch (error) {
    if (error instanceof Undone) return error.refusal;
    throw error;
  }
}

/** Thrown, so that the copies already made are undone with the transaction. */
class Undone extends Error {
  readonly refusal: Refused<CopyRefusal>;
  constructor(refusal: Refused<CopyRefusal>) {
    super(refusal.error);
    this.refusal = refusal;
  }
}

async function copyAll(tx: Context, actor: Actor, input: CopyNeeds): Promise<number> {
  const chosen = (await needsOf(tx.db, input.crisisId)).filter(({ id }) =>
    input.needIds.includes(id),
  );
  const [first] = chosen;
  if (!first) throw new Undone(refuse('nothing_chosen'));
  const days = daysBetween(dayOf(first), input.day);
  for (const need of chosen) {
    const { siteId, version, status, confirmed, offered, reserve, ...facts } = need;
    const added = await addNeed(tx, actor, input.crisisId, {
      ...facts,
      site: siteId,
      startsAt: laterBy(days, need.startsAt, need.timeZone),
      endsAt: laterBy(days, need.endsAt, need.timeZone),
      deadline: laterBy(days, need.deadline, need.timeZone),
    });
    if (!added.ok) throw new Undone(refuse(added.error, { position: need.position }));
  }
  return chosen.length;
}

function dayOf({ startsAt, timeZone }: Need): DateString {
  return localDate(startsAt, timeZone);
}

function daysBetween(from: DateString, to: DateString): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** The same time on the wall, so many days later. */
export function laterBy(days: number, instant: Date, timeZone: string): Date {
  const day = localDate(instant, timeZone);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return instantOf(addDays(day, days), hours * 60 + minutes, timeZone);
}

/** The needs of the last day that has some, and the day after: what an officer copies at night. */
export function usualCopy(needs: readonly Need[]): { ids: string[]; day: DateString } | undefined {
  const live = needs.filter(({ status }) => status !== 'cancelled');
  const last = live.at(-1);
  if (!last) return undefined;
  const ids = live.filter((need) => dayOf(need) === dayOf(last)).map(({ id }) => id);
  return { ids, day: addDays(dayOf(last), 1) };
}
