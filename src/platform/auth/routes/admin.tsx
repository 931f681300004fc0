import { z } from 'zod';
import { auditOf } from '#platform/audit/index.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { instantOf, isDateString } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { accountByEmail, accountForEmail } from '../accounts.ts';
import { normaliseEmail } from '../domain/email.ts';
import { isRole } from '../domain/scope.ts';
import { giveRole, takeRole } from '../grants.ts';
import { authTexts } from '../messages/index.ts';
import { organisationNames } from '../organisation-names.ts';
import { closeAccount, reopenAccount } from '../own-account.ts';
import { mayCloseAccounts, mayGive, rolesGivenBy } from '../policy.ts';
import { type Account, accountById, searchAccounts } from '../queries/accounts.ts';
import { grantHistory } from '../queries/grants.ts';
import { scopeOfFields } from '../scope-form.ts';
import { AccountRecordPage, type AccountRecordProps, AccountsPage } from '../views/admin.tsx';
import { emailForm } from './sign-in.tsx';

const PAGE_SIZE = 50;
const ADMINISTRATOR = ['administrator'] as const;

export const pages = routes();

pages.get('/admin/accounts', ADMINISTRATOR, (c) => accountsPage(c));

pages.post('/admin/accounts', ADMINISTRATOR, async (c) => {
  const form = await parseForm(c, emailForm);
  if (!form.ok) {
    const typed = typeof form.raw.email === 'string' ? form.raw.email : '';
    return accountsPage(c, typed, authTexts(c.get('lang')).errors.email_invalid);
  }
  const { account } = await accountForEmail(c.get('ctx'), form.value.email, c.get('lang'));
  return c.redirect(`/admin/accounts/${account.id}`, 303);
});

pages.get('/admin/accounts/:id', ADMINISTRATOR, async (c) => {
  const account = await accountAsked(c);
  return account ? recordPage(c, account) : notFoundPage(c);
});

pages.post('/admin/accounts/:id/grants', ADMINISTRATOR, async (c) => {
  const account = await accountAsked(c);
  const form = await parseForm(
    c,
    z.object({
      role: z.string().default(''),
      scope: z.string().default(''),
      scope_department: z.string().default(''),
      scope_commune: z.string().max(100).default(''),
      scope_organisation: z.string().default(''),
      expires: z.string().default(''),
    }),
  );
  if (!account || !form.ok) return notFoundPage(c);
  const ctx = c.get('ctx');
  const m = authTexts(c.get('lang')).errors;
  const { role, expires } = form.value;
  const scope = scopeOfFields(form.value);
  const expiresAt = isDateString(expires) ? instantOf(expires, 24 * 60) : null;
  const errors = {
    ...(isRole(role) ? {} : { role: m.role_unknown }),
    ...(scope ? {} : { scope: m.scope_unknown }),
    ...(expires === '' || (expiresAt && expiresAt > ctx.clock.now())
      ? {}
      : { expires: m.expiry_invalid }),
  };
  if (!isRole(role) || !scope || Object.keys(errors).length > 0) {
    return recordPage(c, account, { errors, values: form.value, status: 422 });
  }
  if (!mayGive(personOf(c), { role, scope })) {
    const beyond = { scope: m.beyond_reach };
    return recordPage(c, account, { errors: beyond, values: form.value, status: 403 });
  }
  await giveRole(ctx, personOf(c), account.id, { role, scope }, expiresAt);
  return c.redirect(`/admin/accounts/${account.id}?done=granted`, 303);
});

pages.post('/admin/accounts/:id/grants/:grant/revoke', ADMINISTRATOR, async (c) => {
  const account = await accountAsked(c);
  const ctx = c.get('ctx');
  const actor = personOf(c);
  const grants = account ? await grantHistory(ctx.db, account.id) : [];
  const grant = grants.find(({ id, revokedAt }) => id === c.req.param('grant') && !revokedAt);
  if (!account || !grant) return notFoundPage(c);
  if (!mayGive(actor, grant)) return forbiddenPage(c);
  if (account.id === actor.accountId && grant.role === 'administrator') {
    const errors = { role: authTexts(c.get('lang')).errors.own_role };
    return recordPage(c, account, { errors, values: {}, status: 422 });
  }
  await takeRole(ctx, actor, account.id, grant.id);
  return c.redirect(`/admin/accounts/${account.id}?done=revoked`, 303);
});

for (const [verb, action] of [
  ['close', closeAccount],
  ['reopen', reopenAccount],
] as const) {
  pages.post(`/admin/accounts/:id/${verb}`, ADMINISTRATOR, async (c) => {
    const account = await accountAsked(c);
    const actor = personOf(c);
    if (!account) return notFoundPage(c);
    if (!mayCloseAccounts(actor) || account.id === actor.accountId) return forbiddenPage(c);
    await action(c.get('ctx'), actor, account.id);
    return c.redirect(`/admin/accounts/${account.id}`, 303);
  });
}

async function accountAsked(c: Request): Promise<Account | undefined> {
  const id = c.req.param('id') ?? '';
  return isUuid(id) ? accountById(c.get('ctx').db, id as AccountId) : undefined;
}

async function accountsPage(c: Request, email?: string, emailError?: string): Promise<Response> {
  const m = authTexts(c.get('lang')).admin;
  const search = (c.req.query('q') ?? '').trim();
  const asked = Math.max(1, Math.floor(Number(c.req.query('page')) || 1));
  const { accounts, total } = await findAccounts(c, search, asked);
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: emailError ? 422 : 200,
    body: (
      <AccountsPage
        search={search}
        accounts={accounts}
        total={total}
        page={asked}
        pages={Math.ceil(total / PAGE_SIZE)}
        email={email}
        emailError={emailError}
      />
    ),
  });
}

/** Whoever administers a territory finds a person by the whole address, not the country's list. */
async function findAccounts(c: Request, search: string, asked: number) {
  const ctx = c.get('ctx');
  if (mayCloseAccounts(personOf(c))) {
    return searchAccounts(ctx.db, search, { limit: PAGE_SIZE, offset: (asked - 1) * PAGE_SIZE });
  }
  const email = normaliseEmail(search);
  const account = email ? await accountByEmail(ctx, email) : undefined;
  return account ? { accounts: [account], total: 1 } : { accounts: [], total: 0 };
}

async function recordPage(
  c: Request,
  account: Account,
  answer: Pick<AccountRecordProps, 'errors' | 'values'> & { readonly status?: 403 | 422 } = {
    errors: {},
    values: {},
  },
): Promise<Response> {
  const ctx = c.get('ctx');
  const actor = personOf(c);
  const done = c.req.query('done');
  const grants = await grantHistory(ctx.db, account.id);
  return page(c, {
    title: account.email,
    status: answer.status ?? 200,
    breadcrumbs: [{ text: authTexts(c.get('lang')).admin.title, href: '/admin/accounts' }],
    body: (
      <AccountRecordPage
        account={account}
        notice={done === 'granted' || done === 'revoked' ? done : undefined}
        grants={grants}
        names={await organisationNames(ctx, grants)}
        history={await auditOf(ctx, { kind: 'account', id: account.id })}
        rolesToGive={rolesGivenBy(actor)}
        mayTake={(grant) => mayGive(actor, grant)}
        mayClose={mayCloseAccounts(actor) && account.id !== actor.accountId}
        now={ctx.clock.now()}
        errors={answer.errors}
        values={answer.values}
      />
    ),
  });
}
