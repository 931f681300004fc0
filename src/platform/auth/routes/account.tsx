import { z } from 'zod';
import { readCookie, writeCookie } from '#platform/http/cookies.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { forgetVisitor, personOf } from '#platform/http/signed-in.ts';
import { LANGS } from '#platform/i18n/index.ts';
import { CODES_PER_NETWORK } from '../domain/sign-in-rules.ts';
import { authTexts } from '../messages/index.ts';
import { openidProviders } from '../openid-providers.ts';
import { organisationNames } from '../organisation-names.ts';
import { signOutEverywhere } from '../own-account.ts';
import { accountById, updateAccount } from '../queries/accounts.ts';
import { grantsHeld } from '../queries/grants.ts';
import { identitiesOf } from '../queries/identities.ts';
import { passkeysOf } from '../queries/passkeys.ts';
import { deleteSession, sessionsOf } from '../queries/sessions.ts';
import { refusalText } from '../refusal-text.ts';
import { giveCode, sendCode } from '../sign-in.ts';
import { AccountPage, ChangeEmailPage } from '../views/account.tsx';
import { partyFor, passkeyAddress } from './party.ts';
import { codeForm, codePage, emailForm, refusedPage } from './sign-in.tsx';

const profileForm = z.object({
  displayName: z.string().trim().max(80, 'name_long').default(''),
  lang: z.enum(LANGS),
});

export const pages = routes();

pages.get('/account', 'signed_in', (c) => accountPage(c));

pages.post('/account', 'signed_in', async (c) => {
  const form = await parseForm(c, profileForm);
  if (!form.ok) return accountPage(c, authTexts(c.get('lang')).errors.name_long);
  const { displayName, lang } = form.value;
  await updateAccount(c.get('ctx').db, personOf(c).accountId, { display_name: displayName, lang });
  writeCookie(c, 'lang', lang);
  return c.redirect('/account?saved=1', 303);
});

pages.get('/account/email', 'signed_in', (c) => changeEmailPage(c, ''));

pages.post(
  '/account/email',
  'signed_in',
  async (c) => {
    const form = await parseForm(c, emailForm);
    const lang = c.get('lang');
    if (!form.ok) {
      const typed = typeof form.raw.email === 'string' ? form.raw.email : '';
      return changeEmailPage(c, typed, authTexts(lang).errors.email_invalid, 422);
    }
    const { email } = form.value;
    const sent = await sendCode(c.get('ctx'), {
      email,
      lang,
      next: '/account?saved=1',
      purpose: 'change_email',
      accountId: personOf(c).accountId,
    });
    if (!sent.ok) return changeEmailPage(c, email, refusalText(lang, sent), 429);
    writeCookie(c, 'challenge', sent.value.challenge);
    return c.redirect('/account/email/code', 303);
  },
  { limit: CODES_PER_NETWORK },
);

pages.get('/account/email/code', 'signed_in', (c) => codePage(c));

pages.post('/account/email/code', 'signed_in', async (c) => {
  const form = await parseForm(c, codeForm);
  if (!form.ok) return codePage(c, authTexts(c.get('lang')).errors.code_missing, 422);
  const proven = await giveCode(
    c.get('ctx'),
    readCookie(c, 'challenge'),
    form.value.code,
    personOf(c).accountId,
  );
  if (!proven.ok) {
    if (proven.error !== 'code_wrong' && proven.error !== 'code_locked')
      return refusedPage(c, proven);
    return codePage(
      c,
      refusalText(c.get('lang'), proven),
      proven.error === 'code_wrong' ? 422 : 429,
    );
  }
  writeCookie(c, 'challenge', '');
  return c.redirect(proven.value.next, 303);
});

pages.post('/account/sessions/:id/end', 'signed_in', async (c) => {
  const { accountId } = personOf(c);
  const ended = await deleteSession(c.get('ctx').db, accountId, c.req.param('id') as string);
  return ended ? c.redirect('/account?saved=1', 303) : notFoundPage(c);
});

pages.post('/account/sessions/end-all', 'signed_in', async (c) => {
  await signOutEverywhere(c.get('ctx'), personOf(c));
  forgetVisitor(c);
  return c.redirect('/signed-out?everywhere=1', 303);
});

async function accountPage(c: Request, nameError?: string): Promise<Response> {
  const ctx = c.get('ctx');
  const { accountId } = personOf(c);
  const account = await accountById(ctx.db, accountId);
  if (!account) return notFoundPage(c);
  const now = ctx.clock.now();
  const grants = await grantsHeld(ctx.db, accountId, now);
  return page(c, {
    title: authTexts(c.get('lang')).account.title,
    status: nameError ? 422 : 200,
    body: (
      <AccountPage
        account={account}
        saved={c.req.query('saved') === '1'}
        nameError={nameError}
        sessions={await sessionsOf(ctx.db, accountId, now)}
        sessionId={c.get('sessionId')}
        passkeys={await passkeysOf(ctx.db, accountId)}
        passkeysHere={partyFor(c) !== undefined}
        passkeyAddress={passkeyAddress(c)}
        identities={await identitiesOf(ctx.db, accountId)}
        providers={openidProviders(ctx.config)}
        grants={grants}
        names={await organisationNames(ctx, grants)}
      />
    ),
  });
}

function changeEmailPage(
  c: Request,
  email: string,
  error?: string,
  status: 200 | 422 | 429 = 200,
): Response {
  const m = authTexts(c.get('lang')).account;
  return page(c, {
    title: m.change_email_title,
    lead: m.change_email_lead,
    status,
    breadcrumbs: [{ text: m.title, href: '/account' }],
    body: <ChangeEmailPage email={email} error={error} />,
  });
}
