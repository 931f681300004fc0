import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Provider as OidcProvider } from 'oidc-provider';
import { messages } from '#platform/messaging/index.ts';
import { type Client, type TestApp, testApp } from '#test/harness/app.ts';

const SITE = 'http://127.0.0.1:3000';

interface LocalProvider {
  readonly issuer: string;
  /** Whom the next visit signs in as. */
  person: { sub: string; email: string };
  /** What userinfo says instead, when set: a provider that lies. */
  userinfoSub: string | undefined;
}

/** A real provider in this process, which signs in whoever `person` is without asking. */
async function localProvider(t: TestContext, signedUserinfo = false): Promise<LocalProvider> {
  let handler: (...args: Parameters<ReturnType<OidcProvider['callback']>>) => unknown = () => {};
  const server: Server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const local: LocalProvider = {
    issuer,
    person: { sub: 'ana', email: 'ana@exemple.fr' },
    userinfoSub: undefined,
  };
  const provider = new OidcProvider(issuer, {
    clients: [
      {
        client_id: 'renfort',
        client_secret: 'secret-of-the-test-client',
        redirect_uris: [`${SITE}/sign-in/openid/local/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
        ...(signedUserinfo ? { userinfo_signed_response_alg: 'RS256' } : {}),
      },
    ],
    cookies: { keys: ['test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: local.person.email, email_verified: true }),
    }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId as string,
        accountId: local.person.sub,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  });
  const callback = provider.callback();
  handler = async (request, response) => {
    if (local.userinfoSub && request.url === '/me') {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ sub: local.userinfoSub }));
    }
    if (!request.url?.startsWith('/interaction/')) return callback(request, response);
    const login = { accountId: local.person.sub };
    return provider.interactionFinished(request, response, { login });
  };
  return local;
}

async function site(t: TestContext, provider: LocalProvider, extra = {}): Promise<TestApp> {
  const settings = [
    {
      id: 'local',
      label: 'Essai Connect',
      issuer: provider.issuer,
      clientId: 'renfort',
      clientSecret: 'secret-of-the-test-client',
      ...extra,
    },
  ];
  return testApp(t, { RENFORT_OIDC: JSON.stringify(settings) });
}

/** Begins here, follows the provider's redirections as a browser would, and returns the callback. */
async function goThrough(client: Client): Promise<string> {
  const begun = await client.get('/sign-in/openid/local?next=/account');
  assert.equal(begun.status, 303, await begun.text());
  return visitProvider(begun.headers.get('location') as string);
}

async function visitProvider(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    assert.ok(location, `${response.status} ${await response.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(SITE)) return url.slice(SITE.length);
  }
  throw new Error('The provider never came back');
}

const signedIn = async (client: Client) => (await client.get('/account')).status === 200;

async function codeFor(app: TestApp, email: string): Promise<string> {
  const [mail] = await messages(app.ctx, { recipient: email, purpose: 'sign_in' }, 1);
  assert.doesNotMatch(mail?.text ?? '', /sign-in\/link/, 'only the code, in this browser');
  return /^\d{6}$/m.exec(mail?.text ?? '')?.[0] as string;
}

for (const signed of [false, true]) {
  test(`first a proof of the address, then the provider is enough (userinfo ${signed ? 'as signed JWT' : 'as JSON'})`, async (t) => {
    const provider = await localProvider(t, signed);
    const app = await site(t, provider, signed ? { userinfoAlgorithm: 'RS256' } : {});
    const ana = app.visitor();
    assert.match(await (await ana.get('/sign-in')).text(), /Continuer avec Essai Connect/);
    const callback = await goThrough(ana);
    const asked = await ana.get(callback);
    assert.match(await asked.text(), /value="ana@exemple\.fr"/);
    assert.equal(await signedIn(ana), false);
    assert.equal((await ana.post('/sign-in/identity', { email: 'ana@exemple.fr' })).status, 303);
    const code = await codeFor(app, 'ana@exemple.fr');
    assert.equal((await ana.post('/sign-in/code', { code })).headers.get('location'), '/account');
    assert.match(await (await ana.get('/account')).text(), /Essai Connect/);

    provider.person.email = 'changed@exemple.fr';
    const phone = app.visitor();
    const back = await phone.get(await goThrough(phone));
    assert.equal(back.headers.get('location'), '/account', 'by issuer and subject');
    assert.match(await (await phone.get('/account')).text(), /ana@exemple\.fr/);
  });
}

test('an address alone never opens an account that exists', async (t) => {
  const provider = await localProvider(t);
  const app = await site(t, provider);
  await app.as({ email: 'victim@exemple.fr' });
  provider.person = { sub: 'attacker', email: 'victim@exemple.fr' };
  const attacker = app.visitor();
  await attacker.get(await goThrough(attacker));
  await attacker.post('/sign-in/identity', { email: 'victim@exemple.fr' });
  assert.equal(await signedIn(attacker), false);
  assert.equal((await attacker.post('/sign-in/code', { code: '000000' })).status, 422);
  const { rows } = await app.database.pool.query('SELECT count(*) AS n FROM auth.oidc_identity');
  assert.deepEqual(rows, [{ n: 0 }]);
});

test('from a signed-in account an identity is linked at once, and to one account only', async (t) => {
  const provider = await localProvider(t);
  const app = await site(t, provider);
  const ana = await app.as({ email: 'ana@exemple.fr' });
  assert.equal((await ana.get(await goThrough(ana))).headers.get('location'), '/account?saved=1');
  const bob = await app.as({ email: 'bob@exemple.fr' });
  const refused = await bob.get(await goThrough(bob));
  assert.match(await refused.text(), /déjà reliée à un autre compte/);

  const begun = await goThrough(ana);
  const other = await app.as({ email: 'eve@exemple.fr' });
  other.cookies.set('renfort_ceremony', ana.cookies.get('renfort_ceremony') as string);
  assert.equal((await other.get(begun)).status, 422, 'begun in another account');

  const form = { issuer: provider.issuer, subject: 'ana' };
  assert.equal((await bob.post('/account/identities/remove', form)).status, 404);
  assert.equal((await ana.post('/account/identities/remove', form)).status, 303);
});

test('refused: another state, another browser, a replay, no exchange begun', async (t) => {
  const provider = await localProvider(t);
  const app = await site(t, provider);
  const linked = await app.as({ email: 'ana@exemple.fr' });
  await linked.get(await goThrough(linked));

  const ana = app.visitor();
  const callback = await goThrough(ana);
  const kept = ana.cookies.get('renfort_ceremony') as string;
  assert.equal((await app.visitor().get(callback)).status, 422, 'another browser');
  const forged = callback.replace(/state=[^&]+/, 'state=forged');
  assert.equal((await ana.get(forged)).status, 422);
  assert.equal((await ana.get(callback)).status, 422, 'the exchange ended with the forgery');
  ana.cookies.set('renfort_ceremony', kept);
  assert.equal((await ana.get(callback)).status, 422);

  const again = app.visitor();
  const good = await goThrough(again);
  const cookie = again.cookies.get('renfort_ceremony') as string;
  assert.equal((await again.get(good)).headers.get('location'), '/account');
  const replay = app.visitor();
  replay.cookies.set('renfort_ceremony', cookie);
  assert.equal((await replay.get(good)).status, 422, 'code and exchange used twice');
  assert.equal(await signedIn(replay), false);
});

test('refused: another nonce, another issuer, userinfo of another subject, another verifier', async (t) => {
  const provider = await localProvider(t);
  const app = await site(t, provider);
  const linked = await app.as({ email: 'ana@exemple.fr' });
  await linked.get(await goThrough(linked));
  const attempt = async (change: string) => {
    const client = app.visitor();
    const callback = await goThrough(client);
    await app.database.pool.query(`UPDATE auth.ceremony SET data = data || '${change}'`);
    const { status } = await client.get(callback);
    assert.equal(await signedIn(client), status === 303);
    return status;
  };
  assert.equal(await attempt('{}'), 303, 'unchanged');
  assert.equal(await attempt('{"nonce":"another"}'), 422);
  assert.equal(await attempt(`{"verifier":"${'v'.repeat(43)}"}`), 422);
  assert.equal(await attempt('{"provider":"another"}'), 422);

  const client = app.visitor();
  const callback = await goThrough(client);
  const wrongIssuer = callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example');
  assert.notEqual(wrongIssuer, callback);
  assert.equal((await client.get(wrongIssuer)).status, 422);

  provider.userinfoSub = 'somebody-else';
  assert.equal(await attempt('{}'), 422);
});

test('a provider that does not answer, or refuses, is told plainly', async (t) => {
  const app = await site(t, {
    issuer: 'http://127.0.0.1:1',
    person: { sub: '', email: '' },
    userinfoSub: undefined,
  });
  const response = await app.visitor().get('/sign-in/openid/local');
  assert.equal(response.status, 422);
  assert.match(await response.text(), /ne répond pas/);
  assert.equal((await app.visitor().get('/sign-in/openid/unknown')).status, 404);
});
