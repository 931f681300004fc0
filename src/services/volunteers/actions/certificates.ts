import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { removeFiles, storeFile } from '#platform/files/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type DateString, localDate } from '#platform/kernel/dates.ts';
import { impossible, ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  type CertificateError,
  checkDeclaration,
  nextCertificateStatus,
  type RejectionReason,
} from '../domain/certificate.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import { accountOf, mayVerify } from '../policy.ts';
import {
  certificatesOf,
  deleteCertificate,
  insertCertificate,
  lockCertificate,
  updateCertificate,
} from '../queries/abilities.ts';
import { volunteerById } from '../queries/register.ts';
import { refreshSearch } from '../search/index.ts';
import { mailVolunteer, pageUrl } from './mails.ts';
import { changeOwn } from './saving.ts';

/** Documents accepted as evidence, and their size. */
export const EVIDENCE = {
  accept: ['application/pdf', 'image/jpeg', 'image/png'],
  maxBytes: 8 * 1024 * 1024,
} as const;

const MAXIMUM_CERTIFICATES = 60;
/** Days in which every document gets its answer. */
export const REVIEW_DAYS = 14;

export interface Declaration {
  /** Left out for a new certificate. */
  readonly id?: string | undefined;
  readonly kindId: number;
  readonly number: string;
  readonly issuedOn: DateString | null;
  readonly expiresOn: DateString | null;
  readonly file?: File | undefined;
}

export type DeclareError =
  | CertificateError
  | 'transition_not_allowed'
  | 'too_many'
  | 'file_too_large'
  | 'file_type'
  | 'file_missing'
  | 'file_failed'
  | 'not_found';

/** Declares a certificate, or changes one: what changed is to be verified again. */
export async function declareCertificate(ctx: Context, actor: Actor, input: Declaration) {
  const checked = checkDeclaration(input, localDate(ctx.clock.now()));
  if ('error' in checked) return refuse(checked.error as DeclareError);
  return changeOwn(ctx, actor, async (tx, volunteer): Promise<Result<string, DeclareError>> => {
    const now = tx.clock.now();
    const { expiresOn } = checked;
    const before = input.id ? await lockCertificate(tx.db, volunteer.id, input.id) : undefined;
    if (input.id && !before) return refuse('not_found');
    const next = before && nextCertificateStatus(before.status, 'declare_again');
    if (next && !next.ok) return next;
    const held = await certificatesOf(tx.db, volunteer.id);
    if (!before && held.length >= MAXIMUM_CERTIFICATES) return refuse('too_many');
    // Stored last: a refusal above leaves nothing behind.
    const stored = input.file ? await storeEvidence(tx, actor, input.file) : ok(undefined);
    if (!stored.ok) return stored;
    const { kindId, number, issuedOn } = input;
    if (!before || !next) {
      const id = tx.ids.next<'certificate'>();
      const fileId = stored.value ?? null;
      const row = { id, volunteerId: volunteer.id, kindId, number, issuedOn, expiresOn, fileId };
      await insertCertificate(tx.db, row, now);
      return ok(id);
    }
    await updateCertificate(tx.db, volunteer.id, before.id, {
      number,
      issued_on: issuedOn,
      expires_on: expiresOn,
      file_id: stored.value ?? before.fileId,
      status: next.value,
      verifier: null,
      verified_at: null,
      reason: null,
      notice_days: null,
      declared_at: now,
    });
    if (stored.value && before.fileId) await removeFiles(tx, [before.fileId]);
    return ok(before.id);
  });
}

export async function withdrawCertificate(ctx: Context, actor: Actor, id: string) {
  return changeOwn(ctx, actor, async (tx, volunteer): Promise<Result<undefined, 'not_found'>> => {
    const certificate = await lockCertificate(tx.db, volunteer.id, id);
    if (!certificate) return refuse('not_found');
    await deleteCertificate(tx.db, volunteer.id, id);
    if (certificate.fileId) await removeFiles(tx, [certificate.fileId]);
    return ok();
  });
}

export type VerdictError =
  | 'not_found'
  | 'forbidden'
  | 'own_certificate'
  | 'transition_not_allowed'
  | CertificateError;

export type Verdict =
  | {
      readonly kind: 'verify';
      readonly issuedOn: DateString | null;
      readonly expiresOn: DateString | null;
    }
  | { readonly kind: 'reject'; readonly reason: RejectionReason };

/** A reviewer's answer; the holder is told. Answered by somebody else in the meantime: refused. */
export async function judgeCertificate(
  ctx: Context,
  actor: Actor,
  target: { readonly volunteerId: string; readonly certificateId: string },
  verdict: Verdict,
): Promise<Result<undefined, VerdictError>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, VerdictError>> => {
    const volunteer = await volunteerById(tx.db, target.volunteerId);
    if (!volunteer) return refuse('not_found');
    if (!mayVerify(actor, volunteer)) return refuse('forbidden');
    if (volunteer.accountId !== null && volunteer.accountId === accountOf(actor))
      return refuse('own_certificate');
    const certificate = await lockCertificate(tx.db, volunteer.id, target.certificateId);
    if (!certificate) return refuse('not_found');
    const now = tx.clock.now();
    const next = nextCertificateStatus(certificate.status, verdict.kind);
    if (!next.ok) return next;
    const by = { status: next.value, verifier: accountOf(actor) ?? null, verified_at: now };
    if (verdict.kind === 'verify') {
      const checked = checkDeclaration({ ...verdict, kindId: certificate.kindId }, localDate(now));
      if ('error' in checked) return refuse(checked.error);
      const dates = { issued_on: verdict.issuedOn, expires_on: checked.expiresOn };
      await updateCertificate(tx.db, volunteer.id, certificate.id, {
        ...by,
        ...dates,
        reason: null,
      });
    } else {
      await updateCertificate(tx.db, volunteer.id, certificate.id, {
        ...by,
        reason: verdict.reason,
      });
    }
    await mailVolunteer(
      tx,
      volunteer,
      `certificate:${certificate.id}:${now.getTime()}`,
      (mail, lang) => {
        const name = abilityLabel(lang, certificate.kindId);
        const url = pageUrl(tx, '/volunteer/certificates');
        return verdict.kind === 'verify'
          ? mail.certificateVerified(volunteer.firstName, name, url)
          : mail.certificateRejected(
              volunteer.firstName,
              name,
              texts(lang).labels.rejectionReasons[verdict.reason],
              url,
            );
      },
    );
    await refreshSearch(tx, [volunteer.id]);
    await recordAudit(tx, actor, {
      action: verdict.kind === 'verify' ? 'certificate.verified' : 'certificate.rejected',
      subject: { kind: 'certificate', id: certificate.id },
      detail: {
        volunteer: volunteer.id,
        kind: certificate.kindId,
        ...(verdict.kind === 'reject' ? { reason: verdict.reason } : {}),
      },
    });
    return ok();
  });
}

async function storeEvidence(
  ctx: Context,
  actor: Actor,
  file: File,
): Promise<Result<string, DeclareError>> {
  const stored = await storeFile(ctx, actor, file, EVIDENCE);
  if (stored.ok) return ok(stored.value.id);
  switch (stored.error) {
    case 'file_too_large':
      return refuse('file_too_large');
    case 'file_type_refused':
      return refuse('file_type');
    case 'file_empty':
      return refuse('file_missing');
    case 'storage_full':
      return refuse('file_failed');
    default:
      return impossible(stored.error);
  }
}
