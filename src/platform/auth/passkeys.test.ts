import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import { buildApp } from '#app';
import { testApp } from '#test/harness/app.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { relyingParty } from './passkeys.ts';

test('passkeys belong to a domain name, reached safely', () => {
  assert.deepEqual(relyingParty('https://renfort.example'), {
    id: 'renfort.example',
    origin: 'https://renfort.example',
  });
  assert.deepEqual(relyingParty('http://127.0.0.1:3000'), {
    id: 'localhost',
    origin: 'http://localhost:3000',
  });
  assert.equal(relyingParty('http://renfort.example'), undefined);
  assert.equal(relyingParty('https://192.0.2.1'), undefined);
});

/** The site on a real port, and a browser with an authenticator that always says yes. */
async function siteInBrowser(t: TestContext) {
  const parts = await testApp(t, { RENFORT_URL: 'http://localhost:3999' });
  let app = parts.hono;
  const server = serve({ fetch: (request, env) => app.fetch(request, env), port: 0 });
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const ctx = { ...parts.ctx, config: { ...parts.ctx.config, publicUrl: origin } };
  app = buildApp(ctx);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { ...parts, origin, page, context, errors, devtools, authenticatorId };
}

async function signInWithPasskey(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in?next=/account`);
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
}

test('a passkey is added, signs in without a code, and no longer once removed', async (t) => {
  const site = await siteInBrowser(t);
  const { page, origin, context } = site;
  const ana = await site.as({ email: 'ana@exemple.fr' });
  const session = ana.cookies.get('renfort_session') as string;
  await context.addCookies([{ name: 'renfort_session', value: session, url: origin }]);
  await page.goto(`${origin}/account`);
  await page.getByRole('button', { name: 'Ajouter une clé sur cet appareil' }).click();
  await page.waitForURL(/saved=1/);
  const { rows } = await site.database.pool.query('SELECT * FROM auth.passkey');
  assert.equal(rows.length, 1);
  assert.equal(rows[0].account_id, ana.accountId);

  await context.clearCookies();
  await signInWithPasskey(page, origin);
  await page.waitForURL((url) => url.pathname === '/account');
  assert.match(await page.content(), /ana@exemple\.fr/);
  assert.deepEqual(site.errors, [], 'nothing the content security policy refuses');

  await page.getByRole('button', { name: 'Retirer' }).click();
  await page.waitForURL(/saved=1/);
  await context.clearCookies();
  await signInWithPasskey(page, origin);
  await page
    .getByText('Cette clé d’accès n’a pas pu')
    .or(page.getByText('n’a pas abouti'))
    .first()
    .waitFor();
  assert.equal((await context.request.get(`${origin}/account`, { maxRedirects: 0 })).status(), 303);
});

test('refused: an answer replayed, of another exchange, or for another site', async (t) => {
  const site = await siteInBrowser(t);
  const { page, origin, context } = site;
  const ana = await site.as({ email: 'ana@exemple.fr' });
  const session = ana.cookies.get('renfort_session') as string;
  await context.addCookies([{ name: 'renfort_session', value: session, url: origin }]);
  await page.goto(`${origin}/account`);
  await page.getByRole('button', { name: 'Ajouter une clé sur cet appareil' }).click();
  await page.waitForURL(/saved=1/);
  await context.clearCookies();

  let posted = '';
  await page.route('**/sign-in/passkey', async (route) => {
    posted = route.request().postData() ?? '';
    await route.fulfill({ status: 200, contentType: 'text/html', body: 'held back' });
  });
  const heldBack = async () => {
    await signInWithPasskey(page, origin);
    await page.getByText('held back').waitFor();
    return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  };
  const cookie = await heldBack();
  const send = (body: string, cookies = cookie) =>
    fetch(`${origin}/sign-in/passkey`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: cookies,
        origin,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
    });
  assert.equal((await send(posted, cookie.replace(/renfort_ceremony=[^;]+/, ''))).status, 422);
  assert.equal((await send(posted)).status, 303, 'the answer itself is good');
  assert.equal((await send(posted)).status, 422, 'replayed');

  const fresh = await heldBack();
  const form = new URLSearchParams(posted);
  const credential = JSON.parse(form.get('credential') as string);
  const client = JSON.parse(
    Buffer.from(credential.response.clientDataJSON, 'base64url').toString(),
  );
  assert.equal(client.origin, origin);
  client.origin = 'https://evil.example';
  credential.response.clientDataJSON = Buffer.from(JSON.stringify(client)).toString('base64url');
  form.set('credential', JSON.stringify(credential));
  assert.equal((await send(form.toString(), fresh)).status, 422);
});

test('at the loopback number a link leads to the same page at localhost, where a passkey is added', async (t) => {
  const site = await siteInBrowser(t);
  const { page, context, origin } = site;
  const printed = origin.replace('localhost', '127.0.0.1');
  const ana = await site.as({ email: 'ana@exemple.fr' });
  const value = ana.cookies.get('renfort_session') as string;
  await context.addCookies(
    [printed, origin].map((url) => ({ name: 'renfort_session', value, url })),
  );

  await page.goto(`${printed}/account`);
  const key = page.getByRole('button', { name: 'Ajouter une clé sur cet appareil' });
  assert.equal(await key.count(), 0, 'a button that could not work is not shown');
  await page.getByRole('link', { name: `${origin}/account` }).click();
  await key.click();
  await page.waitForURL(`${origin}/account?saved=1`);
  const { rows } = await site.database.pool.query('SELECT account_id FROM auth.passkey');
  assert.deepEqual(rows, [{ account_id: ana.accountId }]);

  await context.clearCookies();
  await page.goto(`${printed}/sign-in?next=/account`);
  await page.getByRole('link', { name: `${origin}/sign-in?next=/account` }).click();
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
  await page.waitForURL(`${origin}/account`);
});
