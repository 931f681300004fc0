import type { Context } from '#platform/context.ts';

const DIRECTIONS = ['pull', 'push'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export interface EngagementSettings {
  /** Without a trailing slash. */
  readonly url: string;
  readonly key: string;
  readonly directions: readonly Direction[];
  readonly localHosts: ReadonlySet<string>;
}

/** `host` or `host:port` of one's own network that may be asked for missions. */
export function localHosts({ config }: Pick<Context, 'config'>): ReadonlySet<string> {
  const names = (config.setting('RENFORT_MISSIONS_LOCAL_HOSTS') ?? '').split(',');
  return new Set(names.map((name) => name.trim()).filter((name) => name !== ''));
}

/**
 * The server of API Engagement that missions are exchanged with; undefined when none is set.
 * @throws when what is set cannot work, which stops the start.
 */
export function engagementOf(ctx: Pick<Context, 'config'>): EngagementSettings | undefined {
  const asked = (ctx.config.setting('RENFORT_API_ENGAGEMENT') ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (asked.length === 0) return undefined;
  const directions = DIRECTIONS.filter((direction) => asked.includes(direction));
  if (directions.length !== asked.length) {
    throw new Error(`RENFORT_API_ENGAGEMENT: pull, push or both, not "${asked.join(',')}"`);
  }
  const url = ctx.config.setting('RENFORT_API_ENGAGEMENT_URL') ?? '';
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Error('RENFORT_API_ENGAGEMENT_URL: the address of the server, with https://');
  }
  const key = ctx.config.secret('RENFORT_API_ENGAGEMENT_KEY');
  if (!key) throw new Error('RENFORT_API_ENGAGEMENT_KEY: the key that API Engagement issued');
  return { url: url.replace(/\/+$/, ''), key, directions, localHosts: localHosts(ctx) };
}
