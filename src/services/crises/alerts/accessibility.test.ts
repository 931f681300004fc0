import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Grant } from '#platform/kernel/actor.ts';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { addFeed, pauseFeed, testFeed } from './feeds/manage.ts';
import { GARD, HERAULT, meteoFranceAlert } from './fixtures.ts';
import { listFeeds } from './queries/feeds.ts';
import { listProposals } from './queries/proposals.ts';
import { receiveAlert } from './receive.ts';

const OFFICER: Grant = { role: 'crisis_officer', scope: { kind: 'national' } };

test('the alert pages and the page of the interface', { timeout: 240_000 }, async (t) => {
  const app = await testApp(t);
  const officer = await app.as({ grants: [OFFICER] });
  const receive = async (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const received = await receiveAlert(app.ctx, { kind: 'system', name: 'feed' }, bytes, 'feed');
    assert.ok(received.ok);
    return received.value.message.id;
  };
  const checker = await pageChecker(t, officer);
  await checker.checkEverywhere('/crises/alerts');
  const message = await receive(
    meteoFranceAlert({
      identifier: '2.49.0.0.250.0.FR.20261124060107.266025',
      sent: '2026-11-24T06:01:07+01:00',
      level: 'red',
      type: 12,
      areas: [GARD, HERAULT],
      onset: '2026-11-24T06:00:00+01:00',
      expires: '2026-11-25T00:00:00+01:00',
    }),
  );
  const refused = await receive('<!DOCTYPE alert><alert/>');
  const actor = { kind: 'person', accountId: officer.accountId, grants: [OFFICER] } as never;
  for (const host of ['example.org', 'example.invalid']) {
    const feed = { name: `Vigilance ${host}`, url: `https://${host}/feed`, everyMinutes: 5 };
    assert.ok((await addFeed(app.ctx, actor, feed)).ok);
  }
  const [feed] = await listFeeds(app.ctx.db);
  await testFeed(app.ctx, actor, feed?.id ?? '');
  await pauseFeed(app.ctx, actor, feed?.id ?? '');
  const [proposal] = await listProposals(app.ctx.db, {}, 1);
  await checker.checkEverywhere(
    '/crises/alerts',
    `/crises/alerts/${proposal?.id}`,
    '/crises/alerts/upload',
    '/crises/alerts/messages',
    '/crises/alerts/feeds?done=added',
    `/crises/alerts/messages/${message}`,
    `/crises/alerts/messages/${refused}?arrival=new`,
    '/api',
  );
});
