import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANONYMOUS } from '#platform/kernel/actor.ts';
import { testApp } from '#test/harness/app.ts';
import { attemptById } from '../queries/attempts.ts';
import { moveAttempt } from './attempts.ts';
import { LEFT_OPEN_DAYS, sweepTests, WITHOUT_ACCOUNT_DAYS } from './sweep-tests.ts';
import { answerTest, startPlacement } from './take-test.ts';

const WISHES = { lang: 'fr', extraTime: false, readable: false, plainItems: false } as const;

test('a test left open is cancelled in time; what nobody holds keeps no words', async (t) => {
  const { ctx, clock, as } = await testApp(t);
  const { accountId } = await as();
  const owner = { kind: 'person', accountId, grants: [] } as const;
  const [kept, left, ended] = await Promise.all([
    startPlacement(ctx, owner, WISHES),
    startPlacement(ctx, ANONYMOUS, WISHES),
    startPlacement(ctx, ANONYMOUS, WISHES),
  ]);
  const skip = { given: { answer: 'words' }, lang: 'fr', skip: true } as const;
  for (const { id } of [kept, left, ended]) {
    await answerTest(ctx, (await attemptById(ctx.db, id))!, 0, skip);
  }
  await moveAttempt(ctx, ended.id, { what: 'end' });
  const states = async () =>
    Promise.all(
      [kept, left, ended].map(async ({ id }) => {
        const one = (await attemptById(ctx.db, id))!;
        const [first] = one.attempt.asked;
        return [one.attempt.state, one.keyHash !== null, first!.answer, first!.right];
      }),
    );
  await sweepTests(ctx);
  const fresh = [
    ['running', false, '', false],
    ['running', true, '', false],
    ['ended', true, '', false],
  ];
  assert.deepEqual(await states(), fresh);
  clock.advance({ days: WITHOUT_ACCOUNT_DAYS, minutes: 1 });
  await sweepTests(ctx);
  const forgotten = [
    ['running', false, '', false],
    ['cancelled', false, undefined, false],
    ['ended', false, undefined, false],
  ];
  assert.deepEqual(await states(), forgotten);
  clock.advance({ days: LEFT_OPEN_DAYS });
  await sweepTests(ctx);
  assert.equal((await states())[0]![0], 'cancelled');
});
