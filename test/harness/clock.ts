import type { Clock } from '#platform/kernel/clock.ts';

export interface MovableClock extends Clock {
  set(instant: string | Date): void;
  /** Moves forward. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
}

export function movableClock(start: string | Date): MovableClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant);
    },
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now = new Date(now.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
    },
  };
}
