import { z } from 'zod';
import { readCookie, writeCookie } from '#platform/http/cookies.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { personOf, signIn } from '#platform/http/signed-in.ts';
import { beginCeremony, endCeremony } from '../ceremony.ts';
import { safeNext } from '../domain/next-path.ts';
import { CODES_PER_NETWORK } from '../domain/sign-in-rules.ts';
import { authTexts } from '../messages/index.ts';
import {
  accountOfReturned,
  addIdentity,
  beginOpenid,
  finishOpenid,
  type Returned,
  removeIdentity,
} from '../openid.ts';
import { openidProviders } from '../openid-providers.ts';
import { refusalText } from '../refusal-text.ts';
import { sendCode } from '../sign-in.ts';
import { IdentityEmailPage } from '../views/sign-in.tsx';
import { emailForm, refusedPage } from './sign-in.tsx';

export const pages = routes();

// A link, not a form: browsers apply form-action to the redirection that follows a form.
pages.get(
  '/sign-in/openid/:provider',
  'public',
  async (c) => {
    const provider = providerOf(c);
    if (!provider) return notFoundPage(c);
    const actor = c.get('actor');
    const linkTo = actor.kind === 'person' ? actor.accountId : undefined;
    const next = linkTo ? '/account?saved=1' : safeNext(c.req.query('next'));
    const begun = await beginOpenid(c.get('ctx'), provider, next, linkTo);
    if (!begun.ok) return refusedPage(c, begun);
    writeCookie(c, 'ceremony', begun.value.token);
    return c.redirect(begun.value.url, 303);
  },
  { limit: CODES_PER_NETWORK },
);

pages.get('/sign-in/openid/:provider/callback', 'public', async (c) => {
  const provider = providerOf(c);
  if (!provider) return notFoundPage(c);
  const ctx = c.get('ctx');
  const token = readCookie(c, 'ceremony');
  writeCookie(c, 'ceremony', '');
  const returned = await finishOpenid(ctx, provider, token, new URL(c.req.url).search);
  if (!returned.ok) return refusedPage(c, returned);
  if (returned.value.linkTo) return linkToSignedIn(c, returned.value);

  const account = await accountOfReturned(ctx, returned.value.identity);
  if (!account.ok) return refusedPage(c, account);
  if (account.value) {
    await signIn(c, account.value, 'openid');
    return c.redirect(returned.value.next, 303);
  }
  const { identity, email = '', next } = returned.value;
  const waiting = { identity: { ...identity }, email, next };
  writeCookie(c, 'ceremony', await beginCeremony(ctx, 'openid', waiting));
  return identityEmailPage(c, { email, label: identity.label });
});

/** The identity is new here: whoever it is proves an address before anything is linked to it. */
pages.post(
  '/sign-in/identity',
  'public',
  async (c) => {
    const ctx = c.get('ctx');
    const kept = await endCeremony(ctx, 'openid', readCookie(c, 'ceremony'));
    const waiting = waitingSchema.safeParse(kept?.data);
    if (!waiting.success) return refusedPage(c, { ok: false, error: 'provider_failed' });
    const { identity, next } = waiting.data;
    const again = async (email: string, error: string, status: 422 | 429) => {
      writeCookie(c, 'ceremony', await beginCeremony(ctx, 'openid', waiting.data));
      return identityEmailPage(c, { email, label: identity.label, error }, status);
    };
    const form = await parseForm(c, emailForm);
    if (!form.ok) {
      const typed = typeof form.raw.email === 'string' ? form.raw.email : '';
      return again(typed, authTexts(c.get('lang')).errors.email_invalid, 422);
    }
    const { email } = form.value;
    const lang = c.get('lang');
    const sent = await sendCode(ctx, { email, lang, next, purpose: 'sign_in', identity });
    if (!sent.ok) return again(email, refusalText(lang, sent), 429);
    writeCookie(c, 'ceremony', '');
    writeCookie(c, 'challenge', sent.value.challenge);
    return c.redirect('/sign-in/code', 303);
  },
  { limit: CODES_PER_NETWORK },
);

pages.post('/account/identities/remove', 'signed_in', async (c) => {
  const form = await parseForm(c, z.object({ issuer: z.string(), subject: z.string() }));
  if (!form.ok || !(await removeIdentity(c.get('ctx'), personOf(c), form.value))) {
    return notFoundPage(c);
  }
  return c.redirect('/account?saved=1', 303);
});

const waitingSchema = z.object({
  identity: z.object({ issuer: z.string(), subject: z.string(), label: z.string() }),
  email: z.string(),
  next: z.string(),
});

function providerOf(c: Request) {
  const id = c.req.param('provider');
  return openidProviders(c.get('ctx').config).find((provider) => provider.id === id);
}

/** Only for the person who began: an exchange begun in one account cannot end in another. */
async function linkToSignedIn(c: Request, { identity, linkTo, next }: Returned): Promise<Response> {
  const actor = c.get('actor');
  if (actor.kind !== 'person' || actor.accountId !== linkTo) {
    return refusedPage(c, { ok: false, error: 'provider_failed' });
  }
  const added = await addIdentity(c.get('ctx'), actor, identity);
  return added.ok ? c.redirect(next, 303) : refusedPage(c, added);
}

function identityEmailPage(
  c: Request,
  props: { readonly email: string; readonly label: string; readonly error?: string },
  status: 200 | 422 | 429 = 200,
): Response {
  const m = authTexts(c.get('lang')).identity_email;
  return page(c, { title: m.title, status, body: <IdentityEmailPage {...props} /> });
}
