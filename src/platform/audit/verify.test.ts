import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { runCommand } from '#test/harness/cli.ts';
import { testContext } from '#test/harness/database.ts';
import { canonicalJson } from './chain.ts';
import { commands } from './commands.ts';
import { recordAudit } from './index.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

async function trail(t: TestContext, entries: number) {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-audit-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { ctx, database, clock } = await testContext(t, { RENFORT_DATA: folder });
  for (let i = 1; i <= entries; i++) {
    clock.advance({ seconds: 1 });
    await recordAudit(ctx, SYSTEM, {
      action: 'thing.done',
      subject: { kind: 'thing', id: `thing-${i}` },
      detail: { n: i, nested: { z: 1.5, a: [null, 'é'] } },
    });
  }
  return {
    ctx,
    verify: (...options: string[]) => runCommand(ctx, commands, ['audit', 'verify', ...options]),
    /** As somebody would who owns the database and knows how to silence a trigger. */
    async tamper(...statements: string[]) {
      await database.pool.query('ALTER TABLE audit.entry DISABLE TRIGGER ALL');
      for (const statement of statements) await database.pool.query(statement);
    },
  };
}

test('an intact trail is said to be, and prints its end', async (t) => {
  const { verify } = await trail(t, 7);
  const first = await verify();
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^7:[0-9a-f]{64}\n$/);
  assert.equal((await verify('--since', first.out.trim())).code, 0);
  assert.equal((await verify('--since', 'nonsense')).code, 2);
  assert.equal((await verify('--nonsense')).code, 2);
});

test('an empty trail is intact', async (t) => {
  const { verify } = await trail(t, 0);
  assert.equal((await verify()).code, 0);
});

const FAULTS: readonly (readonly [name: string, seq: number, statements: readonly string[]])[] = [
  ['a changed detail', 4, [`UPDATE audit.entry SET detail = '{"n":5}' WHERE seq = 4`]],
  ['a changed actor', 2, [`UPDATE audit.entry SET actor_id = 'other' WHERE seq = 2`]],
  ['a changed time', 3, [`UPDATE audit.entry SET at = at + interval '1 ms' WHERE seq = 3`]],
  ['a changed hash', 3, [`UPDATE audit.entry SET hash = sha256('x') WHERE seq = 3`]],
  ['a removed entry', 5, ['DELETE FROM audit.entry WHERE seq = 5']],
  ['the first entry removed', 1, ['DELETE FROM audit.entry WHERE seq = 1']],
  ['an entry put before the first', 1, ['UPDATE audit.entry SET seq = 0 WHERE seq = 7']],
  [
    'two entries exchanged',
    3,
    [
      'UPDATE audit.entry SET seq = -1 WHERE seq = 3',
      'UPDATE audit.entry SET seq = 3 WHERE seq = 4',
      'UPDATE audit.entry SET seq = 4 WHERE seq = -1',
    ],
  ],
  ['the end cut off', 6, ['DELETE FROM audit.entry WHERE seq > 5']],
  ['everything removed', 1, ['DELETE FROM audit.entry']],
];

for (const [name, seq, statements] of FAULTS) {
  test(`found at its place: ${name}`, async (t) => {
    const { verify, tamper } = await trail(t, 7);
    await tamper(...statements);
    const verdict = await verify();
    assert.equal(verdict.code, 3);
    assert.match(verdict.err, new RegExp(`^Broken at entry ${seq}: `));
  });
}

test('the end cut off together with its record is found by what an earlier check saw', async (t) => {
  const { verify, tamper } = await trail(t, 7);
  assert.equal((await verify()).code, 0);
  await tamper(
    'DELETE FROM audit.entry WHERE seq > 5',
    'UPDATE audit.head SET seq = 5, hash = (SELECT hash FROM audit.entry WHERE seq = 5)',
  );
  const verdict = await verify();
  assert.equal(verdict.code, 3);
  assert.match(verdict.err, /^Broken at entry 6: /);
});

test('a chain rewritten from end to end is found by what an earlier check saw', async (t) => {
  const { ctx, verify, tamper } = await trail(t, 3);
  const { out } = await verify();
  await tamper('DELETE FROM audit.entry', `UPDATE audit.head SET seq = 0, hash = '\\x'`);
  for (let i = 0; i < 4; i++) {
    await recordAudit(ctx, SYSTEM, { action: 'forged', subject: { kind: 'thing', id: `${i}` } });
  }
  const verdict = await verify('--since', out.trim());
  assert.equal(verdict.code, 3);
  assert.match(verdict.err, /^Broken at entry 3: .*rewritten/);
});

test('the export can be checked with nothing but SHA-256', async (t) => {
  const { ctx } = await trail(t, 3);
  const { out } = await runCommand(ctx, commands, ['audit', 'export']);
  const lines = out.trim().split('\n');
  assert.equal(lines.length, 3);
  let previous = Buffer.alloc(0);
  for (const line of lines) {
    const { hash, ...rest } = JSON.parse(line);
    previous = createHash('sha256').update(previous).update(canonicalJson(rest)).digest();
    assert.equal(hash, previous.toString('hex'));
  }
});
