import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, type Fields, type TestApp, testApp } from '#test/harness/app.ts';
import { bankNumbered, itemIn } from '../bank/loaded-bank.ts';
import { openQuestion } from '../domain/attempt/attempt.ts';
import { answerFields, answerFile } from '../fixtures.ts';
import { attemptById } from '../queries/attempts.ts';

async function begin(client: Client, fields: Fields = {}): Promise<string> {
  const started = await client.post('/tests', fields);
  assert.equal(started.status, 303);
  return started.headers.get('location')!;
}

async function stored({ ctx }: TestApp, path: string) {
  return (await attemptById(ctx.db, path.split('/').at(-1)!))!;
}

/** The open question, and the fields that answer it. */
async function question(app: TestApp, path: string, right: boolean) {
  const { attempt } = await stored(app, path);
  const { position, item } = openQuestion(attempt)!;
  const source = itemIn(await bankNumbered(app.ctx, attempt.bankVersion), item, 'fr')!;
  const file = answerFile(source);
  const handed: Fields = !file ? {} : right ? { [`${item}-answer`]: file } : { skip: 'yes' };
  const fields: Fields = Object.fromEntries(
    Object.entries(answerFields(source, right)).map(([name, value]) => [
      Array.isArray(value) ? `${item}-${name}[]` : `${item}-${name}`,
      value,
    ]),
  );
  return { address: `${path}/answers/${position}`, fields: { ...fields, ...handed }, source };
}

async function finish(app: TestApp, client: Client, path: string, right: (n: number) => boolean) {
  for (let n = 0; (await stored(app, path)).attempt.state === 'running'; n++) {
    const { address, fields } = await question(app, path, right(n));
    const sent = await client.post(address, fields);
    assert.equal(sent.status, 303, await sent.text());
  }
}

test('the slot of 45 minutes: without an account, to an honest result, kept by whoever signs in', async (t) => {
  const app = await testApp(t);
  const visitor = app.visitor();
  assert.match(await (await visitor.get('/tests')).text(), /Sans compte/);
  const path = await begin(visitor);
  assert.match(await (await visitor.get(path)).text(), /<h1[^>]*>Question 1/);
  await finish(app, visitor, path, (n) => n % 3 !== 0);
  const result = await (await visitor.get(path)).text();
  assert.match(result, /Niveau \d sur 8/);
  assert.match(result, /95 chances sur 100/);
  assert.equal(result.match(/class="rf-levels"/g)?.length, 6, 'the whole and five areas');
  assert.match(result, /href="\/learn\/[a-z-]+"/);
  assert.match(result, /difficulté est celle que leurs auteurs ont voulue/);
  assert.match(result, /\/sign-in\?next=%2Ftests%2F/);
  assert.equal((await app.visitor().get(path)).status, 404, 'nobody else sees it');

  const learner = await app.as();
  for (const [name, value] of visitor.cookies) {
    if (name === 'renfort_test') learner.cookies.set(name, value);
  }
  const kept = await learner.post(`${path}/keep`);
  assert.match(
    await (await learner.get(kept.headers.get('location')!)).text(),
    /gardé dans votre compte/,
  );
  assert.equal(learner.cookies.has('renfort_test'), false);
  assert.equal((await visitor.get(path)).status, 404, 'the shared computer no longer does');
  assert.match(await (await learner.get('/tests')).text(), /Niveau \d sur 8/);
  const data = (await (await learner.get('/tests/data.json')).json()) as {
    tests: { questions: unknown[]; result: { level: number } }[];
  };
  assert.equal(data.tests.length, 1);
  assert.ok(data.tests[0]!.questions.length >= 12 && data.tests[0]!.result.level >= 1);
});

test('paused, then resumed on another device: the same question, what was typed, no time lost', async (t) => {
  const app = await testApp(t);
  const computer = await app.as({ email: 'resume@test.example' });
  const path = await begin(computer);
  // Until something is to be typed or chosen that a draft can show.
  const { source, fields } = await question(app, path, true);
  const before = await stored(app, path);
  assert.equal((await computer.post(`${path}/beat/0`, fields)).status, 204);
  await computer.post(`${path}/pause`);
  assert.match(await (await computer.get(path)).text(), /Le test est en pause/);
  app.clock.advance({ hours: 3 });
  const phone = await app.as({ email: 'resume@test.example' });
  assert.match(await (await phone.get('/tests')).text(), /Reprendre le test/);
  await phone.post(`${path}/resume`);
  const page = await (await phone.get(path)).text();
  const after = await stored(app, path);
  assert.deepEqual(openQuestion(after.attempt), openQuestion(before.attempt));
  assert.equal(after.attempt.spentMs, before.attempt.spentMs);
  assert.match(
    page,
    source.key.kind === 'text' || source.key.kind === 'number'
      ? /value="[^"]+"/
      : /checked|selected/,
  );
});

test('whatever is sent wrongly is answered clearly, and changes nothing', async (t) => {
  const app = await testApp(t);
  const visitor = app.visitor();
  const path = await begin(visitor);
  const first = await question(app, path, true);
  const empty = await visitor.post(first.address, {});
  assert.equal(empty.status, 422);
  assert.match(await empty.text(), /error-summary/);
  const never = await visitor.post(`${path}/answers/9`, first.fields);
  assert.equal(never.status, 409);
  assert.match(await never.text(), /ne vous a pas été posée/);
  assert.equal((await visitor.post(first.address, first.fields)).status, 303);
  assert.equal((await visitor.post(first.address, first.fields)).status, 303, 'sent twice');
  const changed = await visitor.post(first.address, { skip: 'yes' });
  assert.equal(changed.status, 409);
  assert.match(await changed.text(), /la première réponse est gardée/);
  assert.equal((await stored(app, path)).attempt.asked.length, 2);
  assert.equal((await visitor.post(`${path}/beat/0`, {})).status, 409, 'no longer that question');

  const report = await visitor.post(`${path}/report/1`, {});
  assert.equal(report.status, 422);
  assert.match(await report.text(), /Dites ce qui ne va pas/);
  assert.equal((await visitor.post(`${path}/report/1`, { fault: 'not_shown' })).status, 303);
  assert.equal((await stored(app, path)).attempt.asked[1]!.replacedFor, 'not_shown');

  // Without script nothing says that somebody is away: the clock runs.
  const other = app.visitor();
  const plain = await begin(other);
  app.clock.advance({ hours: 2 });
  assert.match(await (await other.get(plain)).text(), /Le temps est écoulé/);
  const late = await question(app, plain, true);
  const tooLate = await other.post(late.address, late.fields);
  assert.equal(tooLate.status, 409);
  assert.match(await tooLate.text(), /trop tard/);
  assert.equal((await stored(app, plain)).attempt.state, 'ended');
  assert.equal((await other.post(`${plain}/pause`)).status, 303, 'over: the page says so');
});

test('an answer of ten thousand characters is refused and stays in its field', async (t) => {
  const app = await testApp(t);
  const visitor = app.visitor();
  const path = await begin(visitor);
  // The engine chooses: the open question becomes one that is typed.
  const { rows } = await app.database.pool.query<{ id: string }>(
    `SELECT id FROM skills.item WHERE fr->'key'->>'kind' = 'text' LIMIT 1`,
  );
  const id = path.split('/').at(-1);
  await app.database.pool.query('UPDATE skills.attempt_item SET item = $2 WHERE attempt_id = $1', [
    id,
    rows[0]!.id,
  ]);
  const long = 'x'.repeat(10_000);
  const refused = await visitor.post(`${path}/answers/0`, { [`${rows[0]!.id}-answer`]: long });
  const page = await refused.text();
  assert.equal(refused.status, 422);
  assert.match(page, /trop longue.{1,3}500/);
  assert.ok(page.includes(long));
});

test('what somebody needs is asked once and holds: more time, larger letters', async (t) => {
  const app = await testApp(t);
  const visitor = app.visitor();
  const path = await begin(visitor, { 'wishes[]': ['time', 'readable'] });
  assert.match(await (await visitor.get(path)).text(), /rf-test--readable/);
  assert.equal((await stored(app, path)).attempt.allowedMs, Math.round((40 * 60_000 * 4) / 3));
});

test('done on this computer: the next person sees nothing', async (t) => {
  const app = await testApp(t);
  const visitor = app.visitor();
  const path = await begin(visitor);
  await visitor.post(`${path}/end`);
  assert.match(await (await visitor.get(path)).text(), /Pas encore de résultat/);
  const left = await visitor.post(`${path}/leave`);
  assert.match(
    await (await visitor.get(left.headers.get('location')!)).text(),
    /effacé de cet ordinateur/,
  );
  assert.equal((await visitor.get(path)).status, 404);
});
