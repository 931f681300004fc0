import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testContext } from '#test/harness/database.ts';
import { contactFailed } from './actions/contact-failure.ts';
import { importVolunteers } from './actions/import.ts';
import { type AudienceCriteria, audienceFunnel } from './search/index.ts';

test('somebody whose only address bounces is no longer reachable, until it works again', async (t) => {
  const { ctx, clock, database } = await testContext(t);
  const list =
    'nom complet;mail;commune;né le;accord crise\nLéa A;a@test.example;Nîmes;01/01/1990;oui\n';
  await importVolunteers(
    ctx,
    { kind: 'system', name: 'test' },
    async function* () {
      yield Buffer.from(list);
    },
    { dryRun: false, contactsVerified: true },
  );
  const criteria: AudienceCriteria = {
    zone: { kind: 'departments', codes: ['30'] },
    required: [],
    shift: {
      start: new Date('2026-11-26T08:00:00Z'),
      end: new Date('2026-11-26T12:00:00Z'),
      timeZone: 'Europe/Paris',
    },
    now: clock.now(),
  };
  assert.equal((await audienceFunnel(ctx, criteria)).eligible, 1);
  await contactFailed(ctx, { channel: 'email', recipient: 'other@test.example' });
  assert.equal((await audienceFunnel(ctx, criteria)).eligible, 1);
  await contactFailed(ctx, { channel: 'email', recipient: 'a@test.example' });
  await contactFailed(ctx, { channel: 'email', recipient: 'a@test.example' });
  const funnel = await audienceFunnel(ctx, criteria);
  assert.equal(funnel.eligible, 0);
  assert.deepEqual(
    funnel.excluded.filter((item) => item.count > 0),
    [{ reason: 'unreachable', count: 1 }],
  );
  const { rows } = await database.pool.query(
    'SELECT email_bounced_at FROM volunteers.volunteer_contact',
  );
  assert.deepEqual(rows, [{ email_bounced_at: clock.now() }]);
});
