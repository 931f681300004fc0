import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#test/harness/database.ts';
import { killDuringWaves } from './wave-rounds.ts';

test('killed twice in the middle of a wave: nobody is called twice, nobody is missing', {
  timeout: 240_000,
}, async (t) => {
  const rounds = await killDuringWaves(t, await testDatabase(t), { rounds: 2, people: 1_500 });
  assert.deepEqual(
    rounds.map(({ twice, missing }) => ({ twice, missing })),
    rounds.map(() => ({ twice: 0, missing: 0 })),
  );
  assert.ok(
    rounds.some(({ doing }) => doing !== 'after its commit'),
    'no kill met a wave: the test proves nothing',
  );
});
