/** The only source of "now": tests pass a clock they can move. */
export interface Clock {
  now(): Date;
}
