const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A volunteer stays signed in on a phone; somebody who holds a role over others signs in more often. */
export const LIFETIMES = {
  ordinary: { idle: 30 * DAY, absolute: 180 * DAY },
  privileged: { idle: 24 * HOUR, absolute: 14 * DAY },
} as const;

/** When a session ends if nothing more is seen of it. */
export function sessionEnd(createdAt: Date, seenAt: Date, privileged: boolean): Date {
  const { idle, absolute } = LIFETIMES[privileged ? 'privileged' : 'ordinary'];
  return new Date(Math.min(seenAt.getTime() + idle, createdAt.getTime() + absolute));
}

/** Writing "last seen" on every request would cost a write per page. */
export const TOUCH_AFTER_MS = 5 * 60_000;

/**
 * An answer that carries a new token may be lost on the way. The token before is taken as long as the new
 * one has not come back: beside it at first, as requests cross; then it gets another one; then no more.
 */
export const HANDOVER = { crossingMs: 30_000, endsMs: 10 * 60_000 } as const;
