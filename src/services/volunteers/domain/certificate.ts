import type { DateString } from '#platform/kernel/dates.ts';
import { addMonths } from '#platform/kernel/months.ts';
import { type Transitions, transition } from '#platform/kernel/transitions.ts';
import { type CertificateKind, certificateKind } from './skill-referential.ts';

export const CERTIFICATE_STATUSES = ['declared', 'verified', 'rejected', 'expired'] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

export const CERTIFICATE_EVENTS = ['verify', 'reject', 'expire', 'declare_again'] as const;
export type CertificateEvent = (typeof CERTIFICATE_EVENTS)[number];

/** A changed date, number or document goes back to `declared`: what was verified is no longer it. */
export const CERTIFICATE_TRANSITIONS: Transitions<CertificateStatus, CertificateEvent> = {
  declared: {
    verify: 'verified',
    reject: 'rejected',
    expire: 'expired',
    declare_again: 'declared',
  },
  verified: { reject: 'rejected', expire: 'expired', declare_again: 'declared' },
  rejected: { declare_again: 'declared' },
  expired: { declare_again: 'declared' },
};

export function nextCertificateStatus(from: CertificateStatus, event: CertificateEvent) {
  return transition(CERTIFICATE_TRANSITIONS, from, event);
}

export const REJECTION_REASONS = [
  'unreadable',
  'wrong_document',
  'other_name',
  'out_of_date',
  'number_mismatch',
  'doubtful',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export interface CertificateFacts {
  readonly kindId: number;
  readonly status: CertificateStatus;
  readonly issuedOn: DateString | null;
  /** Last day of validity, included. */
  readonly expiresOn: DateString | null;
}

export type Validity =
  | 'valid'
  | 'unverified'
  | 'rejected'
  | 'expired'
  | 'expires_during'
  | 'not_yet_valid';

/**
 * Does a certificate hold from the first to the last local day of a shift, both included? The reason
 * why not is the one the person can act on first.
 */
export function validityDuring(
  certificate: CertificateFacts,
  firstDay: DateString,
  lastDay: DateString,
): Validity {
  const { kindId, status, issuedOn, expiresOn } = certificate;
  if (status === 'rejected') return 'rejected';
  if (status === 'expired' || (expiresOn !== null && expiresOn < firstDay)) return 'expired';
  if (status === 'declared' && certificateKind(kindId)?.regulated !== false) return 'unverified';
  if (issuedOn !== null && issuedOn > firstDay) return 'not_yet_valid';
  if (expiresOn !== null && expiresOn < lastDay) return 'expires_during';
  return 'valid';
}

export function validityOn(certificate: CertificateFacts, day: DateString): Validity {
  return validityDuring(certificate, day, day);
}

/** The last day of validity by the kind's rule; the date on the document, when there is one, wins. */
export function defaultExpiry(kind: CertificateKind, issuedOn: DateString): DateString | null {
  return kind.validMonths === undefined ? null : addMonths(issuedOn, kind.validMonths);
}

export type CertificateError =
  | 'kind_unknown'
  | 'issued_in_future'
  | 'expiry_before_issue'
  | 'expiry_missing'
  | 'already_expired';

/** Checks a declaration; a kind with a term needs the date of issue or of expiry. */
export function checkDeclaration(
  input: { kindId: number; issuedOn: DateString | null; expiresOn: DateString | null },
  today: DateString,
): { error: CertificateError } | { expiresOn: DateString | null } {
  const kind = certificateKind(input.kindId);
  if (!kind) return { error: 'kind_unknown' };
  if (input.issuedOn !== null && input.issuedOn > today) return { error: 'issued_in_future' };
  if (input.issuedOn !== null && input.expiresOn !== null && input.expiresOn < input.issuedOn)
    return { error: 'expiry_before_issue' };
  const expiresOn =
    input.expiresOn ?? (input.issuedOn === null ? null : defaultExpiry(kind, input.issuedOn));
  if (kind.validMonths !== undefined && expiresOn === null) return { error: 'expiry_missing' };
  if (expiresOn !== null && expiresOn < today) return { error: 'already_expired' };
  return { expiresOn };
}

/** Days before the term at which the holder is told. */
export const EXPIRY_NOTICE_DAYS = [60, 30, 7] as const;

/** The notice due today, if it was not sent yet; a job that slept sends only the nearest one. */
export function expiryNoticeDue(
  daysLeft: number,
  alreadySent: number | null,
): (typeof EXPIRY_NOTICE_DAYS)[number] | undefined {
  if (daysLeft < 0) return undefined;
  const due = [...EXPIRY_NOTICE_DAYS].reverse().find((days) => daysLeft <= days);
  return due !== undefined && (alreadySent === null || due < alreadySent) ? due : undefined;
}
