import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { activeBank, bankNumbered } from '../bank/loaded-bank.ts';
import {
  type Attempt,
  type AttemptError,
  type AttemptEvent,
  applyToAttempt,
  newAttempt,
  openQuestion,
  timeLeft,
} from '../domain/attempt/attempt.ts';
import { nextStep, resultOf } from '../domain/attempt/measure.ts';
import { allowedMs, type TestKind } from '../domain/attempt/rules.ts';
import {
  type AttemptId,
  type EndedBy,
  insertAttempt,
  type KeptAttempt,
  lockAttempt,
  saveAttempt,
  saveResult,
} from '../queries/attempts.ts';
import {
  countItemShown,
  countTestBegun,
  putInQuarantine,
  timesFlagged,
} from '../queries/exposure.ts';
import { exposureIn, measuringOf } from './measuring.ts';

export interface Prepared {
  readonly kind: TestKind;
  readonly accountId: string | null;
  /** SHA-256 of the secret of a browser without an account. */
  readonly keyHash: Buffer | null;
  readonly lang: Lang;
  readonly extraTime: boolean;
  readonly readable: boolean;
  readonly plainItems: boolean;
}

/** A test that waits to be started, with the bank that is active now until its result. */
export async function prepareAttempt(ctx: Context, wanted: Prepared): Promise<AttemptId> {
  const bank = await activeBank(ctx);
  const id = ctx.ids.next<'attempt'>();
  const now = ctx.clock.now().getTime();
  const { extraTime, ...who } = wanted;
  const attempt = newAttempt(bank.number, allowedMs(wanted.kind, extraTime), now);
  await transaction(ctx, async (tx) => {
    await insertAttempt(tx.db, { id, ...who, attempt });
    await countTestBegun(tx.db, bank.number);
  });
  return id;
}

export type MoveError = AttemptError | 'unknown_attempt';

/** What happens to a test, besides the questions, which are asked here. */
export type Move = Exclude<AttemptEvent, { what: 'ask' }>;

/**
 * The only way a test changes: the event, then the next question or the end when there is one to come.
 * A refusal changes nothing, except that a test whose time is over ends there.
 */
export async function moveAttempt(
  ctx: Context,
  id: string,
  move: Move,
): Promise<Result<Attempt, MoveError>> {
  return transaction(ctx, async (tx): Promise<Result<Attempt, MoveError>> => {
    const kept = await lockAttempt(tx.db, id);
    if (!kept) return refuse('unknown_attempt');
    const moved = applyToAttempt(kept.attempt, move, nowOf(tx));
    if (!moved.ok && moved.error !== 'time_over') return moved;
    const next = moved.ok
      ? await goOn(tx, kept, moved.value, move)
      : finish(kept.attempt, nowOf(tx), 'time');
    await saveAttempt(tx.db, id, kept.attempt, next.attempt);
    if (move.what === 'replace') await quarantineWhenFlagged(tx, next.attempt, move.position);
    if (next.by) await keepResult(tx, kept, next.attempt, next.by);
    return moved.ok ? ok(next.attempt) : moved;
  });
}

interface Step {
  readonly attempt: Attempt;
  /** Why it ended just now. */
  readonly by?: EndedBy;
}

async function goOn(tx: Context, kept: KeptAttempt, attempt: Attempt, move: Move): Promise<Step> {
  if (move.what === 'end') return { attempt, by: 'person' };
  if (attempt.state !== 'running' || openQuestion(attempt)) return { attempt };
  const now = nowOf(tx);
  if (timeLeft(attempt, now) === 0) return finish(attempt, now, 'time');
  const bank = await bankNumbered(tx, attempt.bankVersion);
  const measuring = await measuringOf(tx, bank, kept);
  const next = nextStep(measuring, attempt, await exposureIn(tx, bank), tx.random);
  if (next.what === 'end') return finish(attempt, now, next.by);
  await countItemShown(tx.db, bank.number, next.item);
  return { attempt: applied(attempt, next, now) };
}

function finish(attempt: Attempt, now: number, by: EndedBy): Step {
  return { attempt: applied(attempt, { what: 'end' }, now), by };
}

/** Of an event that the state is known to accept. */
function applied(attempt: Attempt, event: AttemptEvent, now: number): Attempt {
  const result = applyToAttempt(attempt, event, now);
  if (!result.ok) throw new Error(`${event.what}: ${result.error}`);
  return result.value;
}

async function keepResult(tx: Context, kept: KeptAttempt, attempt: Attempt, by: EndedBy) {
  const bank = await bankNumbered(tx, attempt.bankVersion);
  const result = resultOf(await measuringOf(tx, bank, kept), attempt);
  await saveResult(tx.db, kept.id, { at: tx.clock.now(), by, result });
}

/** So many tests in which somebody said that it is faulty, and nobody is asked it any more. */
export const FLAGS_TO_QUARANTINE = 3;

async function quarantineWhenFlagged(tx: Context, { asked }: Attempt, position: number) {
  const { item } = asked[position]!;
  if ((await timesFlagged(tx.db, item)) < FLAGS_TO_QUARANTINE) return;
  await putInQuarantine(tx.db, item, 'flags', tx.clock.now());
}

function nowOf(ctx: Context): number {
  return ctx.clock.now().getTime();
}
