import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Grant } from '#platform/kernel/actor.ts';
import { testApp } from '#test/harness/app.ts';
import { directoryFigures, publicDirectoryFigures } from './actions/figures.ts';
import { importVolunteers } from './actions/import.ts';
import { service } from './index.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

test('counts are those of the rows, of one’s territory, and small ones are not published', async (t) => {
  const { ctx, database } = await testApp(t);
  const line = (i: number, town: string) =>
    `P${i} NOM;p${i}@test.example;${town};${i % 2 ? 'oui' : ''}`;
  const lines = Array.from({ length: 9 }, (_, i) => line(i, i < 7 ? 'Nîmes' : 'Lille'));
  const open = async function* () {
    yield Buffer.from(`nom complet;mail;commune;accord crise\n${lines.join('\n')}\n`);
  };
  await importVolunteers(ctx, SYSTEM, open, { dryRun: false, contactsVerified: true });
  await database.pool.query(
    `UPDATE volunteers.volunteer_contact SET email_bounced_at = now() WHERE email = 'p1@test.example'`,
  );
  await database.pool.query(
    `UPDATE volunteers.volunteer SET status = 'dormant' WHERE first_name = 'P2'`,
  );
  await database.pool.query(
    `INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, status, expires_on, declared_at)
     SELECT v.id, gen_random_uuid(), 1001, x.status, x.expires::date, now()
     FROM volunteers.volunteer v, (VALUES ('verified', '2026-11-24'), ('verified', NULL),
       ('verified', '2026-11-23'), ('declared', NULL)) x (status, expires) WHERE v.first_name = 'P3'`,
  );
  const accountId = ctx.ids.next<'account'>();
  const grant = (code: string): Grant => ({
    role: 'crisis_officer',
    scope: { kind: 'department', code },
  });
  const here = await directoryFigures(ctx, { kind: 'person', accountId, grants: [grant('30')] });
  assert.deepEqual(here, {
    registered: 7,
    reachable: 5,
    callable: 2,
    certificates: 2,
    departments: [{ department: '30', registered: 7, reachable: 5, callable: 2, certificates: 2 }],
  });
  assert.equal(await directoryFigures(ctx, { kind: 'person', accountId, grants: [] }), undefined);
  // Two people of the North: withheld, and the other cell with it, since the total is public.
  const open_ = await publicDirectoryFigures(ctx);
  assert.deepEqual(open_, { cells: { '30': undefined, '59': undefined }, total: 9 });
  assert.deepEqual(await service.figures?.(ctx, 'en'), [
    { value: 9, label: 'registered volunteers' },
  ]);
  await database.pool.query(
    "UPDATE volunteers.volunteer SET status = 'erased' WHERE department = '30'",
  );
  assert.deepEqual(await service.figures?.(ctx, 'en'), []);
});
