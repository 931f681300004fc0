import { Readable } from 'node:stream';
import { z } from 'zod';
import { recordAudit } from '#platform/audit/index.ts';
import { downloadResponse } from '#platform/files/index.ts';
import { csvResponse } from '#platform/http/csv.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { judgeCertificate, REVIEW_DAYS, type Verdict } from '../actions/certificates.ts';
import {
  type DirectorySearch,
  exportDirectory,
  PAGE_SIZE,
  readRecord,
  searchDirectory,
} from '../actions/directory.ts';
import { REJECTION_REASONS } from '../domain/certificate.ts';
import { texts } from '../messages/index.ts';
import { DIRECTORY_ROLES, mayVerify, territoryOf, VERIFIER_ROLES } from '../policy.ts';
import { certificatesOf } from '../queries/abilities.ts';
import { certificatesToVerify, countToVerify } from '../queries/directory.ts';
import { volunteerById } from '../queries/register.ts';
import type { Certificate, Volunteer } from '../queries/rows.ts';
import { DirectoryPage } from '../views/directory.tsx';
import { translateErrors } from '../views/form-errors.ts';
import { RecordPage } from '../views/record.tsx';
import { QueuePage, ReviewPage } from '../views/review.tsx';
import { optionalDate } from './forms.ts';

const REVIEW = '/volunteers/certificates/:volunteer/:certificate';

export function staffRoutes(pages: Routes): void {
  pages.get('/volunteers', DIRECTORY_ROLES, async (c) => {
    const search = searchOf(c);
    const found = await searchDirectory(c.get('ctx'), c.get('actor'), search, numberOf(c, 'page'));
    return page(c, {
      title: texts(c.get('lang')).staff.title,
      lead: texts(c.get('lang')).staff.lead,
      wide: true,
      body: (
        <DirectoryPage
          search={search}
          found={found}
          query={(changes) => queryText({ ...search, ...changes })}
        />
      ),
    });
  });

  pages.get('/volunteers/export.csv', DIRECTORY_ROLES, (c) => {
    const pieces = exportDirectory(c.get('ctx'), c.get('actor'), searchOf(c), c.get('lang'));
    return csvResponse(bytesOf(pieces), 'benevoles.csv');
  });

  pages.get('/volunteers/certificates', VERIFIER_ROLES, async (c) => {
    const { db } = c.get('ctx');
    const lang = c.get('lang');
    const territory = territoryOf(c.get('actor'), VERIFIER_ROLES);
    const { count } = await countToVerify(db, territory);
    const pageCount = Math.max(1, Math.ceil(count / PAGE_SIZE));
    const at = Math.min(numberOf(c, 'page'), pageCount);
    const window = { limit: PAGE_SIZE, offset: (at - 1) * PAGE_SIZE };
    return page(c, {
      title: texts(lang).staff.queueTitle,
      lead: texts(lang).staff.queueLead(REVIEW_DAYS),
      wide: true,
      body: (
        <QueuePage
          waiting={await certificatesToVerify(db, territory, window)}
          page={at}
          pages={pageCount}
          saved={c.req.query('saved') !== undefined}
        />
      ),
    });
  });

  pages.get(REVIEW, VERIFIER_ROLES, (c) =>
    withReview(c, (volunteer, certificate) => reviewPage(c, volunteer, certificate, {})),
  );

  pages.get(`${REVIEW}/document`, VERIFIER_ROLES, (c) =>
    withReview(c, async (volunteer, certificate) => {
      const { fileId } = certificate;
      const answer = fileId ? await downloadResponse(c.get('ctx'), fileId) : undefined;
      if (!answer) return notFoundPage(c);
      await recordAudit(c.get('ctx'), c.get('actor'), {
        action: 'certificate.document_read',
        subject: { kind: 'certificate', id: certificate.id },
        detail: { volunteer: volunteer.id },
      });
      return answer;
    }),
  );

  pages.post(`${REVIEW}/verify`, VERIFIER_ROLES, (c) =>
    withReview(c, async (volunteer, certificate) => {
      const dates = z.object({ issued_on: optionalDate, expires_on: optionalDate });
      const form = await parseForm(c, dates);
      if (!form.ok) return reviewPage(c, volunteer, certificate, form.errors);
      const { issued_on: issuedOn, expires_on: expiresOn } = form.value;
      return judge(c, volunteer, certificate, { kind: 'verify', issuedOn, expiresOn });
    }),
  );

  pages.post(`${REVIEW}/reject`, VERIFIER_ROLES, (c) =>
    withReview(c, async (volunteer, certificate) => {
      const schema = z.object({ reason: z.enum(REJECTION_REASONS, 'reason_missing') });
      const form = await parseForm(c, schema);
      if (!form.ok) return reviewPage(c, volunteer, certificate, form.errors);
      return judge(c, volunteer, certificate, { kind: 'reject', reason: form.value.reason });
    }),
  );

  pages.get('/volunteers/:id', DIRECTORY_ROLES, async (c) => {
    const found = await readRecord(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '');
    if (!found) return notFoundPage(c);
    const lang = c.get('lang');
    return page(c, {
      title: texts(lang).staff.record,
      ownHeading: true,
      breadcrumbs: [{ text: texts(lang).staff.title, href: '/volunteers' }],
      body: <RecordPage record={found.record} parts={found.parts} />,
    });
  });
}

function searchOf(c: Request): DirectorySearch {
  const asked = (name: string) => (c.req.query(name) ?? '').slice(0, 100);
  return {
    q: asked('q'),
    ability: asked('ability'),
    commune: asked('commune'),
    status: asked('status'),
  };
}

function numberOf(c: Request, name: string): number {
  const value = Number(c.req.query(name) ?? 1);
  return Number.isInteger(value) && value > 0 && value < 1_000_000 ? value : 1;
}

function queryText(values: Readonly<Record<string, string>>): string {
  const kept = Object.entries(values).filter(([, value]) => value !== '');
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}

function bytesOf(pieces: AsyncIterable<string>): ReadableStream {
  const encoder = new TextEncoder();
  const bytes = Readable.from(pieces).map((piece: string) => encoder.encode(piece));
  return Readable.toWeb(bytes) as ReadableStream;
}

function reviewPage(
  c: Request,
  volunteer: Volunteer,
  certificate: Certificate,
  errors: FieldErrors,
): Response {
  const lang = c.get('lang');
  const m = texts(lang).staff;
  return page(c, {
    title: m.reviewTitle,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [{ text: m.queueTitle, href: '/volunteers/certificates' }],
    body: (
      <ReviewPage
        volunteer={volunteer}
        certificate={certificate}
        errors={translateErrors(lang, errors)}
      />
    ),
  });
}

async function judge(
  c: Request,
  volunteer: Volunteer,
  certificate: Certificate,
  verdict: Verdict,
): Promise<Response> {
  const target = { volunteerId: volunteer.id, certificateId: certificate.id };
  const judged = await judgeCertificate(c.get('ctx'), c.get('actor'), target, verdict);
  if (judged.ok) return c.redirect('/volunteers/certificates?saved=1', 303);
  if (judged.error === 'forbidden') return forbiddenPage(c);
  const field =
    judged.error === 'expiry_before_issue' || judged.error === 'already_expired'
      ? 'expires_on'
      : 'issued_on';
  return reviewPage(c, volunteer, certificate, { [field]: judged.error });
}

/** Of another territory, or unknown: not found, so that guessing teaches nothing. */
async function withReview(
  c: Request,
  answer: (volunteer: Volunteer, certificate: Certificate) => Response | Promise<Response>,
): Promise<Response> {
  const { db } = c.get('ctx');
  const id = c.req.param('volunteer') ?? '';
  const volunteer = isUuid(id) ? await volunteerById(db, id) : undefined;
  if (!volunteer || !mayVerify(c.get('actor'), volunteer)) return notFoundPage(c);
  const held = await certificatesOf(db, volunteer.id);
  const certificate = held.find((item) => item.id === c.req.param('certificate'));
  return certificate ? answer(volunteer, certificate) : notFoundPage(c);
}
