import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#platform/kernel/random.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { activeBank, bankNumbered } from '../bank/loaded-bank.ts';
import { standardNormal } from '../domain/simulation/people.ts';

const KEEPER = [{ role: 'administrator', scope: { kind: 'national' } }] as const;

/** Tests that ended, of people of every level who answer as truths say that items really are. */
async function manyTests({ ctx, database }: TestApp, people: number, items: readonly string[]) {
  const random = seededRandom(7);
  const normal = () => standardNormal(random, 1)[0]!;
  const bank = await activeBank(ctx);
  const truth = new Map(
    items.map((id) => {
      const { b, c } = bank.items[bank.table.bank.positions.get(id)!]!;
      return [id, { b: b + 0.7 * normal(), c }];
    }),
  );
  const tests: object[] = [];
  const answers: object[] = [];
  for (let person = 0; person < people; person++) {
    const id = ctx.ids.next();
    const theta = normal();
    tests.push({ id, theta });
    let position = 0;
    for (const item of items) {
      if (random.next() < 0.4) continue;
      const { b, c } = truth.get(item)!;
      const chance = c + (1 - c) / (1 + Math.exp(-(theta - b)));
      answers.push({ id, position: position++, item, right: random.next() < chance });
    }
  }
  const { pool } = database;
  await pool.query(
    `INSERT INTO skills.attempt (id, kind, lang, state, bank, allowed_ms, spent_ms, counted_at,
       beats, started_at, ended_at, ended_by, theta, se)
     SELECT id, 'placement', 'fr', 'ended', 1, 1, 1, now(), false, now(), now(), 'length', theta, 0.4
     FROM jsonb_to_recordset($1) AS r(id uuid, theta float8)`,
    [JSON.stringify(tests)],
  );
  await pool.query(
    `INSERT INTO skills.attempt_item (attempt_id, position, item, asked_at, answer, is_right)
     SELECT id, position, item, now(), '', "right"
     FROM jsonb_to_recordset($1) AS r(id uuid, position int, item text, "right" boolean)`,
    [JSON.stringify(answers)],
  );
  return truth;
}

test('measured again on answers: a draft to compare, adopted by decision, running tests keep theirs', async (t) => {
  const app = await testApp(t);
  const bank = await activeBank(app.ctx);
  const items = bank.items.slice(0, 40).map(({ id }) => id);
  const keeper = await app.as({ grants: KEEPER });
  const early = await keeper.post('/admin/bank/recalibrate');
  assert.equal(early.status, 409);
  assert.match(await early.text(), /Aucune réponse pour le moment/);

  const truth = await manyTests(app, 700, items);
  const visitor = app.visitor();
  const path = (await visitor.post('/tests')).headers.get('location')!;
  const made = await keeper.post('/admin/bank/recalibrate');
  assert.equal(made.headers.get('location'), '/admin/bank/2');
  const draft = await (await keeper.get('/admin/bank/2')).text();
  assert.match(draft, /\d+ questions mesurées sur des réponses, sur 154/);
  assert.match(draft, /Chances de réussite qui changent/);
  assert.equal((await activeBank(app.ctx)).number, 1, 'nothing changes before');

  const adopted = await keeper.post('/admin/bank/2/adopt');
  assert.match(await (await keeper.get(adopted.headers.get('location')!)).text(), /en service/);
  const after = await activeBank(app.ctx);
  assert.equal(after.number, 2);
  const calibrated = after.items.filter(({ status }) => status === 'calibrated');
  assert.ok(calibrated.length >= 25, String(calibrated.length));
  const spread = (of: readonly { id: string; b: number }[]) => {
    const errors = of.flatMap(({ id, b }) => (truth.has(id) ? [b - truth.get(id)!.b] : []));
    const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
    return Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / errors.length);
  };
  const same = bank.items.filter(({ id }) => calibrated.some((one) => one.id === id));
  assert.ok(spread(calibrated) < spread(same) / 2, 'nearer to how items really are');

  const again = await keeper.post('/admin/bank/2/adopt');
  assert.equal(again.status, 409);
  assert.match(await again.text(), /déjà en service/);
  const id = path.split('/').at(-1);
  const { rows } = await app.database.pool.query('SELECT bank FROM skills.attempt WHERE id = $1', [
    id,
  ]);
  assert.equal(rows[0].bank, 1);
  assert.match(await (await visitor.get(path)).text(), /Question 1/);
  await assert.doesNotReject(bankNumbered(app.ctx, 1));
});

test('the health page: exposure, fit, what to look at; set aside and put back', async (t) => {
  const app = await testApp(t);
  const keeper = await app.as({ grants: KEEPER, lang: 'fr' });
  assert.match(await (await keeper.get('/admin/bank')).text(), /Rien à regarder/);
  const bank = await activeBank(app.ctx);
  const [item = ''] = bank.table.bank.ids;
  await app.visitor().post('/tests');
  assert.equal((await keeper.post(`/admin/bank/items/${item}/aside`)).status, 303);
  const page = await (await keeper.get('/admin/bank')).text();
  assert.match(page, /mise de côté/);
  assert.match(page, new RegExp(`items/${item}/release`));
  const csv = await (await keeper.get('/admin/bank.csv')).text();
  assert.equal(csv.split('\n').length, 154 + 2);
  assert.match(csv, new RegExp(`^${item},provisional,\\d,0,0,,0,staff,quarantined$`, 'm'));
  await keeper.post(`/admin/bank/items/${item}/release`);
  assert.doesNotMatch(await (await keeper.get('/admin/bank')).text(), /mise de côté</);
  assert.equal((await keeper.post('/admin/bank/items/nothing-like-it/aside')).status, 404);
  const other = await app.as({
    grants: [{ role: 'administrator', scope: { kind: 'department', code: '30' } }],
  });
  assert.equal((await other.get('/admin/bank')).status, 403);
});
