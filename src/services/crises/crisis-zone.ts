import { departmentByCode } from '#platform/geo/index.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';

/** The time zone of the first department of a crisis: overseas ones have their own. */
export function zoneOfCrisis(crisis: { readonly departments: readonly string[] }): string {
  return departmentByCode(crisis.departments[0] ?? '')?.timeZone ?? DEFAULT_TIME_ZONE;
}
