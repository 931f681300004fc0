import { addDays, type DateString, localDate } from '#platform/kernel/dates.ts';
import type { Hazard } from './hazard.ts';
import { highest, type Level } from './level.ts';

/**
 * What one sender announces for one hazard in one department over consecutive days: one proposal.
 * Météo-France sends one message per day and a new identifier at each re-issue, so neither
 * identifiers nor references say what belongs together; sender, hazard, department and day do.
 */
export interface Episode extends EpisodeKey {
  readonly hazard: Hazard;
  readonly days: Readonly<Record<DateString, EpisodeDay>>;
}

export interface EpisodeKey {
  readonly sender: string;
  readonly hazardKey: string;
  /** INSEE code. */
  readonly department: string;
  /** An exercise never touches what is real, nor the reverse. */
  readonly exercise: boolean;
}

/** What was said last of one day; instants in milliseconds. */
export interface EpisodeDay {
  readonly level: Level;
  readonly onset: number;
  readonly expires: number;
  readonly sent: number;
  /** Every message that spoke of this day, so that any of them can be cancelled. */
  readonly identifiers: readonly string[];
}

export interface EpisodeSummary {
  readonly level: Level;
  readonly onset: number;
  readonly expires: number;
}

/** `null` when no day is left. */
export function summaryOf(episode: Episode | undefined): EpisodeSummary | null {
  const days = Object.values(episode?.days ?? {});
  if (days.length === 0) return null;
  return {
    level: highest(days.map((day) => day.level)),
    onset: Math.min(...days.map((day) => day.onset)),
    expires: Math.max(...days.map((day) => day.expires)),
  };
}

export function sameKey(a: EpisodeKey, b: EpisodeKey): boolean {
  return (
    a.sender === b.sender &&
    a.hazardKey === b.hazardKey &&
    a.department === b.department &&
    a.exercise === b.exercise
  );
}

export function dayOf(onset: number): DateString {
  return localDate(new Date(onset));
}

/** Does an alert beginning on this day continue the episode? The day itself, or next to one. */
export function continues(episode: Episode, onset: number): boolean {
  const day = dayOf(onset);
  const near = [addDays(day, -1), day, addDays(day, 1)];
  if (near.some((one) => one in episode.days)) return true;
  return Object.values(episode.days).some((d) => d.onset <= onset && onset <= d.expires);
}

export function withoutDays(
  episode: Episode,
  leaves: (day: EpisodeDay, date: DateString) => boolean,
): Episode {
  const kept = Object.entries(episode.days).filter(([date, day]) => !leaves(day, date));
  return { ...episode, days: Object.fromEntries(kept) };
}
