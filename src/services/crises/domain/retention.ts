/**
 * After the end of a crisis, how long its rows lead to the people they are about: a year of proof for an
 * employer or an insurer, and the days of a calendar year that a municipal reserve counts.
 */
export const CRISIS_KEPT_DAYS = 365;
