import type { MiddlewareHandler } from 'hono';
import type { Env, Request } from './env.ts';

/** Set on every answer; a route that set one of them itself keeps its own. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headersFor(c))) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
};

function headersFor(c: Request): Record<string, string> {
  const { publicUrl } = c.get('ctx').config;
  const html = c.res.headers.get('content-type')?.startsWith('text/html') ?? false;
  const embeddable = c.get('embeddable');
  return {
    'Content-Security-Policy': contentSecurityPolicy(c.get('nonce'), embeddable),
    'Cache-Control': cacheControl(c, html),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': embeddable ? 'cross-origin' : 'same-origin',
    'Permissions-Policy':
      'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()',
    // The full address may hold a token of a link; other sites get nothing.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    ...(embeddable ? {} : { 'X-Frame-Options': 'DENY' }),
    ...(html ? { Vary: 'Cookie, Accept-Language' } : {}),
    ...(publicUrl.startsWith('https:')
      ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
      : {}),
  };
}

/** Nothing inline without the nonce, nothing from elsewhere, never in a frame unless it was made for one. */
function contentSecurityPolicy(nonce: string, embeddable: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    embeddable ? 'frame-ancestors *' : "frame-ancestors 'none'",
  ].join('; ');
}

function cacheControl(c: Request, html: boolean): string {
  if (c.get('actor').kind !== 'anonymous') return 'private, no-store';
  return html ? 'private, no-cache' : 'no-cache';
}
