import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import type { Context } from '#platform/context.ts';
import { connect } from '#platform/db/index.ts';
import { testApp } from '#test/harness/app.ts';
import { Form } from '../ui/form/form.tsx';
import type { Exchange } from './access-log.ts';
import type { Env } from './env.ts';
import { countWrongToken, refuseTokenGuessing } from './limits.ts';
import { page } from './pages.tsx';
import { pipeline } from './pipeline.ts';
import { routes } from './routes.ts';

const seen: Exchange[] = [];

function site(ctx: Context): Hono<Env> {
  const pages = routes();
  pages.get('/plain', 'public', (c) => page(c, { title: c.get('lang'), body: <p>text</p> }));
  pages.get('/form', 'public', (c) => page(c, { title: 'Form', body: <Form>field</Form> }));
  pages.get('/people/:name', 'signed_in', (c) => page(c, { title: 'Hello', body: <p>you</p> }));
  pages.get('/broken', 'public', () => {
    throw new Error('a bug');
  });
  pages.get('/r/:token', 'public', async (c) => {
    const refusal = await refuseTokenGuessing(c);
    if (refusal) return refusal;
    await countWrongToken(c);
    return c.notFound();
  });
  pages.post('/echo', 'public', async (c) => c.json(await c.req.parseBody({ all: true })));
  pages.post('/upload', 'public', (c) => c.text('kept'), { maxBytes: 1024 * 1024 });
  pages.post('/receipt', 'public', (c) => c.text(`as ${c.get('actor').kind}`), { proof: 'other' });
  pages.post('/few', 'public', (c) => c.text('ok'), {
    limit: { name: 'few', points: 2, minutes: 5 },
  });
  const app = new Hono<Env>();
  pipeline(app, ctx, { observe: (exchange) => seen.push(exchange) });
  return app.route('/', pages.hono);
}

const open = (t: TestContext, env: Record<string, string> = {}) => testApp(t, env, site);

test('every answer carries the security headers, errors too', async (t) => {
  const app = await open(t);
  for (const path of ['/plain', '/broken', '/nowhere', '/people/x']) {
    const { headers } = await app.anonymous.get(path);
    const csp = headers.get('content-security-policy') ?? '';
    assert.match(csp, /^default-src 'self'; script-src 'self' 'nonce-[\w+/=]{24}';/, path);
    assert.doesNotMatch(csp, /unsafe/);
    assert.match(csp, /frame-ancestors 'none'/);
    assert.match(csp, /form-action 'self'/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('strict-transport-security'), null);
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  }
  const first = (await app.anonymous.get('/plain')).headers.get('content-security-policy');
  const second = (await app.anonymous.get('/plain')).headers.get('content-security-policy');
  assert.notEqual(first, second, 'a nonce serves once');
});

test('over https: strict transport, and cookies no neighbour can set', async (t) => {
  const app = await open(t, { RENFORT_URL: 'https://renfort.example' });
  const response = await app.anonymous.get('/form');
  assert.match(response.headers.get('strict-transport-security') ?? '', /max-age=\d{8}/);
  const [cookie = ''] = response.headers.getSetCookie();
  assert.match(cookie, /^__Host-renfort_visit=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

test('a page without a form sets no cookie, and the page of somebody is kept by nobody', async (t) => {
  const app = await open(t);
  assert.deepEqual((await app.anonymous.get('/plain')).headers.getSetCookie(), []);
  assert.equal((await app.anonymous.get('/form')).headers.getSetCookie().length, 1);
  assert.deepEqual((await app.anonymous.get('/form')).headers.getSetCookie(), [], 'once is enough');
  const person = await app.as();
  const cached = (await person.get('/people/x')).headers.get('cache-control');
  assert.equal(cached, 'private, no-store');
});

test('the language: asked for, then kept, then the account, then the browser, then French', async (t) => {
  const app = await open(t);
  const title = async (response: Response) =>
    /<html lang="(\w\w)"/.exec(await response.text())?.[1];
  const browser = { 'accept-language': 'de, en-GB;q=0.8, fr;q=0.5' };
  assert.equal(await title(await app.visitor().get('/plain')), 'fr');
  assert.equal(await title(await app.visitor().get('/plain', browser)), 'en');
  assert.equal(
    await title(await app.visitor().get('/plain', { 'accept-language': 'en;q=0, fr' })),
    'fr',
  );
  const visitor = app.visitor();
  assert.equal(await title(await visitor.get('/plain?lang=en')), 'en');
  assert.equal(await title(await visitor.get('/plain')), 'en');
  assert.equal(await title(await visitor.get('/plain?lang=xx', browser)), 'en');
  const english = await app.as({ lang: 'en' });
  assert.equal(await title(await english.get('/plain')), 'en');
  assert.equal(await title(await english.get('/plain?lang=fr')), 'fr');
});

test('a form works with the token of its page, and with no other', async (t) => {
  const app = await open(t);
  const visitor = app.visitor();
  const html = await (await visitor.get('/form')).text();
  const token = /name="csrf" value="([\w-]+)"/.exec(html)?.[1] as string;
  const again = /name="csrf" value="([\w-]+)"/.exec(await (await visitor.get('/form')).text());
  assert.notEqual(again?.[1], token, 'masked anew');

  assert.equal((await visitor.post('/echo', { csrf: token })).status, 200);
  assert.equal(
    (await app.visitor().post('/echo', { csrf: token })).status,
    403,
    'of another visitor',
  );
  assert.equal((await visitor.post('/echo', { csrf: '' })).status, 403);
  assert.equal((await visitor.post('/echo', { csrf: `${token.slice(0, -2)}AA` })).status, 403);

  const person = await app.as();
  person.cookies.set('renfort_visit', visitor.cookies.get('renfort_visit') as string);
  assert.equal((await person.post('/echo', { csrf: token })).status, 403, 'of before the sign-in');
});

test('a form sent by another site is refused, whatever its token', async (t) => {
  const app = await open(t);
  const person = await app.as();
  const from = (headers: Record<string, string>) => person.post('/echo', {}, headers);
  assert.equal((await from({ 'sec-fetch-site': 'same-origin' })).status, 200);
  assert.equal((await from({ 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await from({ 'sec-fetch-site': 'same-site' })).status, 403);
  const old = (origin: string) =>
    app.hono.request('http://127.0.0.1:3000/echo', { method: 'POST', headers: { origin } });
  assert.match(await (await old('https://evil.example')).text(), /autre site/);
  assert.match(await (await old('null')).text(), /autre site/);
  assert.match(await (await old('http://127.0.0.1:3000')).text(), /a expiré/);
});

test('what was typed survives a stale token, and can be sent again', async (t) => {
  const app = await open(t);
  const person = await app.as();
  const stale = await person.post('/echo', {
    csrf: 'old',
    note: '<b>"hello"</b>',
    'day[]': ['1', '2'],
  });
  assert.equal(stale.status, 403);
  const html = await stale.text();
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const form = Object.fromEntries(fields.map(([, name, value]) => [name, value]));
  assert.equal(form.note, '&lt;b>&quot;hello&quot;&lt;/b>');
  assert.match(html, /action="\/echo"/);
  const resent = await person.post('/echo', { csrf: form.csrf as string, note: 'x' });
  assert.equal(resent.status, 200);
});

test('a machine without cookies may post where the route says so', async (t) => {
  const app = await open(t);
  const answer = await app.hono.request('http://127.0.0.1:3000/receipt', { method: 'POST' });
  assert.equal(await answer.text(), 'as anonymous');
});

test('sizes: a form has 256 KB, an upload what its route says, over a real connection', async (t) => {
  const app = await open(t);
  const server = serve({ fetch: app.hono.fetch, port: 0, hostname: '127.0.0.1' });
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const large = new URLSearchParams({ text: 'x'.repeat(300 * 1024) });
  assert.equal((await fetch(`${url}/echo`, { method: 'POST', body: large })).status, 413);
  assert.equal((await fetch(`${url}/upload`, { method: 'POST', body: large })).status, 403);
  // Without a declared length: the limit is kept while reading.
  const status = await new Promise<number>((resolve, reject) => {
    const request = httpRequest(`${url}/echo`, { method: 'POST' }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    for (let i = 0; i < 30; i++) request.write('x'.repeat(10 * 1024));
    request.end();
  });
  assert.equal(status, 413);
  const broken = await fetch(`${url}/echo`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nnonsense',
  });
  assert.equal(broken.status, 400);
});

test('limits count by address: a route has its own, wrong tokens are counted', async (t) => {
  const app = await open(t, { RENFORT_PROXIES: '1' });
  const from = (ip: string) => ({ 'x-forwarded-for': `6.6.6.6, ${ip}` });
  const visitor = app.visitor();
  const few = async (ip: string) => (await visitor.post('/few', {}, from(ip))).status;
  assert.deepEqual(
    [await few('1.1.1.1'), await few('1.1.1.1'), await few('1.1.1.1')],
    [200, 200, 429],
  );
  assert.equal(await few('2.2.2.2'), 200);
  assert.deepEqual(
    [await few('2001:db8::1'), await few('2001:db8:0:0:9::2'), await few('2001:db8::3')],
    [200, 200, 429],
    'one /64 is one visitor',
  );
  const late = await visitor.post('/few', {}, from('1.1.1.1'));
  assert.equal(late.headers.get('retry-after'), '300');
  assert.match(await late.text(), /<time/);
  app.clock.advance({ minutes: 5 });
  assert.equal(await few('1.1.1.1'), 200);

  for (let i = 0; i < 30; i++) {
    assert.equal((await visitor.get(`/r/${i}`, from('3.3.3.3'))).status, 404);
  }
  assert.equal((await visitor.get('/r/right', from('3.3.3.3'))).status, 429);
  assert.equal((await visitor.get('/r/right', from('4.4.4.4'))).status, 404);
});

test('the log line has the route, never the path or the person', async (t) => {
  const lines: string[] = [];
  const app = await testApp(t, {}, (ctx) =>
    site({ ...ctx, log: pino({ level: 'info' }, { write: (line) => lines.push(line) }) }),
  );
  seen.length = 0;
  const person = await app.as({ email: 'ana@exemple.fr', displayName: 'Ana Leroux' });
  const response = await person.get('/people/ana-leroux?email=ana@exemple.fr');
  const line = JSON.parse(lines.at(-1) as string);
  assert.equal(line.route, '/people/:name');
  assert.equal(line.status, 200);
  assert.equal(line.requestId, response.headers.get('x-request-id'));
  assert.doesNotMatch(lines.join(''), /ana/i);
  await person.get('/nowhere/ana-leroux');
  assert.equal(JSON.parse(lines.at(-1) as string).route, 'unmatched');
  assert.deepEqual(
    seen.map(({ route, status }) => [route, status]),
    [
      ['/people/:name', 200],
      ['unmatched', 404],
    ],
  );
});

test('a database that is away gives 503 and says when to come back', async (t) => {
  const gone = connect('postgres://nobody@127.0.0.1:1/nothing');
  t.after(() => gone.close());
  const app = await testApp(t, {}, (ctx) => site({ ...ctx, db: gone.db }));
  for (const path of ['/plain', '/people/x']) {
    const person = app.visitor();
    person.cookies.set('renfort_session', 'x'.repeat(43));
    const response = await person.get(path);
    assert.equal(response.status, 503, path);
    assert.equal(response.headers.get('retry-after'), '5');
    assert.match(await response.text(), /momentanément indisponible/);
  }
});
