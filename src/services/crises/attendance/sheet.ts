import type { Context } from '#platform/context.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import type { PersonKind } from '../domain/attendance.ts';
import { type AttendanceEvent, foldAttendance } from '../domain/attendance.ts';
import { type ExpectedPlace, eventsOf, expectedAt } from '../queries/attendance.ts';
import type { Site } from '../queries/needs.ts';
import { walkUpNames, walkUpsSentTo } from '../queries/walk-ups-at-site.ts';
import { crisisKey, shortCode } from './badge.ts';

const HOUR = 3_600_000;
/** Shifts that a leader has to do with today: those that ended lately, and those of tomorrow. */
export const BACK_MS = 16 * HOUR;
const AHEAD_MS = 36 * HOUR;

export interface SheetPerson {
  readonly personKind: PersonKind;
  readonly personId: string;
  /** Empty when the person has been erased since. */
  readonly name: string;
  readonly phone: string | null;
  readonly code: string;
}

/** One person on the list of one shift. */
export type SheetLine = SheetPerson & Omit<ExpectedPlace, 'personId'>;

/** All that a device needs to work at one site without network. */
export interface Sheet {
  readonly crisisId: string;
  readonly siteId: string;
  readonly now: Date;
  /** Ed25519, raw, base64url. */
  readonly publicKey: string;
  readonly lines: readonly SheetLine[];
  /** Seen here without being on the list of a shift of these days. */
  readonly others: readonly SheetPerson[];
  readonly events: readonly AttendanceEvent[];
}

export async function loadSheet(ctx: Context, { crisisId, id: siteId }: Site): Promise<Sheet> {
  const now = ctx.clock.now();
  const from = new Date(now.getTime() - BACK_MS);
  const until = new Date(now.getTime() + AHEAD_MS);
  const [places, all, sent, { publicKey }] = await Promise.all([
    expectedAt(ctx.db, { crisisId, siteId }, from, until),
    eventsOf(ctx.db, crisisId),
    walkUpsSentTo(ctx.db, { crisisId, siteId }, from, until),
    crisisKey(ctx, crisisId),
  ]);
  const listed = new Set(places.map(({ personId }) => personId));
  const events = all.filter((event) => event.siteId === siteId || listed.has(event.personId));
  const seen = foldAttendance(events).filter(
    (one) => one.siteId === siteId && !listed.has(one.personId) && (!one.to || one.to > from),
  );
  const unlisted = new Map<string, { personKind: PersonKind; personId: string }>([
    ...sent.map(({ id }) => [`walk_up ${id}`, { personKind: 'walk_up', personId: id }] as const),
    ...seen.map((one) => [`${one.personKind} ${one.personId}`, one] as const),
  ]);
  const ids = [...places, ...unlisted.values()].map(({ personId }) => personId);
  const names = await peopleByIds(ctx, [...new Set(ids)]);
  const walkUps = await walkUpNames(ctx.db, crisisId, ids);
  const person = (personKind: PersonKind, personId: string): SheetPerson => {
    const found = names.get(personId);
    const volunteerName = found ? `${found.lastName.toUpperCase()} ${found.firstName}`.trim() : '';
    const walkUp = personKind === 'walk_up' ? walkUps.get(personId) : undefined;
    return {
      personKind,
      personId,
      name: walkUp?.name ?? volunteerName,
      phone: walkUp ? walkUp.phone : (found?.phone ?? null),
      code: shortCode(crisisId, personKind, personId),
    };
  };
  return {
    crisisId,
    siteId,
    now,
    publicKey: publicKey.toString('base64url'),
    lines: places
      .map((place) => ({ ...place, ...person('volunteer', place.personId) }))
      .sort(
        (a, b) =>
          a.startsAt.getTime() - b.startsAt.getTime() ||
          (a.needId < b.needId ? -1 : a.needId > b.needId ? 1 : a.name.localeCompare(b.name, 'fr')),
      ),
    others: [...unlisted.values()].map((one) => person(one.personKind, one.personId)),
    events: events.map(({ id, personKind, personId, siteId: site, kind, undoes, ...event }) => ({
      id,
      personKind,
      personId,
      siteId: site,
      kind,
      undoes,
      at: event.at,
      clockDoubtful: event.clockDoubtful,
    })),
  };
}
