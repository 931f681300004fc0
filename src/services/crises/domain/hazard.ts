import { HAZARDS as ALERT_HAZARDS } from './proposal/hazard.ts';

/** What official alerts announce, and what they do not. */
export const HAZARDS = [...ALERT_HAZARDS, 'health', 'missing_person', 'shelter'] as const;
export type Hazard = (typeof HAZARDS)[number];

export function isHazard(text: string): text is Hazard {
  return (HAZARDS as readonly string[]).includes(text);
}
