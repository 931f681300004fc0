import type { Transitions } from '#platform/kernel/transitions.ts';

export type CrisisState = 'draft' | 'active' | 'standing_down' | 'closed' | 'cancelled';
export type CrisisEvent = 'activate' | 'stand_down' | 'resume' | 'close' | 'cancel';

export const CRISIS: Transitions<CrisisState, CrisisEvent> = {
  draft: { activate: 'active', cancel: 'cancelled' },
  active: { stand_down: 'standing_down', close: 'closed', cancel: 'cancelled' },
  standing_down: { resume: 'active', close: 'closed' },
  closed: {},
  cancelled: {},
};

export type NeedState = 'open' | 'closed' | 'cancelled';
export type NeedEvent = 'close' | 'reopen' | 'cancel';

export const NEED: Transitions<NeedState, NeedEvent> = {
  open: { close: 'closed', cancel: 'cancelled' },
  closed: { reopen: 'open', cancel: 'cancelled' },
  cancelled: {},
};

export type CallOutState = 'running' | 'paused' | 'filled' | 'stopped' | 'expired';
export type CallOutEvent = 'pause' | 'resume' | 'fill' | 'reopen' | 'stop' | 'expire';

/** `filled` sends nothing more, and wakes up when a place falls vacant and no reserve is left. */
export const CALL_OUT: Transitions<CallOutState, CallOutEvent> = {
  running: { pause: 'paused', fill: 'filled', stop: 'stopped', expire: 'expired' },
  paused: { resume: 'running', fill: 'filled', stop: 'stopped', expire: 'expired' },
  filled: { reopen: 'running', stop: 'stopped', expire: 'expired' },
  stopped: {},
  expired: {},
};

export type PlaceState =
  | 'confirmed'
  | 'offered'
  | 'reserve'
  | 'declined'
  | 'withdrawn'
  | 'lapsed'
  | 'released';
export type PlaceEvent =
  | 'hold'
  | 'queue'
  | 'offer'
  | 'accept'
  | 'decline'
  | 'withdraw'
  | 'lapse'
  | 'release'
  | 'assign';

/** `none` is somebody who was called and has not answered. An officer assigns; a no is a no. */
export const PLACE: Transitions<PlaceState | 'none', PlaceEvent> = {
  none: { hold: 'confirmed', queue: 'reserve', decline: 'declined', assign: 'confirmed' },
  declined: { hold: 'confirmed', queue: 'reserve' },
  withdrawn: { hold: 'confirmed', queue: 'reserve' },
  lapsed: { hold: 'confirmed', queue: 'reserve', withdraw: 'withdrawn', assign: 'confirmed' },
  reserve: {
    offer: 'offered',
    withdraw: 'withdrawn',
    release: 'released',
    assign: 'confirmed',
  },
  offered: {
    accept: 'confirmed',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
    release: 'released',
  },
  confirmed: { withdraw: 'withdrawn', release: 'released' },
  released: { assign: 'confirmed' },
};

/** States that hold one of the places. */
export const HOLDING: ReadonlySet<PlaceState> = new Set(['confirmed', 'offered']);
