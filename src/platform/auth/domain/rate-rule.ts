/** At most `points` per `minutes`, counted for each key in PostgreSQL, so over all processes. */
export interface RateRule {
  readonly name: string;
  readonly points: number;
  readonly minutes: number;
}
