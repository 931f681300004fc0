/** Why somebody asks for another question. */
export const FAULTS = ['not_understood', 'not_shown', 'no_right_answer', 'wrong_language'] as const;
export type Fault = (typeof FAULTS)[number];
