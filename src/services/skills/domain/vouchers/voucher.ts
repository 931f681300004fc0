import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';

/** Where a voucher is: nowhere else, so that issued = free + used + expired + returned. */
export const VOUCHER_STATES = ['free', 'used', 'expired', 'returned'] as const;
export type VoucherState = (typeof VOUCHER_STATES)[number];

export type VoucherEvent =
  /** Spent on an enrolment. */
  | 'redeem'
  /** The same code once more, after a failure. */
  | 'retake'
  /** The test did not take place, through no fault of the person. */
  | 'release'
  /** The same of a retake: the first try stays spent. */
  | 'retake_back'
  /** The last day has passed. */
  | 'expire'
  /** The funder gives an expired voucher more time. */
  | 'extend'
  /** Its money goes back to the pool of the funder. */
  | 'return';

const TABLE: Transitions<VoucherState, VoucherEvent> = {
  free: { redeem: 'used', expire: 'expired', return: 'returned' },
  used: { retake: 'used', release: 'free', retake_back: 'used' },
  expired: { extend: 'free', return: 'returned' },
  returned: {},
};

export interface Voucher {
  readonly state: VoucherState;
  /** Last moment it may be redeemed, in ms since 1970. */
  readonly until: number;
  readonly retakesLeft: number;
  /** Last moment of a retake; set when it is redeemed. */
  readonly retakeUntil: number | undefined;
}

export interface VoucherTerms {
  readonly until: number;
  /** Free tries after a failure. */
  readonly retakes: number;
  /** Time for a retake after the first try, in ms. */
  readonly retakeWithin: number;
}

export function issuedVoucher({ until, retakes }: VoucherTerms): Voucher {
  return { state: 'free', until, retakesLeft: retakes, retakeUntil: undefined };
}

export type VoucherError =
  | 'voucher_used'
  | 'voucher_expired'
  | 'voucher_returned'
  | 'no_retake_left'
  | 'transition_not_allowed';

/** The only way a voucher changes. */
export function applyToVoucher(
  voucher: Voucher,
  event: VoucherEvent,
  at: number,
  terms: VoucherTerms,
): Result<Voucher, VoucherError> {
  const moved = transition(TABLE, voucher.state, event);
  if (!moved.ok) return refuse(whyNot(voucher.state, event));
  const state = moved.value;
  switch (event) {
    case 'redeem':
      if (at > voucher.until) return refuse('voucher_expired');
      return ok({ ...voucher, state, retakeUntil: at + terms.retakeWithin });
    case 'retake':
      if (voucher.retakesLeft === 0) return refuse('no_retake_left');
      if (at > (voucher.retakeUntil ?? 0)) return refuse('voucher_expired');
      return ok({ ...voucher, state, retakesLeft: voucher.retakesLeft - 1 });
    case 'release':
      return ok({ ...voucher, state, retakeUntil: undefined, retakesLeft: terms.retakes });
    case 'retake_back':
      return voucher.retakesLeft < terms.retakes
        ? ok({ ...voucher, state, retakesLeft: voucher.retakesLeft + 1 })
        : refuse('transition_not_allowed');
    case 'expire':
      return at > voucher.until ? ok({ ...voucher, state }) : refuse('transition_not_allowed');
    case 'extend':
      return terms.until > at
        ? ok({ ...voucher, state, until: terms.until })
        : refuse('transition_not_allowed');
    case 'return':
      return ok({ ...voucher, state });
  }
}

function whyNot(state: VoucherState, event: VoucherEvent): VoucherError {
  if (event !== 'redeem') return 'transition_not_allowed';
  if (state === 'used') return 'voucher_used';
  return state === 'expired' ? 'voucher_expired' : 'voucher_returned';
}
