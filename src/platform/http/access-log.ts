import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Env, Request } from './env.ts';

/** One answered request, without anything of the person: the path itself may hold a token. */
export interface Exchange {
  readonly method: string;
  /** The pattern (`/crises/:id`), or `unmatched`. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** One line per request. */
export function accessLog(
  observe: (exchange: Exchange) => void = () => {},
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const exchange = {
      method: c.req.method,
      route: routePattern(c),
      status: c.res.status,
      ms: Math.round((performance.now() - start) * 10) / 10,
    };
    c.get('ctx').log.info({ ...exchange, requestId: c.get('requestId') }, 'request');
    observe(exchange);
  };
}

export function routePattern(c: Request): string {
  const last = matchedRoutes(c).findLast(({ method }) => method !== 'ALL');
  return last?.path ?? 'unmatched';
}
