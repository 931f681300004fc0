import type { MetricSource } from '#platform/ops/index.ts';
import { countMessages } from './queries/intake.ts';
import { countWaiting } from './queries/proposals.ts';

export const alertMetrics: MetricSource = async ({ db, clock }) => [
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
