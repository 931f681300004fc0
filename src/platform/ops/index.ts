export { createMetrics, type Metric, type MetricSource, type Metrics } from './metrics.ts';
export { opsRoutes, type Readiness } from './routes.ts';
