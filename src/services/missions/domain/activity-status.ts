import type { ApplicationState } from './states.ts';

/** What API Engagement knows of somebody whom it sent (`PUT /v2/activity`). */
export type ActivityStatus = 'PENDING' | 'VALIDATED' | 'REFUSED' | 'CANCELED' | 'CARRIED_OUT';

const STATUS: Readonly<Record<ApplicationState, ActivityStatus | undefined>> = {
  // A question is no application.
  interested: undefined,
  applied: 'PENDING',
  in_discussion: 'PENDING',
  waiting: 'PENDING',
  offered: 'PENDING',
  accepted: 'VALIDATED',
  delivered: 'CARRIED_OUT',
  completed: 'CARRIED_OUT',
  declined: 'REFUSED',
  withdrawn: 'CANCELED',
  unanswered: 'CANCELED',
  // That somebody did not come is between the two of them.
  no_show: 'CANCELED',
};

export function activityStatus(state: ApplicationState): ActivityStatus | undefined {
  return STATUS[state];
}

/** A click identifier as it stands in an address, or nothing. */
export function clickId(text: string | undefined): string | undefined {
  return text && /^[\w-]{1,64}$/.test(text) ? text : undefined;
}
