import { z } from 'zod';
import { readCookie, writeCookie } from '#platform/http/cookies.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { countWrongToken, refuseTokenGuessing } from '#platform/http/limits.ts';
import { page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { forgetVisitor, signIn } from '#platform/http/signed-in.ts';
import type { Refused } from '#platform/kernel/result.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { maskedEmail, normaliseEmail } from '../domain/email.ts';
import { safeNext } from '../domain/next-path.ts';
import { CODES_PER_NETWORK } from '../domain/sign-in-rules.ts';
import { authTexts } from '../messages/index.ts';
import { openidProviders } from '../openid-providers.ts';
import { deleteSession } from '../queries/sessions.ts';
import { refusalText, type SignInRefusal } from '../refusal-text.ts';
import { followLink, giveCode, pendingCode, pendingLink, sendCode } from '../sign-in.ts';
import { CodePage, LinkPage, RefusedPage, SignInPage } from '../views/sign-in.tsx';
import { partyFor, passkeyAddress } from './party.ts';

export const emailForm = z.object({
  email: z
    .string()
    .trim()
    .min(1, 'email_missing')
    .transform((text, check) => {
      const email = normaliseEmail(text);
      if (!email) check.addIssue({ code: 'custom', message: 'email_invalid' });
      return email ?? '';
    }),
  next: z.string().optional(),
});

export const codeForm = z.object({ code: z.string('code_missing').trim().min(1, 'code_missing') });

export const pages = routes();

pages.get('/sign-in', 'public', (c) => {
  const next = safeNext(c.req.query('next'));
  if (c.get('actor').kind === 'person') return c.redirect(next, 303);
  return signInPage(c, { next });
});

pages.post(
  '/sign-in',
  'public',
  async (c) => {
    const form = await parseForm(c, emailForm);
    const m = authTexts(c.get('lang')).errors;
    if (!form.ok) {
      const { email = '', next } = form.raw as { email?: string; next?: string };
      const code = form.errors.email === 'email_missing' ? 'email_missing' : 'email_invalid';
      return signInPage(c, { next: safeNext(next), email, error: m[code], status: 422 });
    }
    const { email } = form.value;
    const next = safeNext(form.value.next);
    const sent = await sendCode(c.get('ctx'), {
      email,
      lang: c.get('lang'),
      next,
      purpose: 'sign_in',
    });
    if (!sent.ok) {
      return signInPage(c, { next, email, error: refusalText(c.get('lang'), sent), status: 429 });
    }
    writeCookie(c, 'challenge', sent.value.challenge);
    return c.redirect('/sign-in/code', 303);
  },
  { limit: CODES_PER_NETWORK },
);

pages.get('/sign-in/code', 'public', (c) => codePage(c));

pages.post('/sign-in/code', 'public', async (c) => {
  const form = await parseForm(c, codeForm);
  if (!form.ok) return codePage(c, authTexts(c.get('lang')).errors.code_missing, 422);
  const proven = await giveCode(c.get('ctx'), readCookie(c, 'challenge'), form.value.code);
  if (proven.ok) {
    await signIn(c, proven.value.accountId, 'email_code');
    return c.redirect(proven.value.next, 303);
  }
  const again = proven.error === 'code_wrong' || proven.error === 'code_locked';
  const text = refusalText(c.get('lang'), proven);
  return again
    ? codePage(c, text, proven.error === 'code_locked' ? 429 : 422)
    : refusedPage(c, proven);
});

pages.post(
  '/sign-in/resend',
  'public',
  async (c) => {
    const ctx = c.get('ctx');
    const pending = await pendingCode(ctx, readCookie(c, 'challenge'));
    if (!pending) return c.redirect('/sign-in', 303);
    const { email, lang, next, purpose, accountId, identity } = pending;
    const sent = await sendCode(ctx, { email, lang, next, purpose, accountId, identity });
    if (!sent.ok) return codePage(c, refusalText(c.get('lang'), sent), 429);
    writeCookie(c, 'challenge', sent.value.challenge);
    return c.redirect(purpose === 'change_email' ? '/account/email/code' : '/sign-in/code', 303);
  },
  { limit: CODES_PER_NETWORK },
);

pages.get('/sign-in/link/:token', 'public', async (c) => {
  const refusal = await refuseTokenGuessing(c);
  if (refusal) return refusal;
  const token = c.req.param('token') as string;
  const pending = await pendingLink(c.get('ctx'), token);
  const m = authTexts(c.get('lang')).link;
  if (!pending) {
    await countWrongToken(c);
    return expiredLinkPage(c);
  }
  return page(c, {
    title: m.title,
    body: <LinkPage token={token} email={maskedEmail(pending.email)} />,
  });
});

pages.post('/sign-in/link/:token', 'public', async (c) => {
  const refusal = await refuseTokenGuessing(c);
  if (refusal) return refusal;
  const proven = await followLink(c.get('ctx'), c.req.param('token') as string);
  if (proven.ok) {
    await signIn(c, proven.value.accountId, 'email_code');
    return c.redirect(proven.value.next, 303);
  }
  await countWrongToken(c);
  return proven.error === 'code_expired' ? expiredLinkPage(c) : refusedPage(c, proven);
});

pages.post('/sign-out', 'public', async (c) => {
  const actor = c.get('actor');
  if (actor.kind === 'person') {
    await deleteSession(c.get('ctx').db, actor.accountId, c.get('sessionId'));
  }
  forgetVisitor(c);
  return c.redirect('/signed-out', 303);
});

pages.get('/signed-out', 'public', (c) => {
  const m = authTexts(c.get('lang')).signed_out;
  return page(c, {
    title: m.title,
    body: (
      <>
        <p>{c.req.query('everywhere') === '1' ? m.everywhere : m.text}</p>
        <Button href="/sign-in">{m.again}</Button>
      </>
    ),
  });
});

interface SignInState {
  readonly next: string;
  readonly email?: string;
  readonly error?: string;
  readonly status?: 422 | 429;
}

function signInPage(c: Request, { next, email, error, status }: SignInState): Response {
  const m = authTexts(c.get('lang')).sign_in;
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: status ?? 200,
    body: (
      <SignInPage
        next={next}
        email={email ?? ''}
        error={error}
        passkeys={partyFor(c) !== undefined}
        passkeyAddress={passkeyAddress(c)}
        providers={openidProviders(c.get('ctx').config)}
      />
    ),
  });
}

export async function codePage(c: Request, error?: string, status: 200 | 422 | 429 = 200) {
  const pending = await pendingCode(c.get('ctx'), readCookie(c, 'challenge'));
  if (!pending) return refusedPage(c, { ok: false, error: 'code_expired' });
  return page(c, {
    title: authTexts(c.get('lang')).code.title,
    status,
    body: (
      <CodePage
        email={pending.email}
        identityLabel={pending.identity?.label}
        error={error}
        action={pending.purpose === 'change_email' ? '/account/email/code' : '/sign-in/code'}
        restart={pending.purpose === 'change_email' ? '/account/email' : '/sign-in'}
        resend="/sign-in/resend"
      />
    ),
  });
}

function expiredLinkPage(c: Request): Response {
  const m = authTexts(c.get('lang')).link;
  return page(c, {
    title: m.expired_title,
    status: 410,
    body: (
      <>
        <p>{m.expired}</p>
        <Button href="/sign-in">{m.ask}</Button>
      </>
    ),
  });
}

export function refusedPage(c: Request, refused: Refused<SignInRefusal>): Response {
  return page(c, {
    title: authTexts(c.get('lang')).error_title,
    status: refused.error === 'account_disabled' ? 403 : 422,
    body: <RefusedPage text={refusalText(c.get('lang'), refused)} />,
  });
}
