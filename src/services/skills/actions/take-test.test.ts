import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { erasePerson } from '#platform/erasure.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ANONYMOUS } from '#platform/kernel/actor.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import type { GivenFields } from '../answers/given.ts';
import { fileHanded } from '../answers/read-file.ts';
import { importContent } from '../bank/import-content.ts';
import { activeBank, bankNumbered, itemIn } from '../bank/loaded-bank.ts';
import { openQuestion } from '../domain/attempt/attempt.ts';
import { answerFields, answerFile } from '../fixtures.ts';
import { type AttemptId, attemptById, type KeptAttempt } from '../queries/attempts.ts';
import { bankVersions } from '../queries/bank.ts';
import { exposureOf, quarantinedItems } from '../queries/exposure.ts';
import { moveAttempt } from './attempts.ts';
import { answerTest, keepTest, reportQuestion, startPlacement, testOf } from './take-test.ts';

const PLAIN = { lang: 'fr', extraTime: false, readable: false, plainItems: false } as const;
const MINUTE = 60_000;

async function begun({ ctx }: TestApp, actor: Actor = ANONYMOUS, wishes: object = {}) {
  return startPlacement(ctx, actor, { ...PLAIN, ...wishes });
}

async function stored({ ctx }: TestApp, id: AttemptId): Promise<KeptAttempt> {
  return (await attemptById(ctx.db, id))!;
}

async function openItem({ ctx }: TestApp, { attempt }: KeptAttempt) {
  const bank = await bankNumbered(ctx, attempt.bankVersion);
  return itemIn(bank, openQuestion(attempt)!.item, 'fr')!;
}

async function fieldsFor(app: TestApp, kept: KeptAttempt, right: boolean): Promise<GivenFields> {
  return answerFields(await openItem(app, kept), right);
}

/** Answers the open question; says what the test is then. */
async function answerOne(app: TestApp, id: AttemptId, right: boolean): Promise<KeptAttempt> {
  const kept = await stored(app, id);
  const given = await fieldsFor(app, kept, right);
  const { position } = openQuestion(kept.attempt)!;
  const handed = answerFile(await openItem(app, kept));
  const file = handed && right ? await fileHanded(handed) : undefined;
  const result = await answerTest(app.ctx, kept, position, {
    given,
    lang: 'fr',
    skip: handed !== undefined && !right,
    file,
  });
  assert.ok(result.ok, result.ok ? '' : result.error);
  return stored(app, id);
}

async function takeAll(app: TestApp, id: AttemptId, rightAt: (n: number) => boolean) {
  let kept = await stored(app, id);
  for (let n = 0; kept.attempt.state === 'running'; n++)
    kept = await answerOne(app, id, rightAt(n));
  return kept;
}

test('a whole test: who knows more gets more, every answer once, every area asked', async (t) => {
  const app = await testApp(t);
  const strong = await takeAll(app, (await begun(app)).id, () => true);
  const weak = await takeAll(app, (await begun(app)).id, () => false);
  for (const { attempt, endedBy } of [strong, weak]) {
    assert.equal(attempt.state, 'ended');
    assert.ok(endedBy === 'length' || endedBy === 'precision');
    assert.ok(attempt.asked.length >= 12 && attempt.asked.length <= 20);
    assert.equal(new Set(attempt.asked.map(({ item }) => item)).size, attempt.asked.length);
  }
  assert.ok(strong.result!.theta > 0.8 && weak.result!.theta < -0.8);
  const bank = await activeBank(app.ctx);
  const areas = new Set(
    strong.attempt.asked.map(({ item }) => bank.items.find(({ id }) => id === item)!.area),
  );
  assert.equal(areas.size, 5);
  const { tests, shown } = await exposureOf(app.ctx.db, bank.number);
  const total = [...shown.values()].reduce((sum, n) => sum + n, 0);
  assert.deepEqual([tests, total], [2, strong.attempt.asked.length + weak.attempt.asked.length]);
});

test('the same answer from eight devices at once is one answer, and one next question', async (t) => {
  const app = await testApp(t);
  const { id } = await begun(app);
  const kept = await stored(app, id);
  const given = await fieldsFor(app, kept, true);
  const handed = { given, lang: 'fr', skip: false } as const;
  const sent = await Promise.all(
    Array.from({ length: 8 }, () => answerTest(app.ctx, kept, 0, handed)),
  );
  assert.ok(sent.every(({ ok }) => ok));
  const { attempt } = await stored(app, id);
  assert.equal(attempt.asked.length, 2);
  assert.deepEqual(openQuestion(attempt), { position: 1, item: attempt.asked[1]!.item });
  const other = await answerTest(app.ctx, kept, 0, { ...handed, skip: true });
  assert.equal(other.ok ? '' : other.error, 'already_answered');
  const never = await answerTest(app.ctx, kept, 7, handed);
  assert.equal(never.ok ? '' : never.error, 'not_asked');
});

test('time over: the answer that comes too late is refused, the test ends with what there was', async (t) => {
  const app = await testApp(t);
  const { id } = await begun(app, ANONYMOUS, { extraTime: true });
  const kept = await answerOne(app, id, true);
  assert.equal(kept.attempt.allowedMs, Math.round((40 * MINUTE * 4) / 3));
  const given = await fieldsFor(app, kept, true);
  app.clock.advance({ minutes: 54 });
  const late = await answerTest(app.ctx, kept, 1, { given, lang: 'fr', skip: false });
  assert.equal(late.ok ? '' : late.error, 'time_over');
  const after = await stored(app, id);
  assert.deepEqual([after.attempt.state, after.endedBy], ['ended', 'time']);
  assert.ok(after.result, 'one answer is a result, however wide');
});

test('ten minutes without connection and a restarted program cost nothing', async (t) => {
  const app = await testApp(t);
  const { id } = await begun(app);
  const before = await answerOne(app, id, true);
  await moveAttempt(app.ctx, id, { what: 'beat' });
  app.clock.advance({ minutes: 10 });
  // Another program, which has nothing in memory.
  const restarted = { ...app, ctx: { ...app.ctx, config: { ...app.ctx.config } } };
  const after = await answerOne(restarted, id, false);
  assert.equal(after.attempt.asked[1]!.item, openQuestion(before.attempt)!.item);
  assert.ok(after.attempt.spentMs <= 30_000, String(after.attempt.spentMs));
});

test('a faulty question is replaced; after three people nobody is asked it any more', async (t) => {
  const app = await testApp(t);
  const bank = await activeBank(app.ctx);
  const { item } = (await stored(app, (await begun(app)).id)).attempt.asked[0]!;
  // Three people who meet it; the engine decides when, so that it is put before them here.
  for (let n = 0; n < 3; n++) {
    const { id } = await begun(app);
    await app.database.pool.query(
      'UPDATE skills.attempt_item SET item = $2 WHERE attempt_id = $1 AND position = 0',
      [id, item],
    );
    assert.equal((await quarantinedItems(app.ctx.db)).length, 0);
    const reported = await reportQuestion(app.ctx, await stored(app, id), 0, 'not_shown');
    assert.ok(reported.ok);
    const { attempt } = await stored(app, id);
    assert.equal(attempt.asked[0]!.replacedFor, 'not_shown');
    assert.equal(openQuestion(attempt)?.position, 1);
  }
  assert.deepEqual(
    (await quarantinedItems(app.ctx.db)).map((one) => one.item),
    [item],
  );
  const whole = await takeAll(app, (await begun(app)).id, () => true);
  assert.ok(whole.attempt.asked.every((asked) => asked.item !== item));
  assert.ok(
    bank.items.some(({ id }) => id === item),
    'the version itself stays as it was',
  );
});

test('begun without an account: only that browser, then the account that keeps it', async (t) => {
  const app = await testApp(t);
  const { id, key = '' } = await begun(app);
  const nobody = { actor: ANONYMOUS, key: '' };
  assert.equal(await testOf(app.ctx, nobody, id), undefined);
  assert.equal(await testOf(app.ctx, { ...nobody, key: `${key}x` }, id), undefined);
  const held = (await testOf(app.ctx, { ...nobody, key }, id))!;
  const { accountId } = await app.as();
  const actor: Actor = { kind: 'person', accountId, grants: [] };
  assert.equal((await keepTest(app.ctx, ANONYMOUS, held)).ok, false);
  assert.ok((await keepTest(app.ctx, actor, held)).ok);
  assert.equal(await testOf(app.ctx, { ...nobody, key }, id), undefined, 'the shared PC forgets');
  assert.ok(await testOf(app.ctx, { actor, key: '' }, id));

  await answerOne(app, id, true);
  await transaction(app.ctx, (tx) =>
    erasePerson(tx, { accountId, emails: [], phones: [], fileIds: [] }),
  );
  const erased = await stored(app, id);
  assert.deepEqual([erased.accountId, erased.attempt.state], [null, 'cancelled']);
  const [first] = erased.attempt.asked;
  assert.deepEqual([first!.answer, first!.right], [undefined, true]);
});

test('the content is brought in once; what changes makes a version, and a test keeps its own', async (t) => {
  const app = await testApp(t);
  const { id } = await begun(app);
  const again = await importContent(app.ctx);
  assert.deepEqual([again.version, again.changed], [1, 0]);
  const { item } = (await stored(app, id)).attempt.asked[0]!;
  await app.database.pool.query(
    `UPDATE skills.item SET fr = jsonb_set(fr, '{prompt}', '"Autrefois ?"') WHERE id = $1`,
    [item],
  );
  const changed = await importContent(app.ctx);
  assert.deepEqual([changed.version, changed.changed], [2, 1]);
  assert.deepEqual(
    (await bankVersions(app.ctx.db)).map(({ number, state }) => [number, state]),
    [
      [2, 'active'],
      [1, 'archived'],
    ],
  );
  const fresh = { ...app.ctx, config: { ...app.ctx.config } };
  assert.equal(itemIn(await bankNumbered(fresh, 1), item, 'fr')!.prompt, 'Autrefois ?');
  assert.notEqual(itemIn(await bankNumbered(fresh, 2), item, 'fr')!.prompt, 'Autrefois ?');
  const kept = await takeAll(app, id, () => true);
  assert.deepEqual([kept.attempt.bankVersion, kept.attempt.state], [1, 'ended']);
});

test('two programs that start together make one version', async (t) => {
  const app = await testApp(t);
  const made = await Promise.all(Array.from({ length: 4 }, () => importContent(app.ctx)));
  assert.deepEqual([...new Set(made.map(({ version }) => version))], [1]);
});

test('plain questions only: nothing to see on a picture, nothing to hand in', async (t) => {
  const app = await testApp(t);
  const bank = await activeBank(app.ctx);
  const kept = await takeAll(
    app,
    (await begun(app, ANONYMOUS, { plainItems: true })).id,
    () => true,
  );
  for (const { item } of kept.attempt.asked) {
    assert.ok(!['hotspot', 'file'].includes(itemIn(bank, item, 'fr')!.key.kind));
  }
});
