import type { Tone } from '#platform/ui/tag/tag.tsx';
import type { OrderState } from '../../domain/order.ts';

const TONES: Readonly<Record<OrderState, Tone>> = {
  cart: 'neutral',
  quoted: 'info',
  ordered: 'caution',
  accepted: 'info',
  partly_fulfilled: 'caution',
  fulfilled: 'success',
  invoiced: 'success',
  closed: 'neutral',
  refused: 'crisis',
  cancelled: 'neutral',
  expired: 'neutral',
  returned: 'neutral',
};

export function toneOf(state: OrderState): Tone {
  return TONES[state];
}
