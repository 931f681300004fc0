import type { Presence } from './attendance.ts';
import { isThere, type WalkUpState } from './walk-up.ts';

/** Somebody seen coming or going, at one site. */
export interface Sighting {
  readonly kind: 'in' | 'out';
  readonly siteId: string;
}

/** The site where somebody is, by the history of presence. */
export function siteNow(presences: readonly Presence[]): string | undefined {
  return presences.findLast(({ to }) => !to)?.siteId;
}

/**
 * What the reception adds to the history of presence by moving somebody on: they come in at its door
 * and go out by it. Whoever leaves is seen leaving where they are or were sent, so that an arrival
 * there that a device tells later does not bring them back.
 */
export function seenAtReception(
  before: WalkUpState | 'none',
  after: WalkUpState,
  here: string | undefined,
  sites: { readonly reception: string; readonly sentTo: string | undefined },
): Sighting | undefined {
  if (after === 'arrived') {
    return here === sites.reception ? undefined : { kind: 'in', siteId: sites.reception };
  }
  if (after === 'on_site') {
    const goesOut = here === sites.reception && sites.sentTo !== here;
    return goesOut ? { kind: 'out', siteId: here } : undefined;
  }
  const from = here ?? (before === 'on_site' ? sites.sentTo : undefined);
  return isThere(before) && from ? { kind: 'out', siteId: from } : undefined;
}

/**
 * What the sites saw, followed by the reception: somebody on a site has arrived, whoever has left all
 * of them since `movedAt` has left. A refusal stands until the reception takes it back.
 */
export function followed(
  state: WalkUpState,
  movedAt: Date,
  presences: readonly Presence[],
): 'arrive' | 'leave' | undefined {
  if (siteNow(presences)) return isThere(state) || state === 'refused' ? undefined : 'arrive';
  const leftSince = presences.some(({ to }) => to && to > movedAt);
  return isThere(state) && leftSince ? 'leave' : undefined;
}
