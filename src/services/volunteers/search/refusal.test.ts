import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '#platform/context.ts';
import { chooseWanted, notify, receiveSms, wantedPurposes } from '#platform/messaging/index.ts';
import { testApp } from '#test/harness/app.ts';
import { ALWAYS } from '../domain/availability.ts';
import { type AudienceCriteria, audienceFunnel, refreshSearch, selectAudience } from './index.ts';

const ANNA = '0192f000-0000-7000-8000-000000000001';
const PHONE = '+33639981234';
const EMAIL = 'anna@x.example';

const criteria: AudienceCriteria = {
  zone: { kind: 'departments', codes: ['30'] },
  required: [],
  shift: {
    start: new Date('2026-11-25T08:00:00+01:00'),
    end: new Date('2026-11-25T12:00:00+01:00'),
    timeZone: 'Europe/Paris',
  },
  now: new Date('2026-11-24T09:00:00+01:00'),
};

test('whoever refuses crisis messages everywhere is counted as such, at once, until START', async (t) => {
  const { ctx, database } = await testApp(t);
  await database.pool.query(
    `INSERT INTO volunteers.volunteer (id, status, birth_date, commune_code, department, radius_km,
       weekly, crisis_consent, source, created_at, updated_at)
     VALUES ($1, 'active', '1980-05-05', '30189', '30', 50, $2, true, 'sign_up', now(), now())`,
    [ANNA, ALWAYS],
  );
  await database.pool.query(
    `INSERT INTO volunteers.volunteer_contact
       (volunteer_id, email, email_verified_at, phone, phone_verified_at)
     VALUES ($1, $2, now(), $3, now())`,
    [ANNA, EMAIL, PHONE],
  );
  await database.pool.query(
    `INSERT INTO volunteers.identity_key (kind, hash, volunteer_id)
     VALUES ('phone', sha256(convert_to('renfort:volunteer:phone:' || $2, 'UTF8')), $1),
            ('email', sha256(convert_to('renfort:volunteer:email:' || $3, 'UTF8')), $1)`,
    [ANNA, PHONE, EMAIL],
  );
  await refreshSearch(ctx, [ANNA]);
  const channels = async () =>
    (await selectAudience(ctx, criteria, { limit: 9, seed: 1 })).map((one) => one.channels);
  const text = (providerId: string, words: string) =>
    receiveSms(ctx, { gateway: 'g', providerId, from: PHONE, text: words });
  const write = async (...wanted: Parameters<typeof chooseWanted>[3]) =>
    transaction(ctx, (tx) => chooseWanted(tx, 'email', EMAIL, wanted));

  assert.deepEqual(await channels(), [['email', 'sms']]);
  await text('1', 'STOP');
  assert.deepEqual(await channels(), [['email']]);
  await write('missions');
  assert.deepEqual(await wantedPurposes(ctx, 'email', EMAIL), ['missions']);
  assert.deepEqual(await channels(), []);
  assert.deepEqual(await audienceFunnel(ctx, criteria), {
    inReach: 1,
    excluded: [{ reason: 'refuses_messages', count: 1 }],
    eligible: 0,
  });
  await text('2', 'START');
  assert.deepEqual(await channels(), [['sms']]);
  await write('crisis');
  assert.deepEqual(await channels(), [['email', 'sms']]);
  await notify(ctx, {
    channel: 'sms',
    recipient: PHONE,
    purpose: 'account',
    key: 'later',
    lang: 'fr',
    text: 'autre chose',
  });
  await text('3', 'STOP');
  await refreshSearch(ctx, [ANNA]);
  assert.deepEqual(await channels(), [['email']], 'a refresh for another cause keeps it');
});
