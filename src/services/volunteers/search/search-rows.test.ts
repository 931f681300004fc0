import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { testContext } from '#test/harness/database.ts';
import { ALWAYS } from '../domain/availability.ts';
import { idOf } from '../domain/skill-referential.ts';
import {
  type AudienceCriteria,
  audienceFunnel,
  explainPerson,
  markAlerted,
  refreshSearch,
  releaseEngaged,
  selectAudience,
  setEngaged,
} from './index.ts';

const ANNA = '0192f000-0000-7000-8000-000000000001';
const NEED = '0192f000-0000-7000-8000-00000000dead';
const GARD = { kind: 'departments', codes: ['30'] } as const;
const NOW = new Date('2026-11-24T09:00:00+01:00');

const morning: AudienceCriteria = {
  zone: GARD,
  required: [],
  shift: {
    start: new Date('2026-11-25T08:00:00+01:00'),
    end: new Date('2026-11-25T12:00:00+01:00'),
    timeZone: 'Europe/Paris',
  },
  now: NOW,
};

async function enrolAnna(pool: pg.Pool): Promise<void> {
  await pool.query(
    `INSERT INTO volunteers.volunteer (id, status, birth_date, commune_code, department, radius_km,
       weekly, crisis_consent, source, created_at, updated_at)
     VALUES ($1, 'active', '1980-05-05', '30189', '30', 50, $2, true, 'sign_up', now(), now())`,
    [ANNA, ALWAYS],
  );
  await pool.query(
    `INSERT INTO volunteers.volunteer_contact (volunteer_id, email, email_verified_at)
     VALUES ($1, 'anna@example.org', now())`,
    [ANNA],
  );
}

const firstReason = async (...args: Parameters<typeof explainPerson>) => {
  const told = await explainPerson(...args);
  return told.standing === 'excluded' ? told.reasons[0] : told.standing;
};

test('a certificate that lapsed since the last refresh does not count', async (t) => {
  const { ctx, clock, database } = await testContext(t);
  await enrolAnna(database.pool);
  await database.pool.query(
    `INSERT INTO volunteers.certificate (volunteer_id, id, kind_id, status, issued_on, expires_on, declared_at)
     VALUES ($1, $2, $3, 'verified', '2025-12-01', '2026-11-30', now())`,
    [ANNA, NEED, idOf('pse1')],
  );
  await refreshSearch(ctx, [ANNA]);
  const needsFirstAid = { ...morning, required: [[idOf('psc1')]] };
  assert.equal(await firstReason(ctx, needsFirstAid, ANNA), 'eligible');
  const overnight = (day: string, next: string): AudienceCriteria => ({
    ...needsFirstAid,
    shift: {
      start: new Date(`${day}T20:00:00+01:00`),
      end: new Date(`${next}T06:00:00+01:00`),
      timeZone: 'Europe/Paris',
    },
  });
  assert.equal(await firstReason(ctx, overnight('2026-11-29', '2026-11-30'), ANNA), 'eligible');
  assert.equal(
    await firstReason(ctx, overnight('2026-11-30', '2026-12-01'), ANNA),
    'expires_during_shift',
  );
  // The row still says that she holds it; the register decides.
  const later = { ...overnight('2026-12-01', '2026-12-02'), now: new Date('2026-12-01T08:00:00Z') };
  assert.equal(await firstReason(ctx, later, ANNA), 'certificate_expired');
  assert.equal((await audienceFunnel(ctx, later)).eligible, 0);
  clock.set('2026-12-01T09:00:00+01:00');
  await refreshSearch(ctx, [ANNA]);
  assert.equal(await firstReason(ctx, later, ANNA), 'certificate_expired');
});

test('a move to another department takes the alerts along and leaves one row', async (t) => {
  const { ctx, database } = await testContext(t);
  await enrolAnna(database.pool);
  await refreshSearch(ctx, [ANNA]);
  await markAlerted(ctx, [ANNA], new Date('2026-11-23T10:00:00Z'));
  await database.pool.query(
    "UPDATE volunteers.volunteer SET commune_code = '2A004', department = '2A' WHERE id = $1",
    [ANNA],
  );
  await refreshSearch(ctx, [ANNA]);
  assert.equal((await explainPerson(ctx, morning, ANNA)).standing, 'out_of_zone');
  assert.equal((await audienceFunnel(ctx, morning)).inReach, 0);
  const corsica = { ...morning, zone: { kind: 'departments', codes: ['2A'] } as const };
  const [selected] = await selectAudience(ctx, corsica, { limit: 10, seed: 1 });
  assert.equal(selected?.recentAlerts, 1);
  assert.deepEqual(selected?.channels, ['email']);
  const budget = { ...corsica, alertBudget: { max: 1, days: 7 } };
  assert.equal(await firstReason(ctx, budget, ANNA), 'alert_budget');
  const { rows } = await database.pool.query('SELECT count(*) FROM volunteers.volunteer_search');
  assert.deepEqual(rows, [{ count: 1 }]);
});

test('people held by a shift are free again when released', async (t) => {
  const { ctx, database } = await testContext(t);
  await enrolAnna(database.pool);
  await refreshSearch(ctx, [ANNA]);
  const from = new Date('2026-11-25T11:00:00+01:00');
  const until = new Date('2026-11-25T14:00:00+01:00');
  await setEngaged(ctx, ANNA, from, until, NEED);
  await setEngaged(ctx, ANNA, from, until, NEED);
  assert.equal(await firstReason(ctx, morning, ANNA), 'already_engaged');
  await refreshSearch(ctx, [ANNA]);
  assert.equal(await firstReason(ctx, morning, ANNA), 'already_engaged');
  const earlier = { ...morning, notEngagedDuring: { from: morning.shift.start, until: from } };
  assert.equal(await firstReason(ctx, earlier, ANNA), 'eligible');
  await releaseEngaged(ctx, ANNA, NEED);
  await releaseEngaged(ctx, [ANNA], NEED);
  assert.equal(await firstReason(ctx, morning, ANNA), 'eligible');
});

test('nothing of an erased person stays in the directory', async (t) => {
  const { ctx, database } = await testContext(t);
  await enrolAnna(database.pool);
  await refreshSearch(ctx, [ANNA]);
  await setEngaged(ctx, ANNA, NOW, new Date(NOW.getTime() + 3_600_000), NEED);
  await database.pool.query(
    `UPDATE volunteers.volunteer SET status = 'erased', commune_code = NULL, department = NULL
     WHERE id = $1`,
    [ANNA],
  );
  await refreshSearch(ctx, [ANNA]);
  for (const table of ['volunteer_search', 'engagement']) {
    const { rows } = await database.pool.query(`SELECT count(*) FROM volunteers.${table}`);
    assert.deepEqual(rows, [{ count: 0 }], table);
  }
  assert.deepEqual(await explainPerson(ctx, morning, ANNA), { standing: 'not_listed' });
});

test('criteria that make no sense are a mistake of the caller', async (t) => {
  const { ctx } = await testContext(t);
  const { start, end, timeZone } = morning.shift;
  const backwards = { ...morning, shift: { start: end, end: start, timeZone } };
  await assert.rejects(audienceFunnel(ctx, backwards), RangeError);
  await assert.rejects(audienceFunnel(ctx, { ...morning, required: [[]] }), RangeError);
});
