import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { runPendingJobs } from '#platform/jobs/index.ts';
import { messages } from '#platform/messaging/index.ts';
import { act, basket, entitle, market } from '#test/harness/market.ts';
import { forgetCallsJob } from '../jobs.ts';
import { callJob } from './calls.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The system of a distributor: keeps what it gets, and answers as it is told. */
async function system(t: TestContext) {
  const received: Received[] = [];
  const answer = { status: 200, headers: {} as Record<string, string> };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `http://${host}/renfort`, received, answer };
}

/** An order that is about to be placed, with a system that is told. */
async function calling(t: TestContext) {
  const theirs = await system(t);
  const opened = await market(t, { RENFORT_WEBHOOK_LOCAL_HOSTS: theirs.host });
  const page = `/distributors/${opened.here}/webhook`;
  const set = await opened.agent.post(page, { url: theirs.url });
  assert.equal(set.status, 200);
  const secret = secretOf(await set.text());
  await entitle(opened.treasurer, opened.club.id);
  const order = await basket(opened.treasurer, opened.club.id, opened.here, { employee: '1' });
  await act(opened.treasurer, order, 'quote');
  return { ...opened, theirs, page, secret, order };
}

function secretOf(html: string): string {
  const secret = /whsec_([A-Za-z0-9+/=]{44})/.exec(html)?.[1];
  assert.ok(secret, 'the secret is shown');
  return secret;
}

/** As a receiver computes it, from the specification alone. */
function signature(secret: string, { headers, body }: Received): string {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', Buffer.from(secret, 'base64')).update(content).digest('base64')}`;
}

test('each step that a distributor sees is told to its system, signed, with nothing to read on the way', async (t) => {
  const { app, theirs, page, secret, order, treasurer, agent } = await calling(t);
  await runPendingJobs(app.ctx);
  assert.equal(theirs.received.length, 0, 'a quote is nobody else’s');
  await act(treasurer, order, 'order');
  await act(agent, order, 'accept');
  await runPendingJobs(app.ctx);
  assert.equal(theirs.received.length, 2);
  const [first, second] = theirs.received as [Received, Received];
  assert.deepEqual(
    theirs.received.map(({ body }) => JSON.parse(body).type),
    ['order.order', 'order.accept'],
  );
  assert.deepEqual(JSON.parse(second.body), {
    type: 'order.accept',
    timestamp: app.clock.now().toISOString(),
    data: {
      order: order.split('/').at(-1),
      reference: JSON.parse(first.body).data.reference,
      step: 3,
      state: 'accepted',
    },
  });
  for (const one of theirs.received)
    assert.equal(one.headers['webhook-signature'], signature(secret, one));
  assert.notEqual(first.headers['webhook-id'], second.headers['webhook-id']);
  const altered = { ...first, body: first.body.replace('ordered', 'accepted') };
  assert.notEqual(first.headers['webhook-signature'], signature(secret, altered));
  const later = { ...first, headers: { ...first.headers, 'webhook-timestamp': '1' } };
  assert.notEqual(
    first.headers['webhook-signature'],
    signature(secret, later),
    'nor sent again later',
  );

  const log = await (await agent.get(page)).text();
  assert.doesNotMatch(log, /whsec_\w/, 'shown once');
  assert.match(log, /commande acceptée[\s\S]*Reçu[\s\S]*200/);
  const { rows } = await app.database.pool.query(
    "SELECT encode(webhook_secret, 'base64') AS kept FROM offers.distributor WHERE webhook_secret IS NOT NULL",
  );
  assert.ok(!rows[0].kept.replace(/\n/g, '').includes(secret.slice(0, 20)), 'sealed');
});

test('a system that fails is called again further and further apart, then by hand', async (t) => {
  const { app, theirs, page, order, treasurer, here, of } = await calling(t);
  await app.as({
    email: 'jo@test.example',
    lang: 'en',
    grants: [{ role: 'distributor_agent', scope: of(here) }],
  });
  theirs.answer.status = 503;
  await act(treasurer, order, 'order');
  await runPendingJobs(app.ctx);
  await runPendingJobs(app.ctx);
  assert.equal(theirs.received.length, 1, 'not before its time');
  for (const [index, minutes] of [1, 5, 30, 120, 360, 720].entries()) {
    app.clock.advance({ minutes: minutes - 1 });
    await runPendingJobs(app.ctx);
    assert.equal(theirs.received.length, index + 1);
    app.clock.advance({ minutes: 1 });
    await runPendingJobs(app.ctx);
    assert.equal(theirs.received.length, index + 2);
  }
  app.clock.advance({ days: 1 });
  await runPendingJobs(app.ctx);
  assert.equal(theirs.received.length, 7);
  for (const [recipient, words] of [
    ['agent@test.example', /sept fois votre logiciel[\s\S]*Rien n’est perdu/],
    ['jo@test.example', /seven times about an order[\s\S]*Nothing is lost/],
  ] as const) {
    const told = (await messages(app.ctx, { recipient })).filter(({ text }) =>
      text?.includes(page),
    );
    assert.equal(told.length, 1);
    assert.match(told[0]?.text ?? '', words);
  }
  // The session ended with the day.
  const agent = await app.as({ email: 'agent@test.example' });
  const log = await (await agent.get(page)).text();
  assert.match(log, /Abandonné[\s\S]*503/);

  theirs.answer.status = 204;
  const again = /action="([^"]+\/calls\/[0-9a-f-]{36})"/.exec(log)?.[1] as string;
  assert.equal((await agent.post(again)).status, 303);
  assert.equal((await agent.post(again)).status, 422, 'under way already');
  await runPendingJobs(app.ctx);
  assert.equal(theirs.received.length, 8);
  const ids = new Set(theirs.received.map(({ headers }) => headers['webhook-id']));
  assert.equal(ids.size, 1, 'the same call keeps its id, so that it counts once');
  assert.match(await (await agent.get(page)).text(), /Reçu[\s\S]*204/);
  app.clock.advance({ days: 91 });
  await forgetCallsJob.run(app.ctx, {});
  const { rows } = await app.database.pool.query(
    'SELECT count(*)::int AS n FROM offers.webhook_call',
  );
  assert.equal(rows[0].n, 0);
});

test('two runs of one try count once; a redirect is not followed', async (t) => {
  const { app, theirs, here, order, treasurer } = await calling(t);
  theirs.answer.status = 302;
  theirs.answer.headers = { location: 'http://169.254.169.254/latest/meta-data' };
  await act(treasurer, order, 'order');
  const { rows } = await app.database.pool.query('SELECT id FROM offers.webhook_call');
  const call = { distributorId: here, id: rows[0].id };
  await Promise.all([1, 2].map(() => callJob.run(app.ctx, call)));
  const { rows: kept } = await app.database.pool.query(
    'SELECT tries, state, last_answer FROM offers.webhook_call',
  );
  assert.deepEqual(kept, [{ tries: 1, state: 'waiting', last_answer: 'redirected_elsewhere' }]);
});

test('a renewed secret signs beside the one before for a day', async (t) => {
  const { app, theirs, page, secret, order, treasurer, agent } = await calling(t);
  const renewed = await agent.post(`${page}/secret`);
  const fresh = secretOf(await renewed.text());
  assert.notEqual(fresh, secret);
  await act(treasurer, order, 'order');
  await runPendingJobs(app.ctx);
  const [one] = theirs.received as [Received];
  assert.equal(
    one.headers['webhook-signature'],
    `${signature(fresh, one)} ${signature(secret, one)}`,
  );
  app.clock.advance({ hours: 24 });
  await act(await app.as({ email: 'agent@test.example' }), order, 'accept');
  await runPendingJobs(app.ctx);
  const other = theirs.received[1] as Received;
  assert.equal(other.headers['webhook-signature'], signature(fresh, other));
});

test('only public addresses are called, and each distributor keeps its own', async (t) => {
  const { app, here, elsewhere, agent, of } = await market(t);
  const page = `/distributors/${here}/webhook`;
  for (const url of [
    'http://example.org/hook',
    'https://127.0.0.1/hook',
    'https://169.254.169.254/latest',
    'https://[::1]/hook',
    'https://user:secret@example.org/',
    'https://intranet.local/',
    'not an address',
    `https://example.org/${'x'.repeat(1_000)}`,
  ]) {
    const refused = await agent.post(page, { url });
    assert.equal(refused.status, 422, url);
    assert.match(await refused.text(), /réseau privé/);
  }
  assert.equal((await agent.post(`${page}/secret`)).status, 404, 'no address, no secret');
  const rival = await app.as({
    grants: [{ role: 'distributor_agent', scope: of(elsewhere) }],
  });
  assert.equal((await rival.get(page)).status, 404);
  assert.equal((await rival.post(page, { url: 'https://example.org/' })).status, 404);
  assert.equal((await agent.post(page, { url: 'https://example.org/hook' })).status, 200);
  assert.equal((await agent.post(page, { url: '' })).status, 303);
});
