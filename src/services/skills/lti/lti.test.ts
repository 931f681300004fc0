import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { JSONWebKeySet } from 'jose';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { CLIENT, DEPLOYMENT, LEARNER, learningPlatform } from '#test/harness/learning-platform.ts';
import { ltiAddCommand } from '../commands/lti-add.ts';
import { sendScores } from './scores.ts';

async function registered(t: TestContext) {
  let app: TestApp | undefined;
  const keys = async () =>
    (await (await app!.visitor().get('/lti/jwks.json')).json()) as JSONWebKeySet;
  const platform = await learningPlatform(t, keys);
  app = await testApp(t, { RENFORT_LTI_LOCAL_HOSTS: platform.host });
  const { ctx } = app;
  platform.setClock(() => ctx.clock.now());
  let printed = '';
  const stream = { write: (text: string) => (printed += text) } as never;
  const cli = { config: ctx.config, stdin: stream, stdout: stream, stderr: stream };
  const run = (args: readonly string[]) =>
    ltiAddCommand.run(args, { ...cli, open: async () => ctx });
  const { url } = platform;
  const line = ['--issuer', url, '--client-id', CLIENT, '--deployment', DEPLOYMENT];
  const addresses = ['--auth', `${url}/auth`, '--token', `${url}/token`, '--keys', `${url}/keys`];
  assert.equal(await run(line), 2);
  assert.equal(await run([...line, ...addresses]), 0);
  assert.match(printed, /\/lti\/jwks\.json/);
  return { app, platform };
}

type Registered = Awaited<ReturnType<typeof registered>>;

/** Follows the link on the platform up to the form that it sends back. */
async function login({ app, platform }: Registered) {
  const visitor = app.visitor();
  const begun = await visitor.get(
    `/lti/login?${new URLSearchParams({ iss: platform.url, login_hint: 'h', lti_message_hint: 'm' })}`,
  );
  assert.equal(begun.status, 302);
  const asked = new URL(begun.headers.get('location')!);
  assert.equal(asked.origin + asked.pathname, `${platform.url}/auth`);
  const get = (name: string) => asked.searchParams.get(name) ?? '';
  assert.deepEqual(['response_mode', 'client_id', 'login_hint', 'lti_message_hint'].map(get), [
    'form_post',
    CLIENT,
    'h',
    'm',
  ]);
  assert.match(get('redirect_uri'), /\/lti\/launch$/);
  return { visitor, state: get('state'), nonce: get('nonce') };
}

/** As a browser does that comes from the platform. */
const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://moodle.example' };

test('launched by a platform, taken, and the level is given back once', async (t) => {
  const house = await registered(t);
  const { app, platform } = house;
  const { visitor, state, nonce } = await login(house);
  const id_token = await platform.idToken(nonce);
  const launched = await visitor.post('/lti/launch', { state, id_token }, elsewhere);
  assert.equal(launched.status, 303, await launched.text());
  const path = launched.headers.get('location')!;
  assert.match(await (await visitor.get(path)).text(), /Question 1/);
  await sendScores(app.ctx);
  assert.equal(platform.grades.length, 0, 'not before the end');
  await visitor.post(`${path}/answers/0`, { skip: 'yes' });
  await visitor.post(`${path}/end`);

  platform.state.failing = true;
  await sendScores(app.ctx);
  platform.state.failing = false;
  await sendScores(app.ctx);
  assert.equal(platform.grades.length, 0, 'tried again a minute later');
  app.clock.advance({ minutes: 1 });
  await sendScores(app.ctx);
  await sendScores(app.ctx);
  assert.equal(platform.grades.length, 1);
  const [grade] = platform.grades;
  assert.deepEqual(
    [grade!['userId'], grade!['scoreMaximum'], grade!['gradingProgress'], grade!['type']],
    [LEARNER, 8, 'FullyGraded', 'application/vnd.ims.lis.v1.score+json'],
  );
  assert.ok(Number(grade!['scoreGiven']) >= 1 && Number(grade!['scoreGiven']) <= 4);
  const { rows } = await app.database.pool.query('SELECT FROM skills.lti_score');
  assert.equal(rows.length, 0, 'nothing of the person stays');
});

test('what is not what the platform signed for us is refused with words', async (t) => {
  const house = await registered(t);
  const { platform, app } = house;
  const refused = async (change: object, message: RegExp, spoil = (token: string) => token) => {
    const { visitor, state, nonce } = await login(house);
    const id_token = spoil(await platform.idToken(nonce, { ...change }));
    const answer = await visitor.post('/lti/launch', { state, id_token }, elsewhere);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), message);
  };
  await refused({ aud: 'somebody-else' }, /pas valable/);
  await refused({ nonce: 'another' }, /pas valable/);
  await refused({ exp: 1 }, /pas valable/);
  await refused({}, /pas valable/, (token) => `${token.slice(0, -4)}AAAA`);
  await refused(
    { 'https://purl.imsglobal.org/spec/lti/claim/deployment_id': 'x' },
    /ne connaît pas/,
  );
  const { visitor, state, nonce } = await login(house);
  const fields = { state, id_token: await platform.idToken(nonce) };
  assert.equal((await visitor.post('/lti/launch', fields)).status, 303);
  const twice = await visitor.post('/lti/launch', fields);
  assert.match(await twice.text(), /déjà servi/);
  const unknown = await app.visitor().get('/lti/login?iss=https://other.example&login_hint=x');
  assert.equal(unknown.status, 400);
  assert.match(await unknown.text(), /doit d’abord être inscrite/);
});
