/** `erased`: its holder asked to be forgotten; the file that she kept can still be checked by itself. */
export type CredentialState = 'not_yet' | 'valid' | 'expired' | 'revoked' | 'erased';

export interface CredentialDates {
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly revokedAt: Date | null;
  readonly erasedAt: Date | null;
}

/** What counts most is said: a revoked credential stays revoked when it has also expired. */
export function stateOf(dates: CredentialDates, now: Date): CredentialState {
  if (dates.revokedAt) return 'revoked';
  if (dates.erasedAt) return 'erased';
  return stateByDates(dates, now);
}

/** Valid from its first instant, and until just before its last. */
export function stateByDates(
  { validFrom, validUntil }: Pick<CredentialDates, 'validFrom' | 'validUntil'>,
  now: Date,
): 'not_yet' | 'valid' | 'expired' {
  if (now < validFrom) return 'not_yet';
  return validUntil && now >= validUntil ? 'expired' : 'valid';
}
