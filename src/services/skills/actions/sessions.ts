import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { allows, transition } from '#platform/kernel/transitions.ts';
import { labelledOn, spaceById, supervises } from '#services/spaces/index.ts';
import {
  CANDIDATE,
  OPENS_BEFORE_MS,
  SESSION,
  type SessionEvent,
} from '../domain/sessions/session.ts';
import { candidatesOf, saveCandidate } from '../queries/candidates.ts';
import { insertSession, lockSession, type SessionRow, saveSession } from '../queries/sessions.ts';
import { releaseVoucher } from './vouchers.ts';

export interface NewSession {
  readonly startsAt: Date;
  readonly places: number;
  readonly priceCents: number;
}

export type PlanError = 'not_found' | 'not_labelled' | 'date_past';

/** Announces a session, in a space that will be labelled that day. */
export async function planSession(
  ctx: Context,
  actor: Actor,
  spaceId: string,
  session: NewSession,
): Promise<Result<string, PlanError>> {
  if (!(await supervises(ctx, actor, spaceId))) return refuse('not_found');
  const now = ctx.clock.now();
  if (session.startsAt <= now) return refuse('date_past');
  const space = await spaceById(ctx, spaceId);
  const day = localDate(session.startsAt, space?.timeZone);
  if (!(await labelledOn(ctx, spaceId, day))) return refuse('not_labelled');
  return transaction(ctx, async (tx) => {
    const id = tx.ids.next<'session'>();
    await insertSession(tx.db, { ...session, id, spaceId }, now);
    await audit(tx, actor, id, 'session.planned', { places: session.places });
    return ok(id);
  });
}

export type SessionError =
  | 'not_found'
  | 'transition_not_allowed'
  | 'too_early'
  | 'not_labelled'
  | 'tests_under_way';

/** The only way a session changes its state. */
export async function moveSession(
  ctx: Context,
  actor: Actor,
  id: string,
  event: SessionEvent,
): Promise<Result<SessionRow, SessionError>> {
  return transaction(ctx, async (tx): Promise<Result<SessionRow, SessionError>> => {
    const session = await lockSession(tx.db, id);
    if (!session || !(await supervises(tx, actor, session.spaceId))) return refuse('not_found');
    const state = transition(SESSION, session.state, event);
    if (!state.ok) return state;
    const refused = await whyNot(tx, session, event);
    if (refused) return refuse(refused);
    const moved: SessionRow = {
      ...session,
      state: state.value,
      accessCode: event === 'open' ? newAccessCode(tx) : null,
      supervisorId: event === 'open' ? personId(actor) : session.supervisorId,
    };
    await saveSession(tx.db, moved, tx.clock.now());
    if (event !== 'open') await seeOff(tx, id);
    await audit(tx, actor, id, `session.${event}`);
    return ok(moved);
  });
}

async function whyNot(
  tx: Context,
  session: SessionRow,
  event: SessionEvent,
): Promise<SessionError | undefined> {
  if (event === 'open') {
    const now = tx.clock.now();
    if (session.startsAt.getTime() - now.getTime() > OPENS_BEFORE_MS) return 'too_early';
    const space = await spaceById(tx, session.spaceId);
    const labelled = await labelledOn(tx, session.spaceId, localDate(now, space?.timeZone));
    return labelled ? undefined : 'not_labelled';
  }
  const candidates = await candidatesOf(tx.db, session.id);
  return candidates.some(({ state }) => state === 'admitted') ? 'tests_under_way' : undefined;
}

/** Whoever did not sit the test missed it, and their voucher is good again. */
async function seeOff(tx: Context, sessionId: string): Promise<void> {
  for (const candidate of await candidatesOf(tx.db, sessionId)) {
    if (!allows(CANDIDATE, candidate.state, 'miss')) continue;
    if (candidate.voucherId) await releaseVoucher(tx, candidate.voucherId);
    await saveCandidate(tx.db, { ...candidate, state: 'absent', voucherId: null });
  }
}

/** Six figures: for whoever is in the room to copy from the wall, for one day, with a limit on tries. */
function newAccessCode({ random }: Context): string {
  const bytes = random.bytes(4);
  const number = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) % 1_000_000;
  return String(number).padStart(6, '0');
}

export function personId(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.accountId : null;
}

function audit(
  tx: Context,
  actor: Actor,
  id: string,
  action: string,
  detail: Readonly<Record<string, number>> = {},
) {
  return recordAudit(tx, actor, { action, subject: { kind: 'certification_session', id }, detail });
}
