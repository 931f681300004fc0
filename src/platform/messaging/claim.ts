import { type Context, transaction } from '../context.ts';
import type { Parcel, Transport } from './channels/transport.ts';
import { consequence } from './domain/attempt.ts';
import { judge, type Situation, type Verdict } from './domain/judge.ts';
import type { QuietHours } from './domain/quiet-hours.ts';
import {
  applyEvent,
  type Change,
  type ChangeBy,
  lockCapturable,
  lockLapsed,
  lockWaiting,
  type WaitingMessage,
} from './queries/dispatch.ts';
import { offersUnsubscribe, unsubscribeToken } from './unsubscribe.ts';

/** What does not change while a dispatcher runs. */
export interface Station {
  readonly worker: string;
  readonly pepper: Buffer;
  readonly quietHours: QuietHours | null;
}

export interface Begun {
  readonly parcel: Parcel;
  /** This try included. */
  readonly attempts: number;
}

/** Takes up to `limit` messages for a way out; `seen` counts also those that only wait, or never go. */
export async function beginMessages(
  ctx: Context,
  station: Station,
  transport: Transport,
  options: { fresh: boolean; limit: number },
): Promise<{ begun: Begun[]; seen: number }> {
  return transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const waiting = await lockWaiting(tx.db, {
      channel: transport.channel,
      gateway: transport.name,
      now,
      ...options,
    });
    const situation = { now, capture: false, installationQuietHours: station.quietHours };
    const by = { now, worker: station.worker, gateway: transport.name };
    const begun = await applyVerdicts(tx, waiting, situation, by);
    return {
      seen: waiting.length,
      begun: begun.map((message) => ({
        parcel: parcelOf(tx, station, message),
        attempts: message.attempts + 1,
      })),
    };
  });
}

/** Sets aside what the demo outbox shows; returns how many messages were looked at. */
export async function captureMessages(ctx: Context, station: Station): Promise<number> {
  return transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const waiting = await lockCapturable(tx.db, now, 1_000);
    const situation = { now, capture: true, installationQuietHours: station.quietHours };
    await applyVerdicts(tx, waiting, situation, { now, worker: station.worker });
    return waiting.length;
  });
}

/** What a worker began and never confirmed goes back to the queue, or to a person: see attempt.ts. */
export async function recoverLapsed(
  ctx: Context,
  transport: Pick<Transport, 'name' | 'channel' | 'idempotent'>,
  leaseSeconds: number,
): Promise<number> {
  return transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const lapsed = await lockLapsed(tx.db, transport.name, leaseSeconds);
    for (const { id, attempts, worker } of lapsed) {
      const outcome = { kind: 'unknown', reason: 'worker_died' } as const;
      const next = consequence({ ...transport, attempts }, outcome);
      const change: Change =
        next.event === 'postpone'
          ? { id, event: next.event, notBefore: now, pinned: true, error: outcome.reason }
          : { id, event: next.event, error: outcome.reason };
      await applyEvent(tx.db, next.event, [change], { now, worker });
    }
    return lapsed.length;
  });
}

async function applyVerdicts(
  tx: Context,
  waiting: readonly WaitingMessage[],
  situation: Situation,
  by: ChangeBy,
): Promise<WaitingMessage[]> {
  const judged = waiting.map((message) => ({
    message,
    verdict: judge(candidateOf(message), situation),
  }));
  const begun = new Set<string>();
  for (const [event, group] of Map.groupBy(judged, ({ verdict }) => verdict.event)) {
    const changes = group.map(({ message, verdict }) => changeOf(message.id, verdict));
    const changed = await applyEvent(tx.db, event, changes, by);
    if (event === 'begin') for (const id of changed) begun.add(id);
  }
  return waiting.filter((message) => begun.has(message.id));
}

function changeOf(id: string, verdict: Verdict): Change {
  return verdict.event === 'postpone'
    ? { id, event: 'postpone', notBefore: verdict.until, error: 'quiet_hours' }
    : { id, event: verdict.event };
}

function candidateOf(message: WaitingMessage) {
  const { quietFrom, quietUntil } = message;
  return {
    ...message,
    personalQuietHours:
      quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
  };
}

function parcelOf(ctx: Context, station: Station, message: WaitingMessage): Parcel {
  const { purpose, recipientHash } = message;
  const token = offersUnsubscribe(purpose)
    ? unsubscribeToken(station.pepper, recipientHash, purpose)
    : undefined;
  return {
    id: message.id,
    channel: message.channel,
    recipient: message.recipient,
    purpose,
    lang: message.lang,
    subject: message.subject,
    text: message.text,
    html: message.html,
    createdAt: message.createdAt,
    cost: message.segments ?? 1,
    unsubscribeUrl: token && `${ctx.config.publicUrl}/unsubscribe/${token}`,
  };
}
