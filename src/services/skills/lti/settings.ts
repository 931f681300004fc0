import type { Context } from '#platform/context.ts';
import type { FetchOptions } from '#platform/outbound/fetch-bounded.ts';

/** RENFORT_LTI_LOCAL_HOSTS: `host` or `host:port`, by commas, asked by http and inside the network too. */
export function platformCall({ config }: Pick<Context, 'config'>): FetchOptions {
  const hosts = (config.setting('RENFORT_LTI_LOCAL_HOSTS') ?? '').split(',');
  return {
    timeoutMs: 10_000,
    maxBytes: 256 * 1024,
    localHosts: new Set(hosts.map((host) => host.trim().toLowerCase()).filter(Boolean)),
  };
}

/** Whose key signs what we ask of platforms. */
export const LTI_KEY = 'lti';
