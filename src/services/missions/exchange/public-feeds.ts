import { xmlText } from '#platform/kernel/xml.ts';

export interface FeedItem {
  readonly url: string;
  readonly title: string;
  /** Plain text. */
  readonly summary: string;
  readonly association: string;
  readonly publishedAt: Date;
}

export interface FeedAbout {
  readonly title: string;
  readonly lang: string;
  /** Of the page that shows the same missions. */
  readonly url: string;
  /** Of the feed itself. */
  readonly feedUrl: string;
  readonly items: readonly FeedItem[];
}

/** RSS 2.0, https://www.rssboard.org/rss-specification */
export function rssOf({ title, lang, url, feedUrl, items }: FeedAbout): string {
  const entries = items.map(
    (item) => `<item>
<title>${xmlText(item.title)}</title>
<link>${xmlText(item.url)}</link>
<guid isPermaLink="true">${xmlText(item.url)}</guid>
<pubDate>${item.publishedAt.toUTCString()}</pubDate>
<dc:creator>${xmlText(item.association)}</dc:creator>
<description>${xmlText(item.summary)}</description>
</item>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xmlText(title)}</title>
<link>${xmlText(url)}</link>
<description>${xmlText(title)}</description>
<language>${lang}</language>
<atom:link href="${xmlText(feedUrl)}" rel="self" type="application/rss+xml"/>
${entries.join('')}</channel>
</rss>
`;
}

/** JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/ */
export function jsonFeedOf({ title, lang, url, feedUrl, items }: FeedAbout) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language: lang,
    home_page_url: url,
    feed_url: feedUrl,
    items: items.map((item) => ({
      id: item.url,
      url: item.url,
      title: item.title,
      content_text: item.summary,
      date_published: item.publishedAt.toISOString(),
      authors: [{ name: item.association }],
    })),
  };
}

/** https://www.sitemaps.org/protocol.html; 50,000 addresses at most. */
export function sitemapOf(pages: readonly { readonly url: string; readonly changedAt: Date }[]) {
  const entries = pages.map(
    ({ url, changedAt }) =>
      `<url><loc>${xmlText(url)}</loc><lastmod>${changedAt.toISOString()}</lastmod></url>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('')}</urlset>
`;
}
