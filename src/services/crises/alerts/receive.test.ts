import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import { transaction } from '#platform/context.ts';
import type { Actor, Scope } from '#platform/kernel/actor.ts';
import { messages } from '#platform/messaging/index.ts';
import { testContext } from '#test/harness/database.ts';
import { expireProposals } from './expire.ts';
import { GARD, HERAULT, type MeteoFranceAlert, meteoFranceAlert } from './fixtures.ts';
import { countMessages, messageBytes } from './queries/intake.ts';
import { historyOf, listProposals } from './queries/proposals.ts';
import { receiveAlert } from './receive.ts';

const FEED: Actor = { kind: 'system', name: 'feed' };
const BASE: MeteoFranceAlert = {
  identifier: 'one',
  sent: '2026-11-24T06:01:07+01:00',
  level: 'orange',
  type: 12,
  areas: [GARD, HERAULT],
  onset: '2026-11-24T06:00:00+01:00',
  expires: '2026-11-25T00:00:00+01:00',
};

const bytes = (change: Partial<MeteoFranceAlert> = {}) =>
  new TextEncoder().encode(meteoFranceAlert({ ...BASE, ...change }));
const later = (change: Partial<MeteoFranceAlert> = {}) =>
  bytes({ identifier: 'two', sent: '2026-11-24T08:30:00+01:00', ...change });

async function setUp(t: TestContext, env: Record<string, string> = {}) {
  const parts = await testContext(t, env);
  const { ctx } = parts;
  return {
    ...parts,
    receive: async (content: Uint8Array, actor: Actor = FEED) => {
      const result = await receiveAlert(ctx, actor, content, 'feed');
      assert.ok(result.ok);
      return result.value;
    },
    proposals: async () =>
      (await listProposals(ctx.db, {}, 50))
        .map(
          (p) =>
            `${p.episode.department} ${p.level} ${p.state}${p.episode.exercise ? ' exercise' : ''}`,
        )
        .sort(),
    officer: async (email: string, scope: Scope, lang: 'fr' | 'en' = 'fr') => {
      const { account } = await accountForEmail(ctx, email, lang);
      await giveRole(ctx, FEED, account.id, { role: 'crisis_officer', scope });
    },
  };
}

const department = (code: string): Scope => ({ kind: 'department', code });

test('an alert makes one proposal per department and keeps the original bytes', async (t) => {
  const { ctx, receive, proposals } = await setUp(t);
  const receipt = await receive(bytes());
  assert.equal(receipt.repeated, false);
  assert.deepEqual(await proposals(), ['30 orange waiting', '34 orange waiting']);
  assert.deepEqual(await messageBytes(ctx.db, receipt.message.id), Buffer.from(bytes()));
  assert.deepEqual(
    receipt.entries.map((e) => e.decisions.map((d) => d.action)),
    [['propose']],
  );
});

test('the same bytes delivered 16 times at once do everything once', async (t) => {
  const { ctx, proposals, officer } = await setUp(t);
  await officer('gard@test.example', department('30'));
  const results = await Promise.all(
    Array.from({ length: 16 }, () => receiveAlert(ctx, FEED, bytes(), 'api')),
  );
  const receipts = results.map((result) => (result.ok ? result.value : assert.fail()));
  assert.equal(receipts.filter((receipt) => !receipt.repeated).length, 1);
  assert.equal(new Set(receipts.map((receipt) => receipt.message.id)).size, 1);
  assert.equal((await countMessages(ctx.db))[0]?.count, 1);
  assert.deepEqual(await proposals(), ['30 orange waiting', '34 orange waiting']);
  assert.equal((await messages(ctx, { recipient: 'gard@test.example' })).length, 1);
});

test('different re-issues delivered at once end in one proposal per department', async (t) => {
  const { ctx } = await setUp(t);
  const levels = ['orange', 'red', 'orange', 'red', 'orange', 'orange'] as const;
  await Promise.all(
    levels.map((level, i) =>
      receiveAlert(
        ctx,
        FEED,
        bytes({ identifier: `r${i}`, level, sent: `2026-11-24T06:0${i}:00+01:00` }),
        'api',
      ),
    ),
  );
  // The last one sent is orange, whatever arrived last.
  const found = await listProposals(ctx.db, {}, 50);
  assert.deepEqual(
    found.map((p) => p.level),
    ['orange', 'orange'],
  );
});

test('a re-issue changes nothing, red raises, green lifts, with its history', async (t) => {
  const { ctx, receive, proposals } = await setUp(t);
  await receive(bytes({ areas: [GARD] }));
  await receive(later({ areas: [GARD] }));
  assert.deepEqual(await proposals(), ['30 orange waiting']);
  const red = { areas: [GARD], level: 'red', sent: '2026-11-24T08:40:00+01:00' } as const;
  await receive(later({ ...red, identifier: 'three' }));
  assert.deepEqual(await proposals(), ['30 red updated']);
  const green = { ...red, level: 'green', sent: '2026-11-24T08:50:00+01:00' } as const;
  await receive(later({ ...green, identifier: 'four' }));
  assert.deepEqual(await proposals(), ['30 red cancelled']);
  const [proposal] = await listProposals(ctx.db, {}, 1);
  const history = await historyOf(ctx.db, proposal?.id ?? '');
  assert.deepEqual(
    history.map((h) => `${h.event} ${h.reason} ${h.identifier}`),
    [
      'propose new_alert one',
      'note reissue two',
      'raise level_raised three',
      'cancel all_clear four',
    ],
  );
});

test('what cannot be read is kept with its refusal and proposes nothing', async (t) => {
  const { ctx, receive, proposals } = await setUp(t);
  const evil = new TextEncoder().encode('<!DOCTYPE alert><alert/>');
  const receipt = await receive(evil);
  assert.deepEqual([receipt.message.outcome, receipt.message.error], ['refused', 'doctype']);
  assert.equal((await countMessages(ctx.db))[0]?.count, 1);
  assert.deepEqual(await proposals(), []);
});

test('a copy that is not followed does not stop the true one', async (t) => {
  const { receive, proposals } = await setUp(t);
  const text = new TextDecoder().decode(bytes({ areas: [GARD] }));
  const forged = text.replace('>Actual<', '>Test<');
  await receive(new TextEncoder().encode(forged));
  assert.deepEqual(await proposals(), []);
  await receive(bytes({ areas: [GARD] }));
  assert.deepEqual(await proposals(), ['30 orange waiting']);
});

test('officers of the departments are written to once, in their language; others are not', async (t) => {
  const { ctx, receive, officer } = await setUp(t);
  await officer('gard@test.example', department('30'));
  await officer('both@test.example', department('30'), 'en');
  await officer('both@test.example', department('34'), 'en');
  await officer('country@test.example', { kind: 'national' });
  await officer('paris@test.example', department('75'));
  await receive(bytes());
  const to = async (recipient: string) => messages(ctx, { recipient });
  assert.equal((await to('paris@test.example')).length, 0);
  assert.equal((await to('country@test.example')).length, 1);
  const [gard] = await to('gard@test.example');
  assert.match(gard?.subject ?? '', /^Vigilance orange crues, Gard$/);
  const [both] = await to('both@test.example');
  assert.match(both?.subject ?? '', /and 1 more$/);
  await receive(bytes());
  await receive(later());
  assert.equal((await to('gard@test.example')).length, 1, 're-issues are silent');
  await receive(later({ identifier: 'three', level: 'red', sent: '2026-11-24T08:45:00+01:00' }));
  assert.equal((await to('gard@test.example')).length, 2, 'a higher level is not');
});

test('yellow proposes in silence; the levels are settings', async (t) => {
  const { ctx, receive, officer, proposals } = await setUp(t);
  await officer('gard@test.example', department('30'));
  await receive(bytes({ level: 'yellow' }));
  assert.deepEqual(await proposals(), ['30 yellow waiting', '34 yellow waiting']);
  assert.equal((await messages(ctx, {})).length, 0);
  const strict = await setUp(t, { RENFORT_ALERT_MIN_LEVEL: 'orange' });
  await strict.receive(bytes({ level: 'yellow' }));
  assert.deepEqual(await strict.proposals(), []);
});

test('an exercise is told only as a captured exercise', async (t) => {
  const { ctx, receive, officer, proposals } = await setUp(t);
  await officer('gard@test.example', department('30'));
  await receive(bytes({ status: 'Exercise' }));
  assert.deepEqual(await proposals(), ['30 orange waiting exercise', '34 orange waiting exercise']);
  const [message] = await messages(ctx, { recipient: 'gard@test.example' });
  assert.match(message?.subject ?? '', /^EXERCICE/);
  assert.equal(message?.exercise, true);
});

test('what is over expires by the clock, and the next alert is a new proposal', async (t) => {
  const { ctx, clock, receive, proposals } = await setUp(t);
  await receive(bytes({ areas: [GARD] }));
  assert.equal(await expireProposals(ctx), 0);
  clock.set('2026-11-25T00:00:00+01:00');
  assert.equal(await expireProposals(ctx), 1);
  assert.equal(await expireProposals(ctx), 0);
  assert.deepEqual(await proposals(), ['30 orange expired']);
  await receive(
    later({
      areas: [GARD],
      sent: '2026-11-25T00:00:00+01:00',
      onset: '2026-11-25T00:00:00+01:00',
      expires: '2026-11-26T00:00:00+01:00',
    }),
  );
  assert.deepEqual(await proposals(), ['30 orange expired', '30 orange waiting']);
});

test('only officers and tokens with the scope may deliver', async (t) => {
  const { ctx } = await setUp(t);
  const accountId = ctx.ids.next<'account'>();
  const person: Actor = { kind: 'person', accountId, grants: [] };
  const token = (scopes: readonly string[]): Actor => {
    return { kind: 'token', accountId, tokenId: 't', scopes, grants: [] };
  };
  for (const actor of [person, token(['proposals:read'])]) {
    const result = await receiveAlert(ctx, actor, bytes(), 'api');
    assert.ok(!result.ok && result.error === 'not_allowed');
  }
  assert.deepEqual(await countMessages(ctx.db), []);
  assert.ok((await receiveAlert(ctx, token(['alerts:write']), bytes(), 'api')).ok);
});

test('a failure in the middle keeps nothing', async (t) => {
  const { ctx, proposals } = await setUp(t);
  await assert.rejects(
    transaction(ctx, async (tx) => {
      await receiveAlert(tx, FEED, bytes(), 'feed');
      throw new Error('the power went out');
    }),
    /power/,
  );
  assert.deepEqual(await countMessages(ctx.db), []);
  assert.deepEqual(await proposals(), []);
});
