export type DueState = 'late' | 'soon' | 'later';

const SOON_HOURS = 48;

export function dueState(at: Date, now: Date): DueState {
  const hours = (at.getTime() - now.getTime()) / 3_600_000;
  if (hours < 0) return 'late';
  return hours <= SOON_HOURS ? 'soon' : 'later';
}
