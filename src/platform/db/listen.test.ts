import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#test/harness/database.ts';
import { listen } from './index.ts';

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(done(), 'it did not happen within 4 seconds');
}

test('a listener hears what commits, and listens again after its connection was cut', async (t) => {
  const database = await testDatabase(t);
  const heard: string[] = [];
  let listening = 0;
  const listener = await listen(database.db, 'probe', {
    onNotification: (payload) => heard.push(payload),
    onListening: () => {
      listening += 1;
    },
  });
  t.after(() => listener.stop());
  await database.pool.query("NOTIFY probe, 'one'");
  await until(() => heard.includes('one'));
  await database.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'renfort listen' AND datname = current_database()",
  );
  await until(() => listening === 2);
  await database.pool.query("NOTIFY probe, 'two'");
  await until(() => heard.includes('two'));
  assert.deepEqual(heard, ['one', 'two']);
});
