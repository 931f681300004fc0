import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { auditOf } from '#platform/audit/index.ts';
import { normaliseEmail } from '#platform/auth/index.ts';
import { csvResponse } from '#platform/http/csv.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm, readForm, typedTexts } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import { instantOf, isDateString } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import {
  createBatch,
  extendBatch,
  issueVouchers,
  MOST_AT_ONCE,
  type NewBatch,
} from '../actions/vouchers.ts';
import type { DiscountRule } from '../domain/vouchers/discount.ts';
import { readEuros } from '../domain/vouchers/money.ts';
import { texts } from '../messages/index.ts';
import { managesVouchers, VOUCHER_ROLES } from '../policy.ts';
import { batchesWithCounts, type CountedBatch, ledgerDays } from '../queries/vouchers.ts';
import { BatchForm } from '../views/vouchers/batch-form.tsx';
import { BatchList } from '../views/vouchers/batch-list.tsx';
import { BatchPage, CodesPage } from '../views/vouchers/batch-page.tsx';

const BATCH = '/vouchers/:id{[0-9a-f]{8}-[0-9a-f-]{27}}';
type Texts = ReturnType<typeof texts>['vouchers'];
type ErrorCode = keyof Texts['errors'];

/** Under so many years, as funders say "the young". */
const YOUNG = 26;

const EMPTY = { retakes: '1', retake_days: '90' };

const euros = z.string().transform((text, check) => {
  const cents = readEuros(text);
  if (cents !== undefined) return cents;
  check.addIssue({ code: 'custom', message: 'money_wrong' });
  return z.NEVER;
});
const price = z.union([z.literal('').transform(() => undefined), euros], 'money_wrong').optional();
const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, 'number_wrong')
    .transform(Number)
    .refine((n) => n <= most, 'number_wrong');
const lastDay = z
  .string('date_missing')
  .refine(isDateString, 'date_missing')
  // Until the end of the day, in France.
  .transform((day) => instantOf(day, 24 * 60 - 1));

const newBatch = z
  .object({
    funder: z.string().trim().min(1, 'funder_missing').max(120, 'funder_missing'),
    funder_email: z.string().trim().max(200, 'email_invalid').default(''),
    budget: euros.refine((cents) => cents > 0, 'money_wrong'),
    value: euros.refine((cents) => cents > 0, 'money_wrong'),
    until: lastDay,
    retakes: whole(5),
    retake_days: whole(730).refine((days) => days > 0, 'number_wrong'),
    anybody_price: price,
    age_price: price,
    hours: z.union([z.literal(''), whole(9_999)], 'number_wrong').default(''),
    hours_price: price,
    visits: z.union([z.literal(''), whole(366)], 'number_wrong').default(''),
    visits_price: price,
  })
  .transform((form, check): NewBatch => {
    const wrong = (field: string, message: ErrorCode) => {
      check.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    const rules: DiscountRule[] = [];
    const { anybody_price, age_price, hours, hours_price, visits, visits_price } = form;
    if (anybody_price !== undefined) rules.push({ kind: 'anybody', price: anybody_price });
    if (age_price !== undefined) rules.push({ kind: 'under_age', age: YOUNG, price: age_price });
    if (hours_price !== undefined) {
      if (!hours) return wrong('hours', 'number_wrong');
      rules.push({ kind: 'volunteer_hours', hours, price: hours_price });
    }
    if (visits_price !== undefined) {
      if (!visits) return wrong('visits', 'number_wrong');
      rules.push({ kind: 'space_visits', visits, price: visits_price });
    }
    if (rules.length === 0) return wrong('anybody_price', 'rules_missing');
    if (form.value > form.budget) return wrong('value', 'value_large');
    const email = form.funder_email === '' ? undefined : normaliseEmail(form.funder_email);
    if (form.funder_email !== '' && !email) return wrong('funder_email', 'email_invalid');
    return {
      funder: form.funder,
      funderEmail: email,
      budgetCents: form.budget,
      valueCents: form.value,
      rules,
      until: form.until,
      retakes: form.retakes,
      retakeDays: form.retake_days,
    };
  });

/** Batches of vouchers: opened by the administration, read by each funder for itself. */
export function voucherRoutes(pages: Routes): void {
  pages.get('/vouchers', 'signed_in', async (c) => {
    const m = texts(c.get('lang')).vouchers;
    const manages = managesVouchers(c.get('actor'));
    const batches = await batchesWithCounts(
      c.get('ctx').db,
      manages ? {} : { funder: personOf(c).accountId },
    );
    return page(c, {
      title: m.title,
      lead: m.lead,
      body: <BatchList batches={batches} manages={manages} />,
    });
  });

  pages.get('/vouchers/new', VOUCHER_ROLES, (c) =>
    managesVouchers(c.get('actor')) ? formPage(c, EMPTY) : forbiddenPage(c),
  );

  pages.post('/vouchers/new', VOUCHER_ROLES, async (c) => {
    const form = await parseForm(c, newBatch);
    if (!managesVouchers(c.get('actor'))) return forbiddenPage(c);
    if (!form.ok) return formPage(c, typedTexts(form.raw), form.errors);
    const { ctx, actor, lang } = c.var;
    if (form.value.until <= ctx.clock.now()) {
      return formPage(c, typedTexts(await readForm(c)), { until: 'date_past' });
    }
    const made = await createBatch(ctx, actor, form.value, lang);
    return made.ok ? c.redirect(`/vouchers/${made.value}?done=saved`, 303) : forbiddenPage(c);
  });

  pages.get(BATCH, 'signed_in', async (c) => {
    const batch = await readable(c);
    return batch ? batchPage(c, batch) : notFoundPage(c);
  });

  pages.get(`${BATCH}/ledger.csv`, 'signed_in', async (c) => {
    const batch = await readable(c);
    if (!batch) return notFoundPage(c);
    const rows = await ledgerDays(c.get('ctx').db, batch.id);
    const columns = ['day', 'what', 'count'];
    return csvResponse(stringify(rows, { header: true, columns }), 'vouchers.csv');
  });

  pages.post(`${BATCH}/issue`, VOUCHER_ROLES, async (c) => {
    const batch = await readable(c);
    if (!batch || !managesVouchers(c.get('actor'))) return notFoundPage(c);
    const { count = '', key = '' } = typedTexts(await readForm(c));
    const number = /^\d{1,4}$/.test(count.trim()) ? Number(count) : 0;
    if (number < 1 || number > MOST_AT_ONCE) return batchPage(c, batch, { count: 'count_wrong' });
    if (!isUuid(key)) return notFoundPage(c);
    const issued = await issueVouchers(c.get('ctx'), c.get('actor'), batch.id, {
      count: number,
      key,
    });
    if (!issued.ok) {
      return issued.error === 'not_found'
        ? notFoundPage(c)
        : batchPage(c, batch, { count: issued.error }, Number(issued.detail?.['room'] ?? 0));
    }
    c.header('Cache-Control', 'no-store');
    const m = texts(c.get('lang')).vouchers;
    return page(c, {
      title: m.codesTitle(issued.value.length),
      lead: m.codesLead,
      body: <CodesPage batchId={batch.id} codes={issued.value} />,
    });
  });

  pages.post(`${BATCH}/extend`, VOUCHER_ROLES, async (c) => {
    const batch = await readable(c);
    if (!batch || !managesVouchers(c.get('actor'))) return notFoundPage(c);
    const form = await parseForm(c, z.object({ until: lastDay }));
    if (!form.ok) return batchPage(c, batch, { until: 'date_missing' });
    const extended = await extendBatch(c.get('ctx'), c.get('actor'), batch.id, form.value.until);
    if (extended.ok) return c.redirect(`/vouchers/${batch.id}?done=saved`, 303);
    return extended.error === 'not_found'
      ? notFoundPage(c)
      : batchPage(c, batch, { until: extended.error });
  });
}

async function readable(c: Request): Promise<CountedBatch | undefined> {
  const { ctx, actor } = c.var;
  const [batch] = await batchesWithCounts(ctx.db, { id: c.req.param('id') ?? '' });
  const reads = managesVouchers(actor) || batch?.funderAccountId === personOf(c).accountId;
  return reads ? batch : undefined;
}

function sentences(
  c: Request,
  errors: Readonly<Partial<Record<string, string>>>,
  room = 0,
): Record<string, string> {
  const m = texts(c.get('lang')).vouchers.errors;
  return Object.fromEntries(
    Object.entries(errors).map(([field, code]) => {
      const said = m[(code ?? '') as ErrorCode] ?? m.number_wrong;
      return [field, typeof said === 'function' ? said(room) : said];
    }),
  );
}

function formPage(
  c: Request,
  values: Readonly<Record<string, string>>,
  errors: Readonly<Partial<Record<string, string>>> = {},
): Response {
  const m = texts(c.get('lang')).vouchers;
  return page(c, {
    title: m.newTitle,
    breadcrumbs: [{ text: m.title, href: '/vouchers' }],
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: <BatchForm values={values} errors={sentences(c, errors)} />,
  });
}

async function batchPage(
  c: Request,
  batch: CountedBatch,
  errors: Readonly<Partial<Record<string, string>>> = {},
  room = 0,
): Promise<Response> {
  const { ctx, actor, lang } = c.var;
  const m = texts(lang).vouchers;
  const failed = Object.keys(errors).length > 0;
  return page(c, {
    title: batch.funder,
    breadcrumbs: [{ text: m.title, href: '/vouchers' }],
    status: failed ? 422 : 200,
    body: (
      <BatchPage
        batch={batch}
        manages={managesVouchers(actor)}
        issueKey={ctx.ids.next<'issue'>()}
        history={await auditOf(ctx, { kind: 'voucher_batch', id: batch.id })}
        saved={!failed && c.req.query('done') === 'saved'}
        errors={sentences(c, errors, room)}
      />
    ),
  });
}
