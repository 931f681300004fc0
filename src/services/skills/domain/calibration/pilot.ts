import { type Random, shuffled } from '#platform/kernel/random.ts';

/** What is known of an item that is tried out without counting. */
export interface PilotFigures {
  readonly answered: number;
  readonly a: number;
  readonly seB: number | undefined;
  readonly infit: number;
}

/** Why a pilot item does not count yet. */
export type PilotLack = 'too_few_answers' | 'difficulty_uncertain' | 'tells_little' | 'fits_badly';

/** Below this many answers, the parameters are not for a decision about a person. */
export const PILOT_ANSWERS = 200;
const PILOT_SE = 0.3;
const PILOT_LEAST_A = 0.4;
const PILOT_INFIT = [0.75, 1.3] as const;

/** Empty: the item may enter the next version of the bank. */
export function pilotLacks({ answered, a, seB, infit }: PilotFigures): readonly PilotLack[] {
  const lacks: PilotLack[] = [];
  if (answered < PILOT_ANSWERS) lacks.push('too_few_answers');
  if (seB === undefined || seB > PILOT_SE) lacks.push('difficulty_uncertain');
  if (a < PILOT_LEAST_A) lacks.push('tells_little');
  if (infit < PILOT_INFIT[0] || infit > PILOT_INFIT[1]) lacks.push('fits_badly');
  return lacks;
}

/**
 * Where pilot items stand in a test of `length` items that count: never among the first three nor last,
 * so that nobody begins or ends on one. Positions in the whole test, ascending.
 */
export function pilotPositions(random: Random, length: number, pilots: number): number[] {
  const whole = length + pilots;
  const allowed = Array.from({ length: Math.max(0, whole - 4) }, (_, at) => at + 3);
  return shuffled(random, allowed)
    .slice(0, pilots)
    .sort((a, b) => a - b);
}
