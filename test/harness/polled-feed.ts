import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { addFeed } from '#services/crises/alerts/feeds/manage.ts';
import { pollFeed } from '#services/crises/alerts/feeds/poll.ts';
import { GARD, type MeteoFranceAlert, meteoFranceAlert } from '#services/crises/alerts/fixtures.ts';
import { feedById } from '#services/crises/alerts/queries/feeds.ts';
import { countMessages } from '#services/crises/alerts/queries/intake.ts';
import { listProposals } from '#services/crises/alerts/queries/proposals.ts';
import { testContext } from './database.ts';
import { feedServer } from './feed-server.ts';

export const ADMINISTRATOR: Actor = {
  kind: 'person',
  accountId: '00000000-0000-7000-8000-000000000001' as AccountId,
  grants: [{ role: 'administrator', scope: { kind: 'national' } }],
};

export function alert(change: Partial<MeteoFranceAlert> = {}): string {
  return meteoFranceAlert({
    identifier: 'one',
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type: 12,
    areas: [GARD],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
    ...change,
  });
}

export const atom = (...alerts: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><updated>${alerts.length}</updated>${alerts
    .map((one) => `<entry><content>${one.replace(/^<\?xml.*?\?>/, '')}</content></entry>`)
    .join('')}</feed>`;

/** A feed served on this machine, and a Renfort that asks it when told. */
export async function polledFeed(t: TestContext, path = '/feed') {
  const server = await feedServer(t);
  const parts = await testContext(t, {
    RENFORT_FEED_LOCAL_HOSTS: server.host,
    RENFORT_FEED_TIMEOUT: '1',
  });
  const { ctx, clock } = parts;
  const add = async (url: string) => {
    const feed = { name: `Feed ${url}`, url, everyMinutes: 5 };
    const added = await addFeed(ctx, ADMINISTRATOR, feed);
    assert.ok(added.ok, JSON.stringify(added));
    return added.value.id;
  };
  const id = await add(server.url(path));
  return {
    ...parts,
    server,
    add,
    id,
    poll: async () => (await pollFeed(ctx, id))?.result,
    pollWhole: () => pollFeed(ctx, id),
    feed: async () => {
      const feed = await feedById(ctx.db, id);
      assert.ok(feed);
      return feed;
    },
    minutesToNext: async () => {
      const feed = await feedById(ctx.db, id);
      return ((feed?.nextPollAt.getTime() ?? 0) - clock.now().getTime()) / 60_000;
    },
    proposals: async () =>
      (await listProposals(ctx.db, {}, 50))
        .map(({ episode, level, state }) => `${episode.department} ${level} ${state}`)
        .sort(),
    messages: async () =>
      Object.fromEntries(
        (await countMessages(ctx.db)).map(({ outcome, count }) => [outcome, Number(count)]),
      ),
  };
}
