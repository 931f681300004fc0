import { z } from 'zod';
import { accountById, holdersOfOrganisation } from '#platform/auth/index.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { Result } from '#platform/kernel/result.ts';
import {
  answerAsOwner,
  answerQuestion,
  askToAct,
  type ClaimError,
  giveCode,
  giveDocument,
  type OwnError,
  PROOF_FILE,
  renewMandate,
  withdrawClaim,
} from '../actions/claims.ts';
import { ASSOCIATION_ROLES, CLAIM_KINDS, OFFICES, PROOFS } from '../domain/claim.ts';
import { claimTexts, texts } from '../messages/index.ts';
import { accountOf, mayAnswerFor, ownedOrganisations } from '../policy.ts';
import {
  type Claim,
  claimsForOwners,
  claimsOfAccount,
  isInvited,
  selectClaim,
} from '../queries/claims.ts';
import { selectFacts } from '../queries/organisations.ts';
import { ClaimForm } from '../views/claim-form.tsx';
import { MyClaims, OwnClaim, OwnerAnswer } from '../views/claims.tsx';

const UPLOAD = { maxBytes: PROOF_FILE.maxBytes + 256 * 1024 };
const file = z.instanceof(File).optional().catch(undefined);
const words = z.string().trim().max(4000).default('');

const askForm = z.object({
  kind: z.enum(CLAIM_KINDS, 'choice_missing'),
  proof: z.enum(PROOFS, 'choice_missing'),
  office: z.enum(OFFICES, 'choice_missing'),
  role: z.enum(ASSOCIATION_ROLES, 'choice_missing').default('association_owner'),
  message: words,
  contact_email: z.string().max(254).default(''),
  second_email: z.string().max(254).default(''),
  file,
});

export function claimRoutes(pages: Routes): void {
  pages.get('/associations/:id/claim', 'signed_in', (c) => askPage(c, {}, {}));
  pages.post('/associations/:id/claim', 'signed_in', ask, UPLOAD);
  pages.get('/claims', 'signed_in', async (c) => {
    const { db } = c.get('ctx');
    const actor = c.get('actor');
    const m = claimTexts(c.get('lang'));
    const owned = await Promise.all(ownedOrganisations(actor).map((id) => selectFacts(db, id)));
    const body = (
      <MyClaims
        own={await claimsOfAccount(db, accountOf(actor) ?? '')}
        waiting={await claimsForOwners(db, ownedOrganisations(actor))}
        owned={owned.flatMap((one) => (one ? [one] : []))}
      />
    );
    return page(c, { title: m.mineTitle, lead: m.mineLead, body });
  });
  pages.get('/claims/:id', 'signed_in', (c) => claimPage(c, {}));
  pages.post('/claims/:id/withdraw', 'signed_in', (c) =>
    step(c, 'withdraw', (id) => withdrawClaim(c.get('ctx'), c.get('actor'), id)),
  );
  pages.post('/claims/:id/code', 'signed_in', async (c) => {
    const parsed = await parseForm(c, z.object({ code: z.string().max(60).default('') }));
    const code = parsed.ok ? parsed.value.code : '';
    return step(c, 'code', (id) => giveCode(c.get('ctx'), c.get('actor'), id, code));
  });
  pages.post(
    '/claims/:id/document',
    'signed_in',
    async (c) => {
      const given = await fileOf(c);
      return step(c, 'file', (id) => giveDocument(c.get('ctx'), c.get('actor'), id, given));
    },
    UPLOAD,
  );
  pages.post(
    '/claims/:id/answer',
    'signed_in',
    async (c) => {
      const parsed = await parseForm(c, z.object({ answer: words }));
      const answer = parsed.ok ? parsed.value.answer : '';
      const given = await fileOf(c);
      return step(c, 'answer', (id) =>
        answerQuestion(c.get('ctx'), c.get('actor'), id, answer, given),
      );
    },
    UPLOAD,
  );
  pages.post('/claims/:id/renew', 'signed_in', (c) =>
    step(c, 'renew', (id) => renewMandate(c.get('ctx'), c.get('actor'), id), '?renewed=1'),
  );
  pages.post('/claims/:id/owner', 'signed_in', async (c) => {
    const parsed = await parseForm(c, z.object({ answer: z.enum(['agree', 'refuse']) }));
    if (!parsed.ok) return claimPage(c, { answer: 'choice_missing' });
    const { answer } = parsed.value;
    return step(c, 'answer', (id) => answerAsOwner(c.get('ctx'), c.get('actor'), id, answer));
  });
}

/** A browser sends an empty file when none was chosen. */
async function fileOf(c: Request): Promise<File | undefined> {
  const parsed = await parseForm(c, z.object({ file }));
  return parsed.ok && parsed.value.file && parsed.value.file.size > 0
    ? parsed.value.file
    : undefined;
}

async function askPage(
  c: Request,
  values: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const id = c.req.param('id') ?? '';
  const facts = isUuid(id) ? await selectFacts(ctx.db, id) : undefined;
  if (facts?.kind !== 'association') return notFoundPage(c);
  const holders = await holdersOfOrganisation(ctx.db, id, ['association_owner'], ctx.clock.now());
  const held = holders.length > 0;
  const account = await accountById(ctx.db, accountOf(c.get('actor')) as AccountId);
  const invited = account !== undefined && (await isInvited(ctx.db, id, account.email));
  const m = claimTexts(c.get('lang'));
  const proofs = PROOFS.filter((proof) =>
    proof === 'invitation'
      ? invited
      : proof === 'document' ||
        (!held && (proof === 'domain' ? facts.website !== '' : facts.address !== '')),
  );
  return page(c, {
    title: m.askTitle(facts.name),
    lead: m.askLead,
    breadcrumbs: [
      { text: texts(c.get('lang')).title, href: '/associations' },
      { text: facts.name, href: `/associations/${id}` },
    ],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: <ClaimForm held={held} proofs={proofs} values={values} errors={errors} />,
  });
}

async function ask(c: Request): Promise<Response> {
  const errors: Readonly<Record<string, string>> = claimTexts(c.get('lang')).errors;
  const parsed = await parseForm(c, askForm);
  if (!parsed.ok) {
    const values = Object.fromEntries(
      Object.entries(parsed.raw).filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string',
      ),
    );
    const told = Object.entries(parsed.errors).map(([field]) => [
      field,
      errors.choice_missing ?? '',
    ]);
    return askPage(c, values, Object.fromEntries(told));
  }
  const { file: given, contact_email, second_email, ...rest } = parsed.value;
  const asked = await askToAct(c.get('ctx'), c.get('actor'), {
    ...rest,
    organisationId: c.req.param('id') ?? '',
    contactEmail: contact_email,
    secondEmail: second_email,
    file: given && given.size > 0 ? given : undefined,
  });
  if (asked.ok) return c.redirect(`/claims/${asked.value}`, 303);
  if (asked.error === 'not_found') return notFoundPage(c);
  const field = FIELDS[asked.error];
  return askPage(
    c,
    { ...rest, contact_email, second_email },
    { [field]: errors[asked.error] ?? asked.error },
  );
}

const FIELDS: Readonly<Record<ClaimError, string>> = {
  already_held: 'kind',
  not_held: 'kind',
  already_open: 'kind',
  already_yours: 'kind',
  not_found: 'kind',
  document_missing: 'file',
  file_empty: 'file',
  file_too_large: 'file',
  file_type_refused: 'file',
  storage_full: 'file',
  domain_differs: 'proof',
  address_unknown: 'proof',
  not_invited: 'proof',
  email_wrong: 'contact_email',
};

async function claimPage(c: Request, codes: Readonly<Record<string, string>>): Promise<Response> {
  const ctx = c.get('ctx');
  const actor = c.get('actor');
  const id = c.req.param('id') ?? '';
  const claim = isUuid(id) ? await selectClaim(ctx.db, id) : undefined;
  const isOwn = claim?.accountId === accountOf(actor);
  if (!claim || !(isOwn || mayAnswerFor(actor, claim.organisationId))) return notFoundPage(c);
  const m = claimTexts(c.get('lang'));
  const texts: Readonly<Record<string, string>> = m.errors;
  const errors = Object.fromEntries(
    Object.entries(codes).map(([field, code]) => [field, texts[code] ?? code]),
  );
  const person = isOwn ? undefined : await accountById(ctx.db, claim.accountId as AccountId);
  return page(c, {
    title: isOwn ? m.claimTitle(claim.organisationName) : m.ownerTitle(claim.organisationName),
    breadcrumbs: [{ text: m.mineTitle, href: '/claims' }],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: isOwn ? (
      <OwnClaim
        claim={claim}
        ending={isEnding(claim, localDate(ctx.clock.now()))}
        renewed={c.req.query('renewed') !== undefined}
        errors={errors}
      />
    ) : (
      <OwnerAnswer
        claim={claim}
        person={person ? person.displayName || person.email : m.notFoundPerson}
      />
    ),
  });
}

function isEnding(claim: Claim, today: string): boolean {
  const { state, validUntil } = claim;
  return (
    state === 'accepted' &&
    validUntil !== null &&
    today >= addDays(validUntil, -30) &&
    today <= validUntil
  );
}

async function step(
  c: Request,
  field: string,
  act: (id: string) => Promise<Result<unknown, OwnError>>,
  query = '',
): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const done = await act(id);
  if (done.ok) return c.redirect(`/claims/${id}${query}`, 303);
  return done.error === 'not_found' ? notFoundPage(c) : claimPage(c, { [field]: done.error });
}
