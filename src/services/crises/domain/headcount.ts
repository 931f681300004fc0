import type { PersonKind, Presence } from './attendance.ts';

/** Somebody on the list of a site, for one shift. */
export interface Expected {
  readonly personKind: PersonKind;
  readonly personId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Where somebody of the list stands: to come, late, on the site, there after the end, gone. */
export type Standing = 'to_come' | 'late' | 'here' | 'stayed' | 'gone' | 'absent';

/** So long after the beginning or the end of a shift, somebody should ask. */
export const GRACE_MS = 15 * 60_000;
/** Somebody may come this long before their shift. */
const EARLY_MS = 6 * 3_600_000;

/** Presences at this site that may belong to the shift of this person. */
export function presencesFor(
  expected: Expected,
  siteId: string,
  presences: readonly Presence[],
): Presence[] {
  const from = expected.startsAt.getTime() - EARLY_MS;
  return presences.filter(
    (presence) =>
      presence.personKind === expected.personKind &&
      presence.personId === expected.personId &&
      presence.siteId === siteId &&
      presence.from < expected.endsAt &&
      (presence.to?.getTime() ?? Number.POSITIVE_INFINITY) >= from,
  );
}

/** `presences`: those of this person for this shift, in order. */
export function standingAt(
  { startsAt, endsAt }: Expected,
  presences: readonly Presence[],
  now: Date,
): Standing {
  const last = presences.at(-1);
  if (last && !last.to) return now.getTime() > endsAt.getTime() + GRACE_MS ? 'stayed' : 'here';
  if (last) return 'gone';
  if (now >= endsAt) return 'absent';
  return now.getTime() > startsAt.getTime() + GRACE_MS ? 'late' : 'to_come';
}

/** People whose whereabouts somebody must ask about (PAR). */
export function isOverdue(standing: Standing): boolean {
  return standing === 'late' || standing === 'stayed';
}
