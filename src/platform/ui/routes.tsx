import { Hono } from 'hono';
import type { Env } from '../http/env.ts';
import { page } from '../http/pages.tsx';
import { routes } from '../http/routes.ts';
import type { Service } from '../service.ts';
import { findAsset } from './assets.ts';
import { uiTexts } from './messages.ts';
import { GROUPS, StylePage } from './style/style-page.tsx';

const assetPages = new Hono<Env>();

assetPages.get('/assets/:file', (c) => {
  const found = findAsset(c.req.param('file'));
  if (!found) return c.notFound();
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  const packed = encoding && (encoding === 'br' ? found.brotli() : found.gzip());
  c.header('content-type', found.mediaType);
  c.header('cache-control', 'public, max-age=31536000, immutable');
  c.header('vary', 'accept-encoding');
  if (packed) c.header('content-encoding', encoding);
  return c.body(new Uint8Array(packed ?? found.body));
});

const stylePages = routes();

for (const group of GROUPS) {
  stylePages.get(group === 'identity' ? '/style' : `/style/${group}`, 'public', (c) => {
    const m = uiTexts(c.get('lang')).style;
    return page(c, { title: m.title, lead: m.lead, body: <StylePage group={group} /> });
  });
}

export const ui: Service = {
  name: 'ui',
  pages: new Hono<Env>().route('/', assetPages).route('/', stylePages.hono),
};
