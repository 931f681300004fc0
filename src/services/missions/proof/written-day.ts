import type { Lang } from '#platform/i18n/index.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { writtenTime } from '#platform/ui/time/written-time.ts';

export function writtenDay(lang: Lang, day: DateString): string {
  return writtenTime(lang, new Date(`${day}T12:00:00Z`), 'UTC', 'date');
}
