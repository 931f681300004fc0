import type { Context } from '../context.ts';
import { listen } from '../db/listen.ts';
import { type Bell, newBell } from './bell.ts';
import { openTransports } from './channels/open.ts';
import type { Transport } from './channels/transport.ts';
import { captureMessages, type Station } from './claim.ts';
import { type Lane, newLane, pause, turn } from './lane.ts';
import { selectPepper } from './queries/installation.ts';
import { OUTBOX_CHANNEL } from './queries/outbox.ts';
import { readSettings } from './settings.ts';

export interface Dispatcher {
  /** Ends when the messages under way are written down, after 20 seconds at most. */
  stop(): Promise<void>;
}

export interface DispatchOptions {
  /** For tests: in place of what the settings say. */
  readonly transports?: readonly Transport[];
  readonly leaseSeconds?: number;
}

const IDLE_MS = 1_000;
const STOP_MS = 20_000;

interface Crew {
  readonly ctx: Context;
  readonly station: Station;
  readonly lanes: readonly Lane[];
  readonly captureBell: Bell;
}

/** Sends the outbox from this process until stopped. Several processes share it. */
export async function startDispatcher(
  ctx: Context,
  options: DispatchOptions = {},
): Promise<Dispatcher> {
  const crew = await gather(ctx, options);
  let stopping = false;
  const ring = () => {
    for (const { bell } of crew.lanes) bell.ring();
    crew.captureBell.ring();
  };
  const listener = await listen(ctx.db, OUTBOX_CHANNEL, {
    onNotification: ring,
    onListening: ring,
  }).catch((error: unknown) => {
    ctx.log.warn({ err: error }, 'not woken up by the database, looking every second');
  });
  const loops = [
    ...crew.lanes.map((lane) =>
      loop(
        ctx,
        () => stopping,
        lane.bell,
        () => pause(lane, IDLE_MS),
        () => turn(ctx, crew.station, lane, crew.lanes),
      ),
    ),
    loop(
      ctx,
      () => stopping,
      crew.captureBell,
      () => IDLE_MS,
      () => captureMessages(ctx, crew.station),
    ),
  ];
  return {
    async stop() {
      stopping = true;
      ring();
      await listener?.stop();
      await Promise.all(loops);
      await settled(crew, STOP_MS);
      await Promise.all(crew.lanes.map(({ transport }) => transport.close()));
    },
  };
}

/**
 * For tests: sends what is due at the test's clock, until nothing is left that could go now.
 * Without `transports`, only what the demo outbox captures and what the settings give a way out.
 */
export async function dispatchPending(ctx: Context, options: DispatchOptions = {}): Promise<void> {
  const crew = await gather(ctx, options);
  for (;;) {
    let seen = await captureMessages(ctx, crew.station);
    for (const lane of crew.lanes) {
      seen += await turn(ctx, crew.station, lane, crew.lanes);
      seen += lane.inFlight;
    }
    const paced = crew.lanes.filter((lane) => lane.pace.tokens < 1);
    if (seen === 0 && paced.length === 0) break;
    if (seen === 0) await sleep(Math.max(1, Math.min(...paced.map((lane) => pause(lane, 50)))));
    else await settled(crew, STOP_MS);
  }
  if (!options.transports) await Promise.all(crew.lanes.map(({ transport }) => transport.close()));
}

async function gather(ctx: Context, options: DispatchOptions): Promise<Crew> {
  const settings = readSettings(ctx.config);
  const transports = options.transports ?? (await openTransports(ctx, settings));
  return {
    ctx,
    station: {
      worker: ctx.ids.next<'worker'>(),
      pepper: await selectPepper(ctx.db),
      quietHours: settings.quietHours,
    },
    lanes: transports.map((transport) => newLane(transport, options.leaseSeconds)),
    captureBell: newBell(),
  };
}

async function loop(
  ctx: Context,
  stopping: () => boolean,
  bell: Bell,
  idle: () => number,
  work: () => Promise<number>,
): Promise<void> {
  while (!stopping()) {
    try {
      if ((await work()) > 0) continue;
    } catch (error) {
      ctx.log.error({ err: error }, 'messages are not being sent');
    }
    if (!stopping()) await bell.wait(idle());
  }
}

async function settled(crew: Crew, timeoutMs: number): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (crew.lanes.some((lane) => lane.inFlight > 0) && performance.now() < until) {
    await sleep(5);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
