import { Hono } from 'hono';
import type { Env } from '../http/env.ts';
import type { Service } from '../service.ts';
import { findAsset } from './assets.ts';

const pages = new Hono<Env>();

pages.get('/assets/:file', (c) => {
  const found = findAsset(c.req.param('file'));
  if (!found) return c.notFound();
  const accepted = c.req.header('accept-encoding') ?? '';
  const packed =
    found.brotli && /\bbr\b/.test(accepted)
      ? { body: found.brotli, encoding: 'br' }
      : found.gzip && /\bgzip\b/.test(accepted)
        ? { body: found.gzip, encoding: 'gzip' }
        : undefined;
  c.header('content-type', found.mediaType);
  c.header('cache-control', 'public, max-age=31536000, immutable');
  c.header('vary', 'accept-encoding');
  if (packed) c.header('content-encoding', packed.encoding);
  return c.body(new Uint8Array(packed?.body ?? found.body));
});

export const ui: Service = { name: 'ui', pages };
