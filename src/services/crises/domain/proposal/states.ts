/** The life of a proposal. The clock and messages move it by themselves; people accept or dismiss. */
export const PROPOSAL_STATES = [
  'waiting',
  'updated',
  'accepted',
  'dismissed',
  'expired',
  'cancelled',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** `raise`: the level rose; `change`: anything else that a message changed; `note`: nothing changed. */
export type ProposalEvent =
  | 'raise'
  | 'change'
  | 'note'
  | 'cancel'
  | 'expire'
  | 'accept'
  | 'dismiss';

const TABLE: Readonly<Record<ProposalState, Partial<Record<ProposalEvent, ProposalState>>>> = {
  waiting: {
    raise: 'updated',
    change: 'updated',
    note: 'waiting',
    cancel: 'cancelled',
    expire: 'expired',
    accept: 'accepted',
    dismiss: 'dismissed',
  },
  updated: {
    raise: 'updated',
    change: 'updated',
    note: 'updated',
    cancel: 'cancelled',
    expire: 'expired',
    accept: 'accepted',
    dismiss: 'dismissed',
  },
  // A decision taken stands, whatever the sender says next; only a higher level asks again.
  accepted: { raise: 'accepted', change: 'accepted', note: 'accepted', cancel: 'accepted' },
  dismissed: { raise: 'updated', change: 'dismissed', note: 'dismissed', cancel: 'dismissed' },
  expired: {},
  cancelled: {},
};

/** The next state, or `undefined` when the event cannot happen in that state. */
export function nextProposalState(
  state: ProposalState,
  event: ProposalEvent,
): ProposalState | undefined {
  return TABLE[state][event];
}

export function isOpen(state: ProposalState): boolean {
  return state === 'waiting' || state === 'updated';
}
