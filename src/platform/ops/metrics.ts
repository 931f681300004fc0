import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../context.ts';
import type { Exchange } from '../http/access-log.ts';
import { connectionCounts, jobCounts, outboxDepth } from './queries.ts';

/** A figure that a service gives at each reading; labels must stay few and free of personal data. */
export interface Metric {
  /** `renfort_proposals_waiting` */
  readonly name: string;
  readonly help: string;
  readonly values: readonly {
    readonly labels?: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

export type MetricSource = (ctx: Context) => Promise<readonly Metric[]>;

export interface Metrics {
  /** Told of every answer. */
  observe(exchange: Exchange): void;
  /** The text of Prometheus. */
  read(ctx: Context): Promise<string>;
  readonly contentType: string;
}

/** The figures of this process, and those of the database that all processes share. */
export function createMetrics(sources: readonly MetricSource[]): Metrics {
  const own = new Registry();
  collectDefaultMetrics({ register: own, eventLoopMonitoringPrecision: 50 });
  const duration = new Histogram({
    name: 'renfort_http_request_duration_seconds',
    help: 'Time to answer, by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [own],
  });
  return {
    contentType: own.contentType,
    observe: ({ method, route, status, ms }) => {
      duration.observe({ method, route, status: String(status) }, ms / 1000);
    },
    async read(ctx) {
      const shared = new Registry();
      const lists = await Promise.all([ofPlatform(ctx), ...sources.map((source) => source(ctx))]);
      for (const { name, help, values } of lists.flat()) {
        const labelNames = Object.keys(values[0]?.labels ?? {});
        const gauge = new Gauge({ name, help, labelNames, registers: [shared] });
        for (const { labels = {}, value } of values) gauge.set(labels, value);
      }
      return `${await own.metrics()}\n${await shared.metrics()}`;
    },
  };
}

async function ofPlatform({ db, clock }: Context): Promise<Metric[]> {
  const [outbox, jobs, connections] = await Promise.all([
    outboxDepth(db, clock.now()),
    jobCounts(db),
    connectionCounts(db),
  ]);
  return [
    {
      name: 'renfort_outbox_messages',
      help: 'Messages not settled, by channel and state',
      values: outbox.map(({ channel, state, count }) => ({
        labels: { channel, state },
        value: count,
      })),
    },
    {
      name: 'renfort_outbox_oldest_seconds',
      help: 'Age of the oldest message that could have gone out, by channel and state',
      values: outbox.map(({ channel, state, oldestSeconds }) => ({
        labels: { channel, state },
        value: oldestSeconds,
      })),
    },
    {
      name: 'renfort_jobs',
      help: 'Jobs by name and state',
      values: jobs.map(({ name, state, count }) => ({ labels: { name, state }, value: count })),
    },
    {
      name: 'renfort_database_connections',
      help: 'Connections of Renfort to its database, by state',
      values: connections.map(({ state, count }) => ({ labels: { state }, value: count })),
    },
  ];
}
