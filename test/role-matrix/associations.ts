import { addOrganisations } from '#services/associations/fixtures.ts';
import type { TestApp } from '#test/harness/app.ts';
import { REVIEWERS, type Rows } from './row.ts';

const PDF = '%PDF-1.4\n%%EOF\n';

/** Somebody of the Gard asks, with a document, to act for an association of the Gard. */
async function claimOfGard(app: TestApp): Promise<string> {
  const [organisation] = await addOrganisations(app.ctx, [
    { name: 'Amis du Gardon', communeCode: '30189' },
  ]);
  const person = await app.as();
  const asked = await person.post(`/associations/${organisation?.id}/claim`, {
    kind: 'claim',
    proof: 'document',
    office: 'treasurer',
    file: new File([PDF], 'pv.pdf', { type: 'application/pdf' }),
  });
  return asked.headers.get('location') ?? '';
}

const HERE = ['reviewer_here'] as const;
const path = (suffix: string) => async (app: TestApp) =>
  `/review${await claimOfGard(app)}${suffix}`;

export const rows: Rows = {
  'GET /associations': 'everybody',
  'GET /associations/:id': 'everybody',
  'GET /eligibility': 'everybody',
  'GET /eligibility/check/:organisation': 'everybody',
  'POST /eligibility/check/:organisation': 'signed_in',
  'GET /eligibility/queue': REVIEWERS,
  'GET /eligibility/:decision': 'signed_in',
  'POST /eligibility/:decision/own': {
    allowed: 'signed_in',
    fields: { event: 'appeal', note: 'no' },
  },
  'POST /eligibility/:decision/review': REVIEWERS,
  'POST /eligibility/:decision/attestation': { allowed: 'signed_in', fields: { seats: '5' } },
  'GET /eligibility/:decision/attestation.pdf': 'signed_in',
  'GET /api/v1/associations': 'everybody',
  'GET /api/v1/associations/:id': 'everybody',
  'GET /api/v1/associations/:id/eligibility': 'everybody',
  'GET /associations/:id/claim': 'signed_in',
  'POST /associations/:id/claim': 'signed_in',
  'GET /associations/:id/people': 'signed_in',
  'POST /associations/:id/people/remove': 'signed_in',
  'GET /claims': 'signed_in',
  'GET /claims/:id': 'signed_in',
  'POST /claims/:id/withdraw': 'signed_in',
  'POST /claims/:id/code': 'signed_in',
  'POST /claims/:id/document': 'signed_in',
  'POST /claims/:id/answer': 'signed_in',
  'POST /claims/:id/renew': 'signed_in',
  'POST /claims/:id/owner': 'signed_in',
  'GET /review/claims': REVIEWERS,
  'GET /review/claims/:id': { allowed: HERE, path: path('') },
  'POST /review/claims/:id': {
    allowed: HERE,
    path: path(''),
    fields: { decision: 'ask', question: 'minutes' },
  },
  'POST /review/claims/:id/notes': { allowed: HERE, path: path('/notes'), fields: { note: 'Vu' } },
  'POST /review/claims/:id/letter': REVIEWERS,
  'GET /review/claims/:id/document': { allowed: HERE, path: path('/document') },
};
