import type { Db } from '#platform/db/index.ts';
import type { MetricSource } from '#platform/ops/index.ts';
import { type Feed, listFeeds } from './queries/feeds.ts';
import { countMessages } from './queries/intake.ts';
import { countWaiting } from './queries/proposals.ts';

export const alertMetrics: MetricSource = async ({ db, clock }) => [
  {
    name: 'renfort_alert_feed_failures',
    help: 'Failures in a row of each feed that is asked',
    values: await ofFeeds(db, ({ failures }) => failures),
  },
  {
    name: 'renfort_alert_feed_silent_seconds',
    help: 'Time since each feed that is asked last answered well',
    values: await ofFeeds(db, ({ lastSuccessAt, addedAt }) =>
      Math.round((clock.now().getTime() - (lastSuccessAt ?? addedAt).getTime()) / 1000),
    ),
  },
  {
    name: 'renfort_alert_messages',
    help: 'Alert messages received, by outcome',
    values: (await countMessages(db)).map(({ outcome, count }) => ({
      labels: { outcome },
      value: count,
    })),
  },
  {
    name: 'renfort_proposals_waiting',
    help: 'Proposals that await a decision',
    values: [{ value: await countWaiting(db, clock.now()) }],
  },
];

async function ofFeeds(db: Db, value: (feed: Feed) => number) {
  const asked = (await listFeeds(db)).filter(({ pausedAt }) => pausedAt === null);
  return asked.map((feed) => ({ labels: { feed: feed.name }, value: value(feed) }));
}
