import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MIGRATIONS } from '#app';
import { runCommand } from '#test/harness/cli.ts';
import { testContext } from '#test/harness/database.ts';
import { service as audit, recordAudit } from '../audit/index.ts';
import { readMigrations } from '../db/migrate.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const SCHEMAS = MIGRATIONS.map(({ module }) => module);
const QUIET = { update() {}, finish() {} };

/** A trail of 3 entries in a backup, which goes on to 5, is checked, and is then restored. */
async function restored(t: TestContext, options: { restoreToo: boolean } = { restoreToo: true }) {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-restored-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { ctx, database, clock } = await testContext(t, { RENFORT_DATA: folder });
  const verify = (...more: string[]) =>
    runCommand(ctx, audit.commands ?? [], ['audit', 'verify', ...more]);
  const act = async (times: number) => {
    for (let i = 0; i < times; i++)
      await recordAudit(ctx, SYSTEM, { action: 'done', subject: { kind: 'thing', id: `${i}` } });
  };
  const place = { pool: database.pool, dataDirectory: folder, schemas: SCHEMAS };
  const file = join(folder, 'saved.renfort');
  await act(3);
  await backup({ ...place, now: clock.now() }, file, QUIET);
  await act(2);
  const before = (await verify()).out.trim();
  const migrations = await readMigrations(MIGRATIONS);
  const now = new Date('2026-11-25T09:00:00Z');
  const again = () => restore({ ...place, migrations, force: true, now }, file, QUIET);
  if (options.restoreToo) await again();
  const found = (start: string) => readdirSync(folder).filter((name) => name.startsWith(start));
  return { ctx, database, folder, verify, act, before, again, found };
}

test('a restore tells itself in the trail, and what it took away is kept', async (t) => {
  const { folder, verify, act, before, found } = await restored(t);
  const verdict = await verify();
  assert.equal(verdict.code, 0, verdict.err);
  assert.match(
    verdict.err,
    /^Restored on 2026-11-25T09:00:00.000Z from the backup of 2026-\S+, at entry 3 in place of a trail of 5 entries: .*kept, intact \(audit-replaced-4-5-/,
  );
  assert.match(verdict.out, /^4:/);
  const [kept] = found('audit-replaced-');
  const lines = readFileSync(join(folder, kept as string), 'utf8')
    .trim()
    .split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).seq),
    [4, 5],
  );
  const [former] = found('audit-head.before-5-');
  assert.equal(readFileSync(join(folder, former as string), 'utf8').trim(), before);
  await act(4);
  assert.equal((await verify()).code, 0);
});

test('a check kept elsewhere is told of the restore, until somebody accepts it', async (t) => {
  const { verify, before } = await restored(t);
  const told = await verify('--since', before);
  assert.equal(told.code, 4);
  assert.match(told.err, /entries 4 to 5 went with that restore/);
  assert.equal(told.out, '');
  assert.equal((await verify('--since', before, '--accept-restore')).code, 0);
  // Not seen by that check: an entry beyond the trail that was replaced.
  const [, hash] = before.split(':');
  assert.equal((await verify('--since', `6:${hash}`)).code, 3);
  assert.equal((await verify('--since', `5:${'0'.repeat(64)}`, '--accept-restore')).code, 3);
  assert.equal((await verify('--since', `2:${hash}`, '--accept-restore')).code, 3);
});

test('stopped between the load and the checkpoint, the next check asks', async (t) => {
  const { folder, verify, found } = await restored(t);
  const [former] = found('audit-head.before-5-');
  renameSync(join(folder, former as string), join(folder, 'audit-head'));
  assert.equal((await verify()).code, 4);
  assert.equal((await verify('--accept-restore')).code, 0);
  assert.equal((await verify()).code, 0);
  assert.equal(found('audit-head.before-5-').length, 1);
});

test('evidence that was changed or taken away is said to be', async (t) => {
  const { folder, verify, found } = await restored(t);
  const path = join(folder, found('audit-replaced-')[0] as string);
  const whole = readFileSync(path, 'utf8');
  for (const bad of [whole.replace('thing', 'thong'), whole.split('\n')[0] as string, 'x\n']) {
    writeFileSync(path, bad);
    assert.match((await verify()).err, /was changed/);
  }
  rmSync(path);
  assert.match((await verify()).err, /not in the data directory any more/);
});

test('a trail cut off without a restore stays broken', async (t) => {
  const { database, verify } = await restored(t, { restoreToo: false });
  await database.pool.query('ALTER TABLE audit.entry DISABLE TRIGGER ALL');
  await database.pool.query('DELETE FROM audit.entry WHERE seq > 3');
  await database.pool.query(
    'UPDATE audit.head SET seq = 3, hash = (SELECT hash FROM audit.entry WHERE seq = 3)',
  );
  assert.equal((await verify('--accept-restore')).code, 3);
});

test('restored twice from one backup, both are told', async (t) => {
  const { verify, act, again, before, found } = await restored(t);
  await act(3);
  await again();
  const verdict = await verify('--since', before);
  assert.equal(verdict.code, 4, verdict.err);
  assert.match(verdict.err, /in place of a trail of 7 entries/);
  assert.equal((await verify()).code, 0);
  assert.equal(found('audit-replaced-').length, 2);
});

test('a restore that fails leaves the trail, its checkpoint and no file', async (t) => {
  const { database, folder, verify, found } = await restored(t, { restoreToo: false });
  const file = join(folder, 'saved.renfort');
  writeFileSync(file, readFileSync(file).subarray(0, -10));
  const migrations = await readMigrations(MIGRATIONS);
  await assert.rejects(
    restore(
      {
        pool: database.pool,
        dataDirectory: folder,
        schemas: SCHEMAS,
        migrations,
        force: true,
        now: new Date(),
      },
      file,
      QUIET,
    ),
  );
  assert.equal((await verify()).code, 0);
  assert.deepEqual([found('audit-replaced-'), found('audit-head.')], [[], []]);
});
