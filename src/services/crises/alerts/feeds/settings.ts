import { type Config, ConfigError } from '#platform/config.ts';

export interface FeedSettings {
  /** For one request, redirects included: RENFORT_FEED_TIMEOUT, in seconds, default 10. */
  readonly timeoutMs: number;
  /** RENFORT_FEED_LOCAL_HOSTS: `host` or `host:port`, by commas, asked by http and inside the network too. */
  readonly localHosts: ReadonlySet<string>;
}

export function feedSettings(config: Config): FeedSettings {
  const seconds = Number(config.setting('RENFORT_FEED_TIMEOUT') || 10);
  if (!(seconds > 0 && seconds <= 60)) {
    throw new ConfigError('RENFORT_FEED_TIMEOUT must be a number of seconds from 1 to 60.');
  }
  const hosts = (config.setting('RENFORT_FEED_LOCAL_HOSTS') ?? '').split(',');
  return {
    timeoutMs: seconds * 1000,
    localHosts: new Set(hosts.map((host) => host.trim().toLowerCase()).filter(Boolean)),
  };
}
