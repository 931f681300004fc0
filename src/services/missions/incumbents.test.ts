/**
 * Ten defects read in the code of existing platforms, each with a test that fails on it. Three have their
 * own files as well: secrets and identity providers (platform/auth/openid.test.ts: state, nonce, issuer,
 * subject, verifier), every route and role (test/role-matrix.test.ts), places (places.test.ts).
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type SignedInClient, type TestApp, testApp } from '#test/harness/app.ts';
import { runCommand } from '#test/harness/cli.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { rows as matrix } from '#test/role-matrix/missions.ts';
import { importMissions } from './commands.ts';
import { dueFollowUp } from './domain/follow-up.ts';
import { delaysOf } from './settings.ts';

interface Scene {
  readonly app: TestApp;
  readonly bank: string;
  readonly manager: SignedInClient;
  readonly ana: SignedInClient;
}

async function scene(
  t: Parameters<typeof testApp>[0],
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const app = await testApp(t, env);
  const bank = await addAssociation(app.ctx, 'Banque');
  const manager = await app.as({
    email: 'manager@test.example',
    displayName: 'Marguerite Dupontel',
    grants: [{ role: 'association_owner', scope: { kind: 'organisation', id: bank } }],
  });
  await addApplicant(app.ctx, 'ana@test.example');
  return { app, bank, manager, ana: await app.as({ email: 'ana@test.example' }) };
}

async function applied({ app, bank, ana }: Scene): Promise<string> {
  const mission = await addMission(app.ctx, bank, needOf('letters'));
  const sent = await ana.post(`/missions/${mission}/apply`, { kind: 'apply', state: 'accepted' });
  return (sent.headers.get('location') as string).replace('?saved=1', '');
}

async function stateOf({ app }: Scene): Promise<string> {
  const { rows } = await app.database.pool.query<{ state: string }>(
    'SELECT state FROM missions.application',
  );
  return rows.map(({ state }) => state).join();
}

test('1. the client never says the state: what a form claims changes nothing', async (t) => {
  const place = await scene(t);
  const own = await applied(place);
  assert.equal(await stateOf(place), 'applied');
  for (const ask of ['accept', 'hold', 'complete', 'lapse', 'accepted', 'toString']) {
    const sent = await place.ana.post(`${own}/move`, { ask, state: 'completed' });
    assert.equal(sent.status, 422, ask);
  }
  assert.equal(await stateOf(place), 'applied');
});

test('2. no route about an application answers a stranger, signed in or not', async (t) => {
  const place = await scene(t);
  const own = await applied(place);
  await addApplicant(place.app.ctx, 'lea@test.example');
  const lea = await place.app.as({ email: 'lea@test.example' });
  const routes = Object.keys(matrix).filter((route) => route.includes('/applications/'));
  assert.ok(routes.length > 10);
  const nothing = '00000000-0000-7000-8000-000000000000';
  for (const route of routes) {
    const [method, pattern = ''] = route.split(' ');
    const rest = pattern.split(/:application\{[^/]*\}/)[1] as string;
    const path = own + rest.replaceAll(/:\w+\{[^/]*\}/g, nothing);
    const by = (client: Pick<SignedInClient, 'get' | 'post'>) =>
      method === 'GET' ? client.get(path) : client.post(path, { ask: 'withdraw', message: 'x' });
    assert.equal((await by(lea)).status, 404, route);
    assert.notEqual((await by(place.app.visitor())).status, 200, route);
  }
  assert.equal(await stateOf(place), 'applied');
});

test('4. no page and no file that is sent to browsers holds a secret of the installation', async (t) => {
  const secrets = {
    SMTP_URL: 'smtp://post:secret-of-the-post@127.0.0.1:2525',
    MAIL_FROM: 'Renfort <no-reply@renfort.example>',
    RENFORT_API_ENGAGEMENT_KEY: 'secret-of-the-exchange',
    RENFORT_API_ENGAGEMENT_URL: 'https://engagement.example',
  };
  const { app, manager, ana } = await scene(t, secrets);
  const assets = new Set<string>();
  for (const client of [app.visitor(), manager, ana]) {
    for (const path of ['/', '/missions', '/missions/manage', '/missions/mine', '/account']) {
      const html = await (await client.get(path)).text();
      assert.ok(!html.includes('secret-of'), path);
      for (const [, asset] of html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|json))"/g)) {
        assets.add(asset as string);
      }
    }
  }
  assert.ok(assets.size > 0);
  for (const asset of assets) {
    assert.ok(!(await (await app.visitor().get(asset)).text()).includes('secret-of'), asset);
  }
});

test('5. one place, eight people at the same moment: one holds it', async (t) => {
  const { app, bank } = await scene(t);
  const mission = await addMission(app.ctx, bank, needOf('letters', { firstCome: true }));
  const people: SignedInClient[] = [];
  for (let n = 0; n < 8; n++) {
    await addApplicant(app.ctx, `p${n}@test.example`);
    people.push(await app.as({ email: `p${n}@test.example` }));
  }
  await Promise.all(people.map((one) => one.post(`/missions/${mission}/apply`, { kind: 'apply' })));
  const { rows } = await app.database.pool.query(
    'SELECT state, count(*)::int AS people FROM missions.application GROUP BY 1 ORDER BY 1',
  );
  assert.deepEqual(rows, [
    { state: 'accepted', people: 1 },
    { state: 'waiting', people: 7 },
  ]);
});

test('6. a delay of fifteen days is fifteen days, to the millisecond', async (t) => {
  const { app } = await scene(t, {
    RENFORT_MISSION_REMIND_DAYS: '15',
    RENFORT_MISSION_ESCALATE_DAYS: '20',
    RENFORT_MISSION_RELEASE_DAYS: '30',
  });
  const since = new Date('2026-11-01T10:00:00Z');
  const after = (days: number, ms = 0) =>
    dueFollowUp(
      { state: 'applied', since, stage: 0 },
      new Date(since.getTime() + days * 86_400_000 + ms),
      delaysOf(app.ctx),
    );
  assert.deepEqual(
    [after(15, -1), after(15), after(20, -1), after(20), after(30, -1), after(30)],
    [undefined, 'remind', 'remind', 'escalate', 'escalate', 'release'],
  );
});

const item = (clientId: string, title: string, description: string, more = '') =>
  `<mission><clientId>${clientId}</clientId><title><![CDATA[${title}]]></title>
  <description><![CDATA[${description}]]></description>
  <applicationUrl>https://partner.example/${clientId}</applicationUrl>
  <domain>solidarite-insertion</domain><remote>full</remote><places>1</places>${more}</mission>`;

/** Takes in a feed of a partner; the exit code and what was said. */
async function takeIn(app: TestApp, items: string) {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-feed-'));
  const file = join(folder, 'feed.xml');
  writeFileSync(file, `<?xml version="1.0" encoding="UTF-8"?><source>${items}</source>`);
  const line = ['missions', 'import', file, '--publisher', 'Partenaire'];
  const done = await runCommand(app.ctx, [importMissions], line);
  rmSync(folder, { recursive: true });
  return done;
}

const shown = async (app: TestApp) => (await app.visitor().get('/missions')).text();

test('7. while a feed is taken in again, what it lists never leaves the results', async (t) => {
  const { app } = await scene(t);
  const feed = item('1', 'Trier des livres', 'x'.repeat(320));
  assert.equal((await takeIn(app, feed)).code, 0);
  let running = true;
  const again = takeIn(app, feed + item('2', 'Ranger des livres', 'y'.repeat(320))).finally(() => {
    running = false;
  });
  let looks = 0;
  do {
    assert.ok((await shown(app)).includes('Trier des livres'));
    looks += 1;
  } while (running);
  assert.equal((await again).code, 0);
  assert.ok(looks > 0 && (await shown(app)).includes('Ranger des livres'));
  // A feed that comes empty empties nothing.
  assert.notEqual((await takeIn(app, '')).code, 0);
  assert.ok((await shown(app)).includes('Trier des livres'));
});

test('8. markup of a partner or of a member is words, never markup', async (t) => {
  const { app, bank, ana } = await scene(t);
  const bad = 'Une aide <script>alert(1)</script><img src=x onerror=alert(1)> en ligne';
  await takeIn(app, item('1', 'Aider en ligne', `<p>${bad}</p>${'x'.repeat(320)}`));
  const mission = await addMission(app.ctx, bank, needOf('letters', { description: bad }));
  const list = await shown(app);
  const imported = /href="(\/missions\/[0-9a-f-]{36})"[^>]*>\s*Aider en ligne/.exec(list)?.[1];
  assert.ok(imported);
  await ana.post(`/missions/${mission}/apply`, { kind: 'apply', motivation: bad });
  for (const path of [imported, `/missions/${mission}`, '/missions', '/missions/mine']) {
    const html = await (await ana.get(path)).text();
    assert.ok(!/<script>alert|<img src=x/.test(html), path);
  }
});

test('9. a date that two countries read differently is set aside, not guessed', async (t) => {
  const { app } = await scene(t);
  const text = 'x'.repeat(320);
  const done = await takeIn(
    app,
    item('1', 'Date sûre', text, '<startAt>2027-01-11T00:00:00.000Z</startAt>') +
      item('2', 'Date douteuse', text, '<startAt>11/01/2027</startAt>'),
  );
  assert.equal(done.code, 2);
  const { rows } = await app.database.pool.query(
    `SELECT title, starts_on FROM missions.mission WHERE source = 'exchange' ORDER BY title`,
  );
  assert.deepEqual(
    rows.filter(({ title }) => title === 'Date sûre'),
    [{ title: 'Date sûre', starts_on: '2027-01-11' }],
  );
  assert.ok(!rows.some(({ starts_on }) => starts_on === '2027-11-01'));
});

test('10. asking to act for an association never tells who does already', async (t) => {
  const { app, bank, ana } = await scene(t);
  const paths = [`/associations/${bank}`, `/associations/${bank}/claim`, '/claims'];
  for (const client of [ana, app.visitor()]) {
    for (const path of paths) {
      const html = await (await client.get(path)).text();
      assert.ok(!/Dupontel|Marguerite|manager@/.test(html), path);
    }
  }
});
