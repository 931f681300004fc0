import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { DEFAULT_TIME_ZONE } from '../kernel/dates.ts';
import { type Bell, newBell } from './bell.ts';
import type { Parcel, Transport } from './channels/transport.ts';
import { type Begun, beginMessages, recoverLapsed, type Station } from './claim.ts';
import type { Outcome } from './domain/attempt.ts';
import {
  afterFailure,
  afterSuccess,
  condition,
  type GatewayHealth,
  HEALTHY,
  preferred,
} from './domain/gateway-health.ts';
import { available, newPace, type Pace, refill, spend } from './domain/pace.ts';
import { isQuiet } from './domain/quiet-hours.ts';
import { settle, type Tried } from './settle.ts';

/** One way out at work: its own pace, window and health. */
export interface Lane {
  readonly transport: Transport;
  readonly bell: Bell;
  readonly leaseSeconds: number;
  health: GatewayHealth;
  pace: Pace;
  inFlight: number;
  unsettled: Tried[];
  settling: boolean;
  lapsedCheckedAt: number;
}

/** A worker silent for longer than a send can last, twice over, is dead. */
export function newLane(
  transport: Transport,
  leaseSeconds = transport.timeoutSeconds * 2 + 30,
): Lane {
  return {
    transport,
    bell: newBell(),
    leaseSeconds,
    health: HEALTHY,
    pace: newPace(transport.perSecond, performance.now()),
    inFlight: 0,
    unsettled: [],
    settling: false,
    lapsedCheckedAt: Number.NEGATIVE_INFINITY,
  };
}

const LAPSED_CHECK_MS = 5_000;

/** Begins what it may; returns how many messages it looked at, 0 when there is nothing to do now. */
export async function turn(
  ctx: Context,
  station: Station,
  lane: Lane,
  fleet: readonly Lane[],
): Promise<number> {
  const now = performance.now();
  const recheck = Math.min(LAPSED_CHECK_MS, lane.leaseSeconds * 500);
  if (now - lane.lapsedCheckedAt > recheck) {
    lane.lapsedCheckedAt = now;
    await recoverLapsed(ctx, lane.transport, lane.leaseSeconds);
  }
  const limit = room(lane, now);
  if (limit === 0 || !isOpen(ctx, lane)) return 0;
  const fresh = takesNew(ctx, lane, fleet, now);
  const { begun, seen } = await beginMessages(ctx, station, lane.transport, { fresh, limit });
  for (const message of begun) launch(ctx, station, lane, message);
  return seen;
}

function room(lane: Lane, now: number): number {
  lane.pace = refill(lane.pace, now);
  const state = condition(lane.health, now);
  if (state === 'resting') return 0;
  if (state === 'probing') return lane.inFlight === 0 ? 1 : 0;
  const places = lane.transport.concurrency - lane.inFlight;
  // Few large claims rather than many small ones.
  if (lane.inFlight > 0 && places < lane.transport.concurrency / 4) return 0;
  return Math.min(places, available(lane.pace));
}

function isOpen(ctx: Context, { transport }: Lane): boolean {
  return !transport.closed || !isQuiet(transport.closed, ctx.clock.now(), DEFAULT_TIME_ZONE);
}

function takesNew(ctx: Context, lane: Lane, fleet: readonly Lane[], now: number): boolean {
  const rivals = fleet
    .filter((other) => other.transport.channel === lane.transport.channel)
    .map((other) => ({
      name: other.transport.name,
      open: isOpen(ctx, other),
      health: other.health,
    }));
  if (preferred(rivals, now) === lane.transport.name) return true;
  // A gateway whose rest is over is tried out with one message even while another does the work.
  return condition(lane.health, now) === 'probing';
}

function launch(ctx: Context, station: Station, lane: Lane, begun: Begun): void {
  lane.inFlight++;
  lane.pace = spend(lane.pace, begun.parcel.cost);
  void trySend(lane.transport, begun.parcel).then((outcome) => {
    lane.health = healthAfter(lane.health, outcome);
    lane.unsettled.push({ begun, outcome });
    void settleAll(ctx, station, lane);
  });
}

async function trySend(transport: Transport, parcel: Parcel): Promise<Outcome> {
  const { promise: late, resolve } = Promise.withResolvers<Outcome>();
  const timer = setTimeout(
    () => resolve({ kind: 'unknown', reason: 'timeout' }),
    transport.timeoutSeconds * 1000,
  );
  try {
    return await Promise.race([transport.send(parcel), late]);
  } catch (error) {
    return { kind: 'unknown', reason: String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function healthAfter(health: GatewayHealth, outcome: Outcome): GatewayHealth {
  const now = performance.now();
  switch (outcome.kind) {
    case 'accepted':
    case 'refused':
    case 'later':
      return afterSuccess();
    case 'gateway_down':
      return afterFailure(health, now, true);
    case 'unknown':
      return afterFailure(health, now, false);
    case 'too_fast':
      return health;
  }
}

/** While one write is under way the next outcomes gather: the busier, the larger the writes. */
async function settleAll(ctx: Context, station: Station, lane: Lane): Promise<void> {
  if (lane.settling) return;
  lane.settling = true;
  while (lane.unsettled.length > 0) {
    const tries = lane.unsettled.splice(0, 500);
    try {
      await settle(ctx, lane.transport, station.worker, tries);
    } catch (error) {
      // The database is away: keep the outcomes, they decide whether people are written to twice.
      ctx.log.error(
        { err: error, gateway: lane.transport.name },
        'message outcomes not written yet',
      );
      lane.unsettled.unshift(...tries);
      // Unreferenced: a program that stops while the database is away must be able to end.
      await sleep(1_000, undefined, { ref: false });
      continue;
    }
    lane.inFlight -= tries.length;
    lane.bell.ring();
  }
  lane.settling = false;
}

/** Milliseconds until a lane that had nothing to do should look again. */
export function pause(lane: Lane, idle: number): number {
  const now = performance.now();
  if (condition(lane.health, now) === 'resting') {
    return Math.min(idle, lane.health.restsUntil - now);
  }
  const missing = 1 - refill(lane.pace, now).tokens;
  if (missing > 0) return Math.min(idle, Math.max(5, (missing / lane.pace.perSecond) * 1000));
  return idle;
}
