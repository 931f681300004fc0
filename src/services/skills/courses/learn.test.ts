import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import { testApp } from '#test/harness/app.ts';

const COURSE = '/learn/passwords';
const exercise = (id: string) => `${COURSE}/exercises/${id}`;

test('without an account an answer is corrected, shown again, and kept nowhere', async (t) => {
  const app = await testApp(t);
  const visitor = app.visitor();
  const wrong = await visitor.post(exercise('pw-order'), { 'pw-order-answer': 'a' });
  const page = await wrong.text();
  assert.equal(wrong.status, 200);
  assert.match(page, /Pas encore/);
  assert.match(page, /value="a" checked/);
  assert.match(page, /Se connecter pour les garder/);
  const right = await visitor.post(exercise('pw-order'), { 'pw-order-answer': 'b' });
  assert.match(await right.text(), /C’est juste/);
  assert.doesNotMatch(await (await visitor.get(COURSE)).text(), /C’est juste/);
  const { rows } = await app.database.pool.query('SELECT FROM skills.course_step');
  assert.equal(rows.length, 0);
});

test('whoever is signed in finds every answer again elsewhere, until they are erased', async (t) => {
  const app = await testApp(t);
  const phone = await app.as({ email: 'learner@test.example' });
  const answers: Readonly<Record<string, Record<string, string | string[]>>> = {
    'pw-order': { 'pw-order-answer': 'b' },
    'pw-strong': { 'pw-strong-answer[]': ['b', 'd'] },
    'pw-code': { 'pw-code-answer': 'a' },
    'pw-address': { 'pw-address-answer': 'b' },
    'pw-clicked': {
      'pw-clicked-a': '1',
      'pw-clicked-b': '2',
      'pw-clicked-c': '4',
      'pw-clicked-d': '3',
    },
  };
  for (const [id, fields] of Object.entries(answers)) {
    const { status, headers } = await phone.post(exercise(id), fields);
    assert.deepEqual([status, headers.get('location')], [303, `${COURSE}#exercise-${id}`]);
  }
  const computer = await app.as({ email: 'learner@test.example' });
  const page = await (await computer.get(COURSE)).text();
  assert.match(page, /3 étapes sur 6/);
  assert.equal(page.match(/C’est juste/g)?.length, 3);
  assert.match(page, /67 % de la réponse est juste/);
  assert.match(await (await computer.get('/learn')).text(), /3 étapes sur 6/);

  await computer.post(exercise('pw-code'), { 'pw-code-answer': 'c' });
  const order = {
    'pw-clicked-a': '1',
    'pw-clicked-b': '2',
    'pw-clicked-c': '3',
    'pw-clicked-d': '4',
  };
  await computer.post(exercise('pw-clicked'), order);
  assert.doesNotMatch(await (await computer.get(COURSE)).text(), /Leçon finie/);
  await computer.post(`${COURSE}/practice`, { done: 'yes' });
  assert.match(await (await phone.get(COURSE)).text(), /Leçon finie/);
  // A wrong answer afterwards is shown, and takes nothing away.
  await phone.post(exercise('pw-order'), { 'pw-order-answer': 'a' });
  const after = await (await phone.get(COURSE)).text();
  assert.match(after, /Leçon finie/);
  assert.match(after, /Pas encore/);
  await phone.post(`${COURSE}/practice`, { done: 'no' });
  assert.match(await (await phone.get(COURSE)).text(), /5 étapes sur 6/);
  const other = await app.as();
  assert.doesNotMatch(await (await other.get(COURSE)).text(), /étapes? sur 6/);

  await transaction(app.ctx, (tx) =>
    erasePerson(tx, { accountId: phone.accountId, emails: [], phones: [], fileIds: [] }),
  );
  const { rows } = await app.database.pool.query('SELECT FROM skills.course_step');
  assert.equal(rows.length, 0);
});

test('an answer that is none is refused with what to do, and what was typed stays', async (t) => {
  const app = await testApp(t);
  const learner = await app.as({ lang: 'en' });
  const refused = async (id: string, fields: Record<string, string>, message: RegExp) => {
    const response = await learner.post(exercise(id), fields);
    const page = await response.text();
    assert.equal(response.status, 422, id);
    assert.match(page, message);
    return page;
  };
  await refused('pw-order', {}, /Donnez une réponse|Give an answer/);
  await refused('pw-order', { 'pw-order-answer': 'zzz' }, /parmi les choix|among the choices/);
  const page = await refused(
    'pw-clicked',
    { 'pw-clicked-a': '1', 'pw-clicked-b': '1', 'pw-clicked-c': '3', 'pw-clicked-d': '4' },
    /place différente|different place/,
  );
  assert.match(page, /<option value="3" selected>/);
  const { rows } = await app.database.pool.query('SELECT FROM skills.course_step');
  assert.equal(rows.length, 0, 'a refusal is no try');
  for (const path of [exercise('unknown'), '/learn/unknown/exercises/pw-order']) {
    assert.equal((await learner.post(path, {})).status, 404);
  }
});

test('pictures and downloads are files of their own, and nothing else of the disk is', async (t) => {
  const app = await testApp(t);
  const visitor = app.visitor();
  const types = {
    '/learn/spreadsheets/files/fees.csv': 'text/csv; charset=utf-8',
    '/learn/pictures/mail-window-en.svg': 'image/svg+xml',
  };
  for (const [path, type] of Object.entries(types)) {
    const { status, headers } = await visitor.get(path);
    assert.deepEqual([status, headers.get('content-type')], [200, type]);
    assert.match(headers.get('content-security-policy') ?? '', /sandbox/);
  }
  for (const path of [
    '/learn/unknown',
    '/learn/passwords/files/fr.md',
    '/learn/passwords/files/..%2ffr.md',
    '/learn/pictures/..%2f..%2findex.svg',
    '/learn/pictures/unknown.svg',
  ]) {
    assert.equal((await visitor.get(path)).status, 404, path);
  }
});
