/** Roads are longer than the crow flies, and slower in a crisis; then somebody has to park and be met. */
const DETOUR = 1.3;
const KM_PER_HOUR = 50;
const ARRIVAL_MINUTES = 10;

/** Minutes to allow from one place to another, so many kilometres apart as the crow flies. */
export function travelMinutes(km: number): number {
  return km < 1 ? 0 : Math.ceil((km * DETOUR * 60) / KM_PER_HOUR) + ARRIVAL_MINUTES;
}
