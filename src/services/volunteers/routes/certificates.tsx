import { z } from 'zod';
import { downloadResponse } from '#platform/files/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import {
  type DeclareError,
  declareCertificate,
  EVIDENCE,
  withdrawCertificate,
} from '../actions/certificates.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import { certificatesOf } from '../queries/abilities.ts';
import type { Certificate, Volunteer } from '../queries/rows.ts';
import {
  CertificateFormPage,
  CertificatesPage,
  type CertificateValues,
} from '../views/certificates.tsx';
import { translateErrors } from '../views/form-errors.ts';
import { optionalDate, text } from './forms.ts';
import { withOwn } from './join.tsx';
import { crumbs } from './profile.tsx';

const form = z.object({
  kind: z.coerce.number().int().positive('kind_unknown'),
  number: z.string().trim().max(100, 'too_long').default(''),
  issued_on: optionalDate,
  expires_on: optionalDate,
  file: z.instanceof(File).optional().catch(undefined),
});

/** A form with a document, and its other fields. */
const UPLOAD = { maxBytes: EVIDENCE.maxBytes + 256 * 1024 };

export function certificateRoutes(pages: Routes): void {
  pages.get('/volunteer/certificates', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const lang = c.get('lang');
      return page(c, {
        title: texts(lang).certificates.title,
        lead: texts(lang).certificates.lead,
        breadcrumbs: crumbs(lang),
        body: <CertificatesPage held={await certificatesOf(c.get('ctx').db, own.id)} />,
      });
    }),
  );

  pages.get('/volunteer/certificates/new', 'signed_in', (c) =>
    withOwn(c, () => formPage(c, undefined, NOTHING, {})),
  );

  pages.post('/volunteer/certificates/new', 'signed_in', (c) => save(c, undefined), UPLOAD);

  pages.get('/volunteer/certificates/:id', 'signed_in', (c) =>
    withCertificate(c, (_, held) =>
      formPage(
        c,
        held,
        {
          kind: String(held.kindId),
          number: held.number,
          issuedOn: held.issuedOn ?? '',
          expiresOn: held.expiresOn ?? '',
        },
        {},
      ),
    ),
  );

  pages.post(
    '/volunteer/certificates/:id',
    'signed_in',
    (c) => withCertificate(c, (_, held) => save(c, held)),
    UPLOAD,
  );

  pages.post('/volunteer/certificates/:id/remove', 'signed_in', (c) =>
    withCertificate(c, async (_, held) => {
      await withdrawCertificate(c.get('ctx'), c.get('actor'), held.id);
      return c.redirect('/volunteer/certificates', 303);
    }),
  );

  pages.get('/volunteer/certificates/:id/document', 'signed_in', (c) =>
    withCertificate(c, async (_, held) => {
      const answer = held.fileId ? await downloadResponse(c.get('ctx'), held.fileId) : undefined;
      return answer ?? notFoundPage(c);
    }),
  );
}

const NOTHING: CertificateValues = { kind: '', number: '', issuedOn: '', expiresOn: '' };

async function save(c: Request, held: Certificate | undefined): Promise<Response> {
  const parsed = await parseForm(c, form);
  if (!parsed.ok) {
    const values = {
      kind: text(parsed.raw, 'kind'),
      number: text(parsed.raw, 'number'),
      issuedOn: text(parsed.raw, 'issued_on'),
      expiresOn: text(parsed.raw, 'expires_on'),
    };
    const { kind, ...others } = parsed.errors;
    return formPage(c, held, values, { ...(kind ? { kind: 'kind_unknown' } : {}), ...others });
  }
  const { kind, number, issued_on: issuedOn, expires_on: expiresOn, file } = parsed.value;
  const saved = await declareCertificate(c.get('ctx'), c.get('actor'), {
    id: held?.id,
    kindId: held?.kindId ?? kind,
    number,
    issuedOn,
    expiresOn,
    // A browser sends an empty file when none was chosen.
    file: file && file.size > 0 ? file : undefined,
  });
  if (saved.ok) return c.redirect('/volunteer/certificates', 303);
  if (saved.error === 'no_record') return c.redirect('/volunteer/join', 303);
  const values = {
    kind: String(kind),
    number,
    issuedOn: issuedOn ?? '',
    expiresOn: expiresOn ?? '',
  };
  return formPage(c, held, values, { [FIELDS[saved.error]]: saved.error });
}

const FIELDS: Readonly<Record<DeclareError, string>> = {
  kind_unknown: 'kind',
  issued_in_future: 'issued_on',
  expiry_before_issue: 'expires_on',
  expiry_missing: 'issued_on',
  already_expired: 'expires_on',
  transition_not_allowed: 'kind',
  not_found: 'kind',
  too_many: 'kind',
  file_too_large: 'file',
  file_type: 'file',
  file_missing: 'file',
  file_failed: 'file',
};

function formPage(
  c: Request,
  held: Certificate | undefined,
  values: CertificateValues,
  errors: FieldErrors,
): Response {
  const lang = c.get('lang');
  const m = texts(lang).certificates;
  return page(c, {
    title: held ? m.editTitle : m.add,
    ...(held ? { lead: abilityLabel(lang, held.kindId) } : {}),
    breadcrumbs: [...crumbs(lang), { text: m.title, href: '/volunteer/certificates' }],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: (
      <CertificateFormPage held={held} values={values} errors={translateErrors(lang, errors)} />
    ),
  });
}

function withCertificate(
  c: Request,
  answer: (own: Volunteer, held: Certificate) => Response | Promise<Response>,
): Promise<Response> {
  return withOwn(c, async (own) => {
    const all = await certificatesOf(c.get('ctx').db, own.id);
    const held = all.find((item) => item.id === c.req.param('id'));
    return held ? answer(own, held) : notFoundPage(c);
  });
}
