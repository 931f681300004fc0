import type { Tone } from '#platform/ui/tag/tag.tsx';
import type { CandidateState, SessionState } from '../../domain/sessions/session.ts';

export const SESSION_TONES: Readonly<Record<SessionState, Tone>> = {
  planned: 'info',
  open: 'success',
  closed: 'neutral',
  cancelled: 'caution',
};

export const CANDIDATE_TONES: Readonly<Record<CandidateState, Tone>> = {
  enrolled: 'neutral',
  withdrawn: 'neutral',
  arrived: 'caution',
  identified: 'info',
  admitted: 'brand',
  finished: 'success',
  absent: 'neutral',
};
