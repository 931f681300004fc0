import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SaxesParser } from 'saxes';
import { listenOn, testApp } from '#test/harness/app.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { feedServer } from '#test/harness/feed-server.ts';
import { addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { moveMission } from '../actions/moderate.ts';
import { readXml } from '../exchange/xml.ts';

const MANAGER = { kind: 'system', name: 'test' } as const;

async function setUp(t: TestContext) {
  const app = await testApp(t);
  const association = await addAssociation(app.ctx, 'Banque & Cie');
  const add = (change: Parameters<typeof needOf>[1]) =>
    addMission(app.ctx, association, needOf('letters', change));
  const remote = await add({ title: 'Lettre <de> « vœux » & co', remote: 'full' });
  app.clock.advance({ minutes: 1 });
  const onSite = await add({ title: 'Tenir les comptes', remote: 'no', communeCode: '30189' });
  const url = (id: string) => `${app.ctx.config.publicUrl}/missions/${id}`;
  const read = async (path: string) => {
    const answer = await app.anonymous.get(path);
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('set-cookie'), null, path);
    return { type: answer.headers.get('content-type'), text: await answer.text() };
  };
  return { app, remote, onSite, url, read };
}

/** Texts of the elements of this name, in order; throws when it is not well formed. */
function elements(xml: string, name: string): string[] {
  const found: string[] = [];
  let open: string | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.name === name) open = '';
  });
  parser.on('text', (text) => {
    if (open !== undefined) open += text;
  });
  parser.on('closetag', (tag) => {
    if (tag.name !== name) return;
    found.push(open ?? '');
    open = undefined;
  });
  parser.write(xml).close();
  return found;
}

test('RSS and JSON feeds say the missions of a search, newest first, and set no cookie', async (t) => {
  const { remote, onSite, url, read } = await setUp(t);
  const rss = await read('/missions/feed.xml');
  assert.equal(rss.type, 'application/rss+xml; charset=utf-8');
  assert.deepEqual(elements(rss.text, 'guid'), [url(onSite), url(remote)]);
  assert.equal(elements(rss.text, 'title').at(-1), 'Lettre <de> « vœux » & co');
  assert.deepEqual(elements(rss.text, 'dc:creator'), ['Banque & Cie', 'Banque & Cie']);
  const filtered = await read('/missions/feed.xml?remote=full');
  assert.deepEqual(elements(filtered.text, 'guid'), [url(remote)]);

  const json = await read('/missions/feed.json?q=contes');
  assert.equal(json.type, 'application/feed+json; charset=utf-8');
  const feed = JSON.parse(json.text);
  assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
  assert.deepEqual(
    feed.items.map((item: { id: string }) => item.id),
    [url(onSite)],
  );
  assert.ok(feed.feed_url.endsWith('/missions/feed.json?q=contes'));
});

test('search engines find the missions that can be applied for, with their facts', async (t) => {
  const { app, remote, onSite, url, read } = await setUp(t);
  const robots = (await read('/robots.txt')).text;
  const sitemap = /^Sitemap: (.+)$/m.exec(robots)?.[1] as string;
  assert.equal(sitemap, `${app.ctx.config.publicUrl}/missions/sitemap.xml`);
  const listed = async () => elements((await read('/missions/sitemap.xml')).text, 'loc');
  assert.deepEqual(await listed(), [url(onSite), url(remote)]);

  const posting = async (id: string) => {
    const html = await (await app.anonymous.get(`/missions/${id}`)).text();
    const data = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1];
    return data && JSON.parse(data);
  };
  const near = await posting(onSite);
  assert.deepEqual(
    [near['@type'], near.employmentType, near.jobLocation.address.addressLocality],
    ['JobPosting', 'VOLUNTEER', 'Nîmes'],
  );
  assert.equal(near.jobLocationType, undefined);
  const far = await posting(remote);
  assert.equal(far.jobLocationType, 'TELECOMMUTE');
  assert.equal(far.title, 'Lettre <de> « vœux » & co');

  await moveMission(app.ctx, MANAGER, remote, 'pause');
  assert.deepEqual(await listed(), [url(onSite)]);
  assert.equal(await posting(remote), undefined);
});

test('partners read the feed of API Engagement by its address, whole or since a date', async (t) => {
  const { app, remote, onSite, read } = await setUp(t);
  const xml = await read('/missions/api-engagement.xml');
  const found: string[] = [];
  const pieces = (async function* () {
    yield xml.text;
  })();
  for await (const item of readXml(pieces)) if ('clientId' in item) found.push(item.clientId);
  assert.deepEqual(found.sort(), [remote, onSite].sort());

  app.clock.advance({ days: 2 });
  await moveMission(app.ctx, MANAGER, onSite, 'close');
  const since = JSON.parse((await read('/missions/api-engagement.json?since=2026-11-25')).text);
  assert.deepEqual(since.data, []);
  assert.deepEqual(
    since.deleted.map((one: { clientId: string }) => one.clientId),
    [onSite],
  );
  const wrong = await app.anonymous.get('/missions/api-engagement.json?since=25/11/2026');
  assert.equal(wrong.status, 400);
  assert.match((await wrong.json()).help, /2026-11-24/);
});

test('another site shows missions in a frame, without JavaScript and without a trace', async (t) => {
  const { app } = await setUp(t);
  const origin = await listenOn(t, app.hono);
  const elsewhere = await feedServer(t);
  const embed = await (await fetch(`${origin}/missions/embed?remote=no&lang=en`)).text();
  const code = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(embed)?.[1] as string;
  const lines = code.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const frame = lines.replace(app.ctx.config.publicUrl, origin);
  assert.ok(frame.includes('/missions/widget?remote=no'), frame);
  const site = (body: string) => `<!doctype html><title>x</title>${body}`;
  elsewhere.set('/', (response) =>
    response
      .setHeader('content-type', 'text/html')
      .end(site(frame + `<iframe id="page" src="${origin}/missions"></iframe>`)),
  );
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await context.newPage();
  // By its name it is another site for the browser.
  await page.goto(elsewhere.url('/').replace('127.0.0.1', 'localhost'));
  const widget = page.frameLocator('iframe').first();
  await widget.getByRole('link', { name: 'Tenir les comptes' }).waitFor();
  assert.equal(await widget.getByText('Lettre').count(), 0);
  const links = widget.locator('a:not([target=_blank])');
  // The wordmark apart.
  assert.ok((await links.count()) <= 1);
  assert.equal(await page.frameLocator('#page').getByRole('heading').count(), 0);
  assert.deepEqual(await context.cookies(), []);
});
