import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { testContext } from '#test/harness/database.ts';
import { canonicalJson } from './chain.ts';
import { recordAudit } from './index.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const about = (id: string) => ({ action: 'thing.done', subject: { kind: 'thing', id } });

test('canonical JSON sorts the keys of every object', () => {
  assert.equal(
    canonicalJson({ b: [1, { z: null, a: 'é"' }], a: true }),
    '{"a":true,"b":[1,{"a":"é\\"","z":null}]}',
  );
});

test('entries are numbered without a gap under parallel transactions', async (t) => {
  const { ctx, database } = await testContext(t);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      transaction(ctx, async (tx) => {
        await recordAudit(tx, SYSTEM, about(`${i} first`));
        await recordAudit(tx, SYSTEM, about(`${i} second`));
      }),
    ),
  );
  const { rows } = await database.pool.query(
    'SELECT count(*) AS n, min(seq) AS first, max(seq) AS last, count(DISTINCT hash) AS hashes FROM audit.entry',
  );
  assert.deepEqual(rows, [{ n: 40, first: 1, last: 40, hashes: 40 }]);
});

test('an entry shares the fate of the transaction it is written in', async (t) => {
  const { ctx, database } = await testContext(t);
  await assert.rejects(
    transaction(ctx, async (tx) => {
      await recordAudit(tx, SYSTEM, about('lost'));
      throw new Error('something else failed');
    }),
  );
  await recordAudit(ctx, SYSTEM, about('kept'));
  const { rows } = await database.pool.query('SELECT seq, subject_id FROM audit.entry');
  assert.deepEqual(rows, [{ seq: 1, subject_id: 'kept' }]);
});

test('long transactions that audit do not wait for one another', async (t) => {
  const { ctx } = await testContext(t);
  const order: string[] = [];
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = transaction(ctx, async (tx) => {
    await recordAudit(tx, SYSTEM, about('slow'));
    await gate;
    order.push('slow');
  });
  await recordAudit(ctx, SYSTEM, about('quick'));
  order.push('quick');
  release();
  await slow;
  assert.deepEqual(order, ['quick', 'slow']);
});

test('the database refuses to change, remove or empty the trail', async (t) => {
  const { ctx, database } = await testContext(t);
  await recordAudit(ctx, SYSTEM, about('kept'));
  for (const statement of [
    "UPDATE audit.entry SET action = 'nothing'",
    'DELETE FROM audit.entry',
    'TRUNCATE audit.entry',
  ]) {
    await assert.rejects(database.pool.query(statement), /append-only/);
  }
});
