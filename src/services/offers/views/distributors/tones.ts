import type { Tone } from '#platform/ui/tag/tag.tsx';
import type { AuthorisationState } from '../../domain/authorisation.ts';
import type { DistributorState } from '../../domain/distributor.ts';

export const DISTRIBUTOR_TONES: Readonly<Record<DistributorState, Tone>> = {
  active: 'success',
  suspended: 'crisis',
};

export const AUTHORISATION_TONES: Readonly<Record<AuthorisationState, Tone>> = {
  coming: 'info',
  in_force: 'success',
  over: 'neutral',
  withdrawn: 'crisis',
};
