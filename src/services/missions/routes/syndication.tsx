import { Readable } from 'node:stream';
import type { Request } from '#platform/http/env.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { exportFeed } from '../actions/exchange.ts';
import { findMissions } from '../actions/find.ts';
import { instantText } from '../domain/exchange.ts';
import { type FeedAbout, jsonFeedOf, rssOf, sitemapOf } from '../exchange/public-feeds.ts';
import { texts } from '../messages/index.ts';
import { publishedPages } from '../queries/exchange.ts';
import { searchAddress, searchFrom, searchValues } from '../search-query.ts';
import { Embed, Widget } from '../syndication/views.tsx';
import { namesOf } from './forms.ts';

/** Whole feeds cost more than a page. */
const WHOLE_LIMIT = { name: 'missions.feed', points: 30, minutes: 60 } as const;
const FRESH = { 'cache-control': 'public, max-age=600' } as const;
const SITEMAP_PAGES = 50_000;
const SUMMARY_CHARACTERS = 500;

export function syndicationRoutes(pages: Routes): void {
  pages.get('/missions/feed.xml', 'public', async (c) =>
    answer('application/rss+xml', rssOf(await feed(c, '/missions/feed.xml'))),
  );

  pages.get('/missions/feed.json', 'public', async (c) =>
    answer(
      'application/feed+json',
      JSON.stringify(jsonFeedOf(await feed(c, '/missions/feed.json'))),
    ),
  );

  pages.get('/missions/sitemap.xml', 'public', async (c) => {
    const { db, config } = c.get('ctx');
    const missions = await publishedPages(db, SITEMAP_PAGES);
    const urls = missions.map(({ id, changedAt }) => ({
      url: `${config.publicUrl}/missions/${id}`,
      changedAt,
    }));
    return answer('application/xml', sitemapOf(urls));
  });

  pages.get(
    '/missions/api-engagement.xml',
    'public',
    (c) => {
      const terms = { since: null, imported: false };
      return answer(
        'application/xml',
        streamed(exportFeed(c.get('ctx'), 'api-engagement-xml', terms)),
      );
    },
    { limit: WHOLE_LIMIT },
  );

  pages.get(
    '/missions/api-engagement.json',
    'public',
    (c) => {
      const asked = c.req.query('since');
      const since = asked === undefined ? null : instantText(asked);
      if (since === undefined) {
        return Response.json(
          { error: 'since_not_iso', help: 'since=2026-11-24 or 2026-11-24T08:00:00Z' },
          { status: 400 },
        );
      }
      const terms = { since: since === null ? null : new Date(since), imported: false };
      return answer(
        'application/json',
        streamed(exportFeed(c.get('ctx'), 'api-engagement-json', terms)),
      );
    },
    { limit: WHOLE_LIMIT },
  );

  pages.get('/missions/widget', 'public', async (c) => {
    c.set('embeddable', true);
    const { search, query } = asked(c);
    const { found } = await findMissions(c.get('ctx'), search, 1);
    const names = await namesOf(
      c,
      found.map(({ mission }) => mission.organisationId),
    );
    return page(c, {
      title: texts(c.get('lang')).syndication.feedTitle,
      shell: 'plain',
      body: <Widget found={found} names={names} allHref={`/missions${query}`} />,
    });
  });

  pages.get('/missions/embed', 'public', (c) => {
    const lang = c.get('lang');
    const m = texts(lang).syndication;
    const { values, query, unknownPlace } = asked(c);
    return page(c, {
      title: m.embedTitle,
      lead: m.embedLead,
      breadcrumbs: [{ text: texts(lang).search.title, href: '/missions' }],
      body: (
        <Embed
          values={values}
          errors={unknownPlace ? { near: texts(lang).errors.commune_unknown as string } : {}}
          widget={`/missions/widget${query}`}
          origin={c.get('ctx').config.publicUrl}
        />
      ),
    });
  });
}

/** The search of an address, and the part of the address that says it. */
function asked(c: Request) {
  const values = searchValues((name) => c.req.query(name));
  return { ...searchFrom(values), values, query: searchAddress(values).slice('/missions'.length) };
}

async function feed(c: Request, path: string): Promise<FeedAbout> {
  const { search, query } = asked(c);
  const origin = c.get('ctx').config.publicUrl;
  const lang = c.get('lang');
  const { found } = await findMissions(c.get('ctx'), search, 1);
  const names = await namesOf(
    c,
    found.map(({ mission }) => mission.organisationId),
  );
  return {
    title: texts(lang).syndication.feedTitle,
    lang,
    url: `${origin}/missions${query}`,
    feedUrl: `${origin}${path}${query}`,
    items: found.map(({ mission }) => ({
      url: `${origin}/missions/${mission.id}`,
      title: mission.title,
      summary: mission.description.slice(0, SUMMARY_CHARACTERS),
      association: names.get(mission.organisationId) || mission.externalName,
      publishedAt: mission.publishedAt ?? mission.createdAt,
    })),
  };
}

function answer(type: string, body: string | ReadableStream): Response {
  return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, ...FRESH } });
}

function streamed(pieces: AsyncGenerator<string>): ReadableStream {
  return Readable.toWeb(Readable.from(pieces).map((piece) => Buffer.from(piece))) as ReadableStream;
}
