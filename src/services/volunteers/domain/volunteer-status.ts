import { type Transitions, transition } from '#platform/kernel/transitions.ts';

export const VOLUNTEER_STATUSES = ['draft', 'active', 'paused', 'dormant', 'erased'] as const;
export type VolunteerStatus = (typeof VOLUNTEER_STATUSES)[number];

export const VOLUNTEER_EVENTS = [
  'finish',
  'pause',
  'resume',
  'confirm',
  'go_dormant',
  'guardian_withdraws',
  'erase',
] as const;
export type VolunteerEvent = (typeof VOLUNTEER_EVENTS)[number];

export const VOLUNTEER_TRANSITIONS: Transitions<VolunteerStatus, VolunteerEvent> = {
  draft: { finish: 'active', erase: 'erased' },
  active: {
    pause: 'paused',
    confirm: 'active',
    go_dormant: 'dormant',
    guardian_withdraws: 'draft',
    erase: 'erased',
  },
  paused: {
    pause: 'paused',
    resume: 'active',
    confirm: 'paused',
    go_dormant: 'dormant',
    guardian_withdraws: 'draft',
    erase: 'erased',
  },
  dormant: { confirm: 'active', pause: 'paused', guardian_withdraws: 'draft', erase: 'erased' },
  erased: {},
};

export function nextStatus(from: VolunteerStatus, event: VolunteerEvent) {
  return transition(VOLUNTEER_TRANSITIONS, from, event);
}
