import type { Config } from '#platform/config.ts';
import type { FetchOptions } from '#platform/outbound/fetch-bounded.ts';

/** What a call may cost. RENFORT_WEBHOOK_LOCAL_HOSTS: `host` or `host:port`, by commas, inside the network too. */
export function webhookLimits(config: Config): FetchOptions {
  const hosts = (config.setting('RENFORT_WEBHOOK_LOCAL_HOSTS') ?? '').split(',');
  return {
    timeoutMs: 10_000,
    maxBytes: 64 * 1024,
    localHosts: new Set(hosts.map((host) => host.trim().toLowerCase()).filter(Boolean)),
  };
}
