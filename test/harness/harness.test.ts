import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildApp } from '#app';
import { testContext } from './database.ts';

test('the home page answers on a cloned database', async (t) => {
  const { ctx, database } = await testContext(t);
  const { rows } = await database.pool.query("SELECT 1::int8 AS one, DATE '2026-01-02' AS day");
  assert.deepEqual(rows, [{ one: 1, day: '2026-01-02' }]);
  const response = await buildApp(ctx).request('/');
  assert.equal(response.status, 200);
});
