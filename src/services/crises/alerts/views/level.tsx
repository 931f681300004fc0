import { useFrame } from '#platform/http/frame.ts';
import { Tag, type Tone } from '#platform/ui/tag/tag.tsx';
import type { Level } from '../../domain/proposal/level.ts';
import type { SignatureState } from '../../domain/proposal/received.ts';
import type { ProposalState } from '../../domain/proposal/states.ts';
import { alertTexts } from '../messages/index.ts';

export const FILLS: Readonly<Record<Level, string>> = {
  green: '#31aa35',
  yellow: '#fff600',
  orange: '#ffb82b',
  red: '#cc0000',
};

/** The level in words, after a square of its colour on the map of French vigilance. */
export function LevelMark({ level }: { readonly level: Level }) {
  const m = alertTexts(useFrame().lang);
  return (
    <span>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <rect x="1" y="1" width="14" height="14" rx="2" fill={FILLS[level]} stroke="#16213a" />
      </svg>{' '}
      <strong>{m.levels[level]}</strong>
    </span>
  );
}

const SIGNATURES: Readonly<Record<SignatureState, Tone>> = {
  none: 'neutral',
  valid: 'success',
  invalid: 'crisis',
  unverified: 'caution',
};

export function SignatureTag({ signature }: { readonly signature: SignatureState }) {
  const m = alertTexts(useFrame().lang);
  return <Tag tone={SIGNATURES[signature]}>{m.signatures[signature]}</Tag>;
}

export const STATE_TONES: Readonly<Record<ProposalState, Tone>> = {
  waiting: 'caution',
  updated: 'caution',
  accepted: 'crisis',
  dismissed: 'neutral',
  expired: 'neutral',
  cancelled: 'neutral',
};
