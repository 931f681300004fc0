import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { VolunteerId } from './queries/rows.ts';

/** What to do next, for somebody who has just signed up. */
export interface NextStep {
  readonly text: string;
  readonly link: string;
  readonly href: string;
}

/** What missions do of what happens here; missions depend on the register, not the register on them. */
export interface MissionsPart {
  /** In the transaction that records a consent to messages about missions, or its end. */
  readonly consentChanged: (tx: Context, id: VolunteerId, given: boolean) => Promise<void>;
  readonly afterSignUp: (
    ctx: Context,
    id: VolunteerId,
    lang: Lang,
  ) => Promise<NextStep | undefined>;
}

let part: MissionsPart | undefined;

/** Set once, by app.ts. */
export function onMissions(missions: MissionsPart): void {
  part = missions;
}

export function missionsPart(): MissionsPart | undefined {
  return part;
}
