import { z } from 'zod';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { insertEvents, knownPeople, type StoredEvent } from '../queries/attendance.ts';
import type { Crisis } from '../queries/crises.ts';
import { lockIntake } from '../queries/intake.ts';
import { announce } from '../queries/live.ts';
import type { Site } from '../queries/needs.ts';
import { walkUpNames } from '../queries/walk-ups-at-site.ts';
import { followSites } from '../walkups/actions/presence.ts';

/** What a device remembers of one tap. */
export const deviceEvent = z
  .object({
    id: z.uuid(),
    personKind: z.enum(['volunteer', 'walk_up']),
    personId: z.uuid(),
    kind: z.enum(['in', 'out', 'undo']),
    undoes: z.uuid().nullable(),
    at: z.coerce.date(),
    source: z.enum(['qr', 'list', 'paper']),
  })
  .refine(({ kind, undoes }) => (kind === 'undo') === (undoes !== null));
export type DeviceEvent = z.output<typeof deviceEvent>;

/** What a device sends when it has the network: nothing in it may be lost. */
export const batch = z.object({
  deviceId: z.uuid(),
  /** By the device's clock, at the moment of sending: tells how wrong that clock is. */
  sentAt: z.coerce.date(),
  events: z.array(deviceEvent).max(500),
});
export type Batch = z.output<typeof batch>;

export interface Recorded {
  /** Known to the server from now on, or before already. */
  readonly kept: readonly string[];
  readonly refused: readonly { readonly id: string; readonly error: 'unknown_person' }[];
}

/** Less than this is the time that a message takes. */
const CLOCK_TOLERANCE_MS = 30_000;
const DAY_MS = 24 * 3_600_000;

/** Adds what a device saw. Sent twice, or by two devices, it is the same. */
export async function recordAttendance(
  ctx: Context,
  actor: Actor & { readonly kind: 'person' },
  place: { readonly crisis: Crisis; readonly site: Site },
  { deviceId, sentAt, events }: Batch,
): Promise<Recorded> {
  const { crisis, site } = place;
  const now = ctx.clock.now();
  return transaction(ctx, async (tx) => {
    const volunteers = events
      .filter(({ personKind }) => personKind === 'volunteer')
      .map(({ personId }) => personId);
    const known =
      volunteers.length > 0 ? await knownPeople(tx.db, crisis.id, volunteers) : new Set();
    const arrivals = events
      .filter(({ personKind }) => personKind === 'walk_up')
      .map(({ personId }) => personId);
    // The reception moves the same people: its lock comes first.
    const intake = arrivals.length > 0 ? await lockIntake(tx.db, crisis.id) : undefined;
    const walkUps = await walkUpNames(tx.db, crisis.id, arrivals);
    const [kept, unknown] = [events.filter(isKnown), events.filter((one) => !isKnown(one))];
    function isKnown({ personKind, personId }: DeviceEvent): boolean {
      return personKind === 'walk_up' ? walkUps.has(personId) : known.has(personId);
    }
    const added = await insertEvents(
      tx.db,
      crisis.id,
      kept.map(
        ({ at, ...event }): StoredEvent => ({
          ...event,
          ...rightTime(at, { sentAt, now, earliest: crisis.createdAt, source: event.source }),
          siteId: site.id,
          deviceAt: at,
          deviceId,
          receivedAt: now,
          recordedBy: actor.accountId,
        }),
      ),
    );
    if (added.size > 0) await announce(tx.db, crisis.id);
    if (intake && added.size > 0) await followSites(tx, intake, [...walkUps.keys()]);
    return {
      kept: kept.map(({ id }) => id),
      refused: unknown.map(({ id }) => ({ id, error: 'unknown_person' as const })),
    };
  });
}

/**
 * The device's time by the server's clock. What is still impossible then (before the crisis, or not
 * yet) counts as now, and somebody should look at it.
 */
export function rightTime(
  at: Date,
  known: {
    readonly sentAt: Date;
    readonly now: Date;
    readonly earliest: Date;
    readonly source: DeviceEvent['source'];
  },
): { at: Date; clockDoubtful: boolean } {
  const offset = known.now.getTime() - known.sentAt.getTime();
  // What somebody wrote on paper was read on the wall, not on the device.
  const wrong = known.source !== 'paper' && Math.abs(offset) > CLOCK_TOLERANCE_MS;
  const time = at.getTime() + (wrong ? offset : 0);
  const possible =
    time <= known.now.getTime() + CLOCK_TOLERANCE_MS && time >= known.earliest.getTime() - DAY_MS;
  if (!possible) return { at: known.now, clockDoubtful: true };
  return { at: new Date(Math.min(time, known.now.getTime())), clockDoubtful: false };
}
