import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testContext } from '#test/harness/database.ts';
import { idOf } from '../domain/skill-referential.ts';
import { refreshSearch } from './index.ts';
import { searchUpkeepJob } from './jobs.ts';
import { strayedPartitions } from './queries/upkeep.ts';

const ANNA = '0192f000-0000-7000-8000-000000000001';

test('the night after its last day, a certificate no longer counts', async (t) => {
  const { ctx, clock, database } = await testContext(t);
  await database.pool.query(
    `INSERT INTO volunteers.volunteer (id, status, commune_code, department, source, created_at, updated_at)
     VALUES ($1, 'active', '30189', '30', 'sign_up', now(), now())`,
    [ANNA],
  );
  await database.pool.query(
    `INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, status, expires_on, declared_at)
     VALUES ($1, $1, $2, 'verified', '2026-11-30', now())`,
    [ANNA, idOf('psc1')],
  );
  await refreshSearch(ctx, [ANNA]);
  const counted = async () => {
    const { rows } = await database.pool.query('SELECT skills FROM volunteers.volunteer_search');
    return (rows[0].skills as number[]).includes(idOf('psc1'));
  };
  clock.set('2026-11-30T23:00:00+01:00');
  await searchUpkeepJob.run(ctx, {});
  assert.equal(await counted(), true);
  clock.set('2026-12-01T03:40:00+01:00');
  await searchUpkeepJob.run(ctx, {});
  assert.equal(await counted(), false);
});

test('a partition whose rows came in any order is put in the order of communes', async (t) => {
  const { ctx, database } = await testContext(t);
  await database.pool.query(
    `INSERT INTO volunteers.volunteer_search (volunteer_id, commune, weekly, gear, radius_km, status,
       effort, channels, crisis_consent, engaged_elsewhere, department, skills)
     SELECT gen_random_uuid(), 30001 + (n * 7919) % 350, 0, 0, 20, 1, 1, 3, true, false, '30', '{}'
     FROM generate_series(1, 6000) n`,
  );
  await database.pool.query('ANALYZE volunteers.volunteer_search_30');
  const before = await strayedPartitions(ctx.db, 5_000);
  assert.deepEqual(
    before.map(({ name }) => name),
    ['volunteer_search_30'],
  );
  await searchUpkeepJob.run(ctx, {});
  assert.deepEqual(await strayedPartitions(ctx.db, 5_000), []);
  const { rows } = await database.pool.query('SELECT count(*) FROM volunteers.volunteer_search');
  assert.deepEqual(rows, [{ count: 6000 }]);
});
