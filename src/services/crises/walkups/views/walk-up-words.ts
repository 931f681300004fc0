import type { Tone } from '#platform/ui/tag/tag.tsx';
import type { WalkUpState } from '../../domain/walk-up.ts';
import type { WalkUp } from '../../queries/walk-ups.ts';
import { walkUpTexts } from '../messages/index.ts';

export const WALK_UP_TONES: Readonly<Record<WalkUpState, Tone>> = {
  waiting: 'neutral',
  convened: 'info',
  arrived: 'caution',
  on_site: 'success',
  left: 'neutral',
  refused: 'crisis',
  withdrawn: 'neutral',
  released: 'neutral',
};

export const DESK_FILTERS = {
  here: ['arrived'],
  expected: ['convened'],
  on_site: ['on_site'],
  waiting: ['waiting'],
  refused: ['refused'],
  gone: ['left', 'withdrawn', 'released'],
} as const satisfies Record<string, readonly WalkUpState[]>;
export type DeskFilter = keyof typeof DESK_FILTERS;

/** A name; for somebody who came along without one, whose group they are of. */
export function walkUpName(lang: 'fr' | 'en', one: WalkUp, leader: WalkUp | undefined): string {
  const m = walkUpTexts(lang).desk;
  if (one.erasedAt) return m.erased;
  const own = `${one.firstName} ${one.lastName}`.trim();
  if (own !== '') return own;
  return m.companion(
    `${leader?.firstName ?? ''} ${leader?.lastName ?? ''}`.trim(),
    one.groupRank + 1,
  );
}
