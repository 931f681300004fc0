import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#test/harness/database.ts';
import { connect, isDatabaseUnavailable } from './index.ts';

test('a refused connection is told as an unavailable database', async (t) => {
  // Port 1 answers nowhere.
  const database = connect('postgres://renfort@127.0.0.1:1/postgres');
  t.after(() => database.close());
  await assert.rejects(database.pool.query('SELECT 1'), isDatabaseUnavailable);
  await assert.rejects(database.db.selectNoFrom((e) => e.lit(1).as('one')).execute(), (error) =>
    isDatabaseUnavailable(error),
  );
});

test('a connection killed inside a transaction fails that work only, the next query succeeds', async (t) => {
  const { db, pool, url } = await testDatabase(t);
  const admin = connect(url, { max: 1 });
  t.after(() => admin.close());
  const work = db.transaction().execute(async (tx) => {
    await tx.selectNoFrom((e) => e.lit(1).as('one')).execute();
    await admin.pool.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await tx.selectNoFrom((e) => e.lit(2).as('two')).execute();
  });
  await assert.rejects(work, isDatabaseUnavailable);
  assert.deepEqual((await pool.query('SELECT 3 AS three')).rows, [{ three: 3 }]);
});

test('a web request gives up after its statement timeout; a mistake in SQL stays a mistake', async (t) => {
  const { url } = await testDatabase(t);
  const web = connect(url, { max: 1, statementTimeout: 100 });
  t.after(() => web.close());
  await assert.rejects(web.pool.query('SELECT pg_sleep(5)'), isDatabaseUnavailable);
  await assert.rejects(web.pool.query('SELECT nothing'), (error) => !isDatabaseUnavailable(error));
  assert.deepEqual((await web.pool.query('SELECT 1 AS one')).rows, [{ one: 1 }]);
});

test('a server whose disk is full is told as unavailable, and what was begun is undone', async (t) => {
  const { pool } = await testDatabase(t);
  await pool.query('CREATE TABLE kept (n int)');
  const full =
    "DO $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$";
  await assert.rejects(pool.query(`INSERT INTO kept VALUES (1); ${full}`), isDatabaseUnavailable);
  assert.deepEqual((await pool.query('SELECT n FROM kept')).rows, []);
});
