import { addDays, type DateString } from '#platform/kernel/dates.ts';

/** So many days before an entitlement ends, whoever it concerns is told once. */
export const REMINDER_DAYS = [30, 15, 5] as const;
export type ReminderDays = (typeof REMINDER_DAYS)[number];

/** The reminder of this day; a night that was missed makes up for the latest alone. */
export function reminderDue(expiresOn: DateString, today: DateString): ReminderDays | undefined {
  if (today > expiresOn) return undefined;
  return REMINDER_DAYS.findLast((days) => today >= addDays(expiresOn, -days));
}
