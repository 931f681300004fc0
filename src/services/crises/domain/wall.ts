import type { NeedState } from './states.ts';

/** What is still readable from two metres on one screen. */
export const CARDS_PER_SCREEN = 10;

export interface WallNeed {
  readonly id: string;
  readonly status: NeedState;
  readonly places: number;
  readonly confirmed: number;
  readonly deadline: Date;
}

/** Needs as a wall screen shows them: those that lack people first, by deadline; in screens of equal size. */
export function wallScreens<N extends WallNeed>(needs: readonly N[]): N[][] {
  const lacks = (need: N) => need.status === 'open' && need.confirmed < need.places;
  const shown = needs
    .filter(({ status }) => status !== 'cancelled')
    .toSorted(
      (a, b) =>
        Number(lacks(b)) - Number(lacks(a)) ||
        a.deadline.getTime() - b.deadline.getTime() ||
        (a.id < b.id ? -1 : 1),
    );
  const screens = Math.max(1, Math.ceil(shown.length / CARDS_PER_SCREEN));
  const size = Math.ceil(shown.length / screens);
  return Array.from({ length: screens }, (_, i) => shown.slice(i * size, (i + 1) * size));
}
