import { createHmac } from 'node:crypto';
import { take } from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  codeFrom,
  dayCodeFrom,
  judgeMoment,
  readCode,
  type VisitRefusal,
} from '../domain/visits.ts';
import type { Band, Purpose } from '../domain/vocabularies.ts';
import { accountOf } from '../policy.ts';
import type { Space } from '../queries/spaces.ts';
import { accountOfCard, cardOf, insertCard, insertVisit } from '../queries/visits.ts';

/** What the desk tapped: a person by her card, or people without names. */
export interface DeskVisit {
  /** Made by the device: sent twice, it is one visit. */
  readonly id: string;
  readonly at: Date;
  readonly band: Band | null;
  readonly purpose: Purpose;
  readonly people: number;
  readonly card: string;
}

export type DeskRefusal = VisitRefusal | 'card_unknown';

/** `again`: it was there already, by its id or as the same person on the same day. */
export async function recordVisit(
  ctx: Context,
  actor: Actor,
  space: Space,
  visit: DeskVisit,
): Promise<Result<'new' | 'again', DeskRefusal>> {
  const now = ctx.clock.now();
  const late = judgeMoment(visit.at, now);
  if (late) return refuse(late);
  const accountId = visit.card ? await accountOfCard(ctx.db, readCode(visit.card)) : null;
  if (accountId === undefined) return refuse('card_unknown');
  const isNew = await insertVisit(
    ctx.db,
    {
      spaceId: space.id,
      id: visit.id,
      day: localDate(visit.at, space.timeZone),
      at: visit.at,
      accountId,
      people: accountId ? 1 : visit.people,
      band: visit.band,
      purpose: visit.purpose,
      source: 'desk',
      recordedBy: accountOf(actor),
    },
    now,
  );
  return ok(isNew ? 'new' : 'again');
}

export interface Answer {
  readonly kept: readonly string[];
  readonly refused: readonly { readonly id: string; readonly error: DeskRefusal }[];
}

/** What waited on a device; its clock is corrected by the moment at which it sent. */
export async function recordBatch(
  ctx: Context,
  actor: Actor,
  space: Space,
  sentAt: Date,
  visits: readonly DeskVisit[],
): Promise<Answer> {
  const ahead = ctx.clock.now().getTime() - sentAt.getTime();
  const kept: string[] = [];
  const refused: { id: string; error: DeskRefusal }[] = [];
  for (const visit of visits) {
    const at = new Date(visit.at.getTime() + ahead);
    const recorded = await recordVisit(ctx, actor, space, { ...visit, at });
    if (recorded.ok) kept.push(visit.id);
    else refused.push({ id: visit.id, error: recorded.error });
  }
  return { kept, refused };
}

/** The word of the day, shown in the room: without it a photograph of the poster counts for nothing. */
export function dayCode(space: Space, day: DateString): string {
  return dayCodeFrom(createHmac('sha256', space.dayKey).update(day).digest());
}

/** Tries of the word of the day by one person. */
const TRIES = { name: 'spaces.day_code', points: 6, minutes: 60 } as const;

export type HereRefusal = 'day_code_wrong' | 'too_many_tries';

/** Somebody in the room says so herself. */
export async function recordOwnVisit(
  ctx: Context,
  accountId: AccountId,
  space: Space,
  typed: string,
): Promise<Result<'new' | 'again', HereRefusal>> {
  const now = ctx.clock.now();
  if (!(await take(ctx, TRIES, accountId)).allowed) return refuse('too_many_tries');
  const day = localDate(now, space.timeZone);
  if (typed.trim() !== dayCode(space, day)) return refuse('day_code_wrong');
  const isNew = await insertVisit(
    ctx.db,
    {
      spaceId: space.id,
      id: ctx.ids.next<'visit'>(),
      day,
      at: now,
      accountId,
      people: 1,
      band: null,
      purpose: 'free_use',
      source: 'code',
      recordedBy: null,
    },
    now,
  );
  return ok(isNew ? 'new' : 'again');
}

const CARD_LETTERS = 7;

/** The code that a person shows at a desk; made when first asked for. */
export async function ownCard(ctx: Context, accountId: AccountId): Promise<string> {
  return transaction(ctx, async (tx) => {
    for (;;) {
      const known = await cardOf(tx.db, accountId);
      if (known) return known;
      const code = codeFrom(tx.random.bytes(8 * CARD_LETTERS), CARD_LETTERS);
      await insertCard(tx.db, accountId, code, tx.clock.now());
    }
  });
}
