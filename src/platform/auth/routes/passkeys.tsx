import { z } from 'zod';
import { readCookie, writeCookie } from '#platform/http/cookies.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { personOf, signIn } from '#platform/http/signed-in.ts';
import { deviceOf } from '../domain/device.ts';
import { safeNext } from '../domain/next-path.ts';
import { CODES_PER_NETWORK } from '../domain/sign-in-rules.ts';
import { authTexts } from '../messages/index.ts';
import {
  beginAdding,
  beginPasskeySignIn,
  finishAdding,
  finishPasskeySignIn,
  removePasskey,
} from '../passkeys.ts';
import { partyFor } from './party.ts';
import { refusedPage } from './sign-in.tsx';

const credentialForm = z.object({
  credential: z.string().default(''),
  next: z.string().optional(),
});

export const pages = routes();

pages.post(
  '/sign-in/passkey/options',
  'public',
  async (c) => {
    const party = partyFor(c);
    if (!party) return notFoundPage(c);
    const { options, token } = await beginPasskeySignIn(c.get('ctx'), party);
    writeCookie(c, 'ceremony', token);
    return c.json(options);
  },
  { limit: CODES_PER_NETWORK },
);

pages.post('/sign-in/passkey', 'public', async (c) => {
  const party = partyFor(c);
  const form = await parseForm(c, credentialForm);
  if (!party || !form.ok) return notFoundPage(c);
  const signed = await finishPasskeySignIn(c.get('ctx'), party, {
    token: readCookie(c, 'ceremony'),
    credential: form.value.credential,
  });
  if (!signed.ok) return refusedPage(c, signed);
  await signIn(c, signed.value, 'passkey');
  return c.redirect(safeNext(form.value.next), 303);
});

pages.post('/account/passkeys/options', 'signed_in', async (c) => {
  const party = partyFor(c);
  if (!party) return notFoundPage(c);
  const { options, token } = await beginAdding(c.get('ctx'), party, personOf(c).accountId);
  writeCookie(c, 'ceremony', token);
  return c.json(options);
});

pages.post('/account/passkeys', 'signed_in', async (c) => {
  const party = partyFor(c);
  const form = await parseForm(c, credentialForm);
  if (!party || !form.ok) return notFoundPage(c);
  const { system } = deviceOf(c.req.header('user-agent') ?? '');
  const added = await finishAdding(c.get('ctx'), party, personOf(c), {
    token: readCookie(c, 'ceremony'),
    credential: form.value.credential,
    name: authTexts(c.get('lang')).account.passkey_default_name(system),
  });
  writeCookie(c, 'ceremony', '');
  return added.ok ? c.redirect('/account?saved=1', 303) : refusedPage(c, added);
});

pages.post('/account/passkeys/remove', 'signed_in', async (c) => {
  const form = await parseForm(c, z.object({ id: z.string() }));
  if (!form.ok || !(await removePasskey(c.get('ctx'), personOf(c), form.value.id))) {
    return notFoundPage(c);
  }
  return c.redirect('/account?saved=1', 303);
});
