import { z } from 'zod';
import { auditOf } from '#platform/audit/index.ts';
import { holdersOfOrganisation, normaliseEmail } from '#platform/auth/index.ts';
import { departmentByCode } from '#platform/geo/index.ts';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm, typedTexts } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isDateString, localDate } from '#platform/kernel/dates.ts';
import { checkIdentifier } from '#services/associations/index.ts';
import {
  authorise,
  createDistributor,
  inviteAgent,
  moveDistributor,
  removeAgent,
  withdrawAuthorisation,
} from '../actions/distributors.ts';
import { DISTRIBUTOR_EVENTS } from '../domain/distributor.ts';
import { SERVED_STATES } from '../domain/order.ts';
import type { DistributorError } from '../messages/distributors/fr.ts';
import { distributorTexts } from '../messages/distributors/index.ts';
import {
  administersOffers,
  DISTRIBUTOR_ROLES,
  OFFERS_ADMINISTRATOR_ROLES,
  sellsFor,
} from '../policy.ts';
import { authorisationsOf, distributorById, distributorRows } from '../queries/distributors.ts';
import { listedProducts } from '../queries/products.ts';
import type { Distributor } from '../queries/rows.ts';
import { DistributorList } from '../views/distributors/distributor-list.tsx';
import { DistributorPage } from '../views/distributors/distributor-page.tsx';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const PATH = `/distributors/:id{${UUID}}`;
const READERS = [...OFFERS_ADMINISTRATOR_ROLES, ...DISTRIBUTOR_ROLES] as const;

const email = z.string().transform((text, check) => {
  const address = normaliseEmail(text);
  if (address !== undefined) return address;
  check.addIssue({ code: 'custom', message: 'email_invalid' });
  return z.NEVER;
});

const siren = z.string().transform((text, check) => {
  if (text.trim() === '') return null;
  const { verdict, normal } = checkIdentifier('siren', text);
  if (verdict === 'valid') return normal;
  check.addIssue({ code: 'custom', message: 'siren_invalid' });
  return z.NEVER;
});

const newDistributor = z.object({
  name: z.string().trim().min(1, 'name_missing').max(200, 'name_missing'),
  email,
  siren,
  website: z
    .string()
    .trim()
    .max(400, 'address_wrong')
    .refine((text) => text === '' || /^https:\/\/\S+$/.test(text), 'address_wrong'),
});

const date = z.string('date_missing').refine(isDateString, 'date_missing');

const newAuthorisation = z.object({
  product: z.string('product_unknown'),
  departments: z
    .string()
    .transform((text) =>
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    )
    .refine((codes) => codes.every((code) => departmentByCode(code)), 'department_unknown'),
  from: date,
  until: date,
});

/** Who may sell what: written by the administration, read by each distributor for itself. */
export function distributorRoutes(pages: Routes): void {
  pages.get('/distributors', READERS, async (c) => {
    if (administersOffers(c.get('actor'))) return list(c);
    const [own] = sellsFor(c.get('actor'));
    return own ? c.redirect(`/distributors/${own}`, 303) : forbiddenPage(c);
  });

  pages.post('/distributors', OFFERS_ADMINISTRATOR_ROLES, async (c) => {
    const form = await parseForm(c, newDistributor);
    if (!administersOffers(c.get('actor'))) return forbiddenPage(c);
    if (!form.ok) return list(c, typedTexts(form.raw), form.errors);
    const created = await createDistributor(c.get('ctx'), c.get('actor'), form.value);
    return created.ok
      ? c.redirect(`/distributors/${created.value}?done=created`, 303)
      : forbiddenPage(c);
  });

  pages.get(PATH, READERS, async (c) => {
    const distributor = await readable(c);
    return distributor ? show(c, distributor) : notFoundPage(c);
  });

  pages.post(`${PATH}/state`, OFFERS_ADMINISTRATOR_ROLES, async (c) => {
    const form = await parseForm(c, z.object({ event: z.enum(DISTRIBUTOR_EVENTS) }));
    const distributor = await readable(c);
    if (!distributor || !form.ok) return notFoundPage(c);
    const { event } = form.value;
    return answer(c, await moveDistributor(c.get('ctx'), c.get('actor'), distributor.id, event));
  });

  pages.post(`${PATH}/authorisations`, OFFERS_ADMINISTRATOR_ROLES, async (c) => {
    const form = await parseForm(c, newAuthorisation);
    const distributor = await readable(c);
    if (!distributor) return notFoundPage(c);
    if (!form.ok) return show(c, distributor, typedTexts(form.raw), form.errors);
    const { product, departments, from, until } = form.value;
    const given = await authorise(c.get('ctx'), c.get('actor'), distributor.id, {
      slug: product,
      departments,
      validFrom: from,
      validUntil: until,
    });
    if (given.ok || given.error === 'not_found') return answer(c, given);
    const field = given.error === 'product_unknown' ? 'product' : 'until';
    const typed = { product, departments: departments.join(', '), from, until };
    return show(c, distributor, typed, { [field]: given.error });
  });

  pages.post(
    `${PATH}/authorisations/:authorisation{${UUID}}/withdraw`,
    OFFERS_ADMINISTRATOR_ROLES,
    async (c) => {
      const { id = '', authorisation = '' } = c.req.param();
      return answer(
        c,
        await withdrawAuthorisation(c.get('ctx'), c.get('actor'), id, authorisation),
      );
    },
  );

  pages.post(`${PATH}/agents`, OFFERS_ADMINISTRATOR_ROLES, async (c) => {
    const form = await parseForm(c, z.object({ email }));
    const distributor = await readable(c);
    if (!distributor) return notFoundPage(c);
    if (!form.ok) return show(c, distributor, typedTexts(form.raw), form.errors);
    const person = { email: form.value.email, lang: c.get('lang') };
    return answer(c, await inviteAgent(c.get('ctx'), c.get('actor'), distributor.id, person));
  });

  pages.post(`${PATH}/agents/:grant{${UUID}}/remove`, OFFERS_ADMINISTRATOR_ROLES, async (c) => {
    const { id = '', grant = '' } = c.req.param();
    return answer(c, await removeAgent(c.get('ctx'), c.get('actor'), id, grant));
  });
}

type Done = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** The distributor's page after a change, or what to do when somebody was quicker. */
async function answer(c: Request, done: Done): Promise<Response> {
  const distributor = await readable(c);
  if (!distributor || (!done.ok && done.error === 'not_found')) return notFoundPage(c);
  if (done.ok) return c.redirect(`/distributors/${distributor.id}?done=saved`, 303);
  return show(c, distributor, {}, { '': done.error });
}

async function readable(c: Request): Promise<Distributor | undefined> {
  const id = c.req.param('id') ?? '';
  const actor = c.get('actor');
  if (!administersOffers(actor) && !sellsFor(actor).includes(id)) return undefined;
  return distributorById(c.get('ctx').db, id);
}

/** Codes in sentences. */
function sentences(c: Request, errors: FieldErrors): Record<string, string> {
  const m = distributorTexts(c.get('lang')).errors;
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => [
      field,
      m[code as DistributorError] ?? m.transition_not_allowed,
    ]),
  );
}

async function list(
  c: Request,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const { db, clock } = c.get('ctx');
  const m = distributorTexts(c.get('lang'));
  return page(c, {
    title: m.title,
    lead: m.lead,
    wide: true,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: (
      <DistributorList
        rows={await distributorRows(db, localDate(clock.now()), SERVED_STATES)}
        values={values}
        errors={sentences(c, errors)}
      />
    ),
  });
}

async function show(
  c: Request,
  distributor: Distributor,
  values: Readonly<Record<string, string>> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const now = ctx.clock.now();
  const m = distributorTexts(c.get('lang'));
  const administers = administersOffers(c.get('actor'));
  const failed = Object.keys(errors).length > 0;
  const done = c.req.query('done');
  const products = await listedProducts(ctx.db, { category: '', libre: false });
  return page(c, {
    title: distributor.name,
    ownHeading: true,
    wide: true,
    ...(administers && { breadcrumbs: [{ text: m.title, href: '/distributors' }] }),
    status: failed ? 422 : 200,
    body: (
      <DistributorPage
        distributor={distributor}
        administers={administers}
        held={await authorisationsOf(ctx.db, distributor.id)}
        agents={await holdersOfOrganisation(ctx.db, distributor.id, DISTRIBUTOR_ROLES, now)}
        products={products.filter(({ libre }) => !libre)}
        history={await auditOf(ctx, { kind: 'distributor', id: distributor.id })}
        today={localDate(now)}
        saved={!failed && (done === 'created' || done === 'saved') ? done : undefined}
        values={values}
        errors={sentences(c, errors)}
      />
    ),
  });
}
