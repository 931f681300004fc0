import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Lang } from '#platform/i18n/index.ts';
import { pageOpener } from '#test/a11y/check-page.ts';
import { type Client, testApp } from '#test/harness/app.ts';
import { readRows } from '#test/role-matrix/read-rows.ts';
import { demoHouse } from './demo-house.ts';
import { everyPage, matcher } from './every-page.ts';

const KB = 1024;
/** The address of a poster says its language. */
const ENGLISH = '/help/';
const MOST = { html: 15 * KB, css: 25 * KB, js: 10 * KB };

test('patterns of routes are matched as Hono reads them', () => {
  assert.ok(matcher('/crises/:id{[0-9a-f]{8}-[0-9]{2}}/log').test('/crises/0123abcd-12/log'));
  assert.ok(!matcher('/crises/:id{[0-9a-f]{8}-[0-9]{2}}/log').test('/crises/new/log'));
  assert.ok(!matcher('/volunteers/:id').test('/volunteers/1/edit'));
});

test('what is wrong with a page is found', () => {
  const good = '<html lang="fr"><title>A</title><h1>A</h1></html>';
  assert.deepEqual(htmlProblems(good, 'fr', "script-src 'nonce-n'"), []);
  for (const bad of [
    good.replace('lang="fr"', 'lang="en"'),
    good.replace('<h1>A</h1>', ''),
    good.replace('<title>A</title>', ''),
    good.replace('<h1>', '<h1 style="color:red">'),
    good.replace('<h1>', '<h1 onclick="go()">'),
    good.replace('</h1>', '</h1><a href="javascript:go()">x</a>'),
    good.replace('</h1>', '</h1><script>go()</script>'),
    good.replace('</h1>', '</h1><style nonce="other">a{}</style>'),
  ]) {
    assert.equal(htmlProblems(bad, 'fr', "script-src 'nonce-n'").length, 1, bad);
  }
});

test('every page of every service is light, well formed and fits 320 pixels', async (t) => {
  const app = await testApp(t);
  const house = await demoHouse(app);
  const { pages, missing } = await everyPage(await readRows(), house);
  assert.deepEqual(missing, [], 'begin something on these in test/pages/demo-house.ts');
  assert.ok(pages.length > 60, `${pages.length} pages`);
  const weigh = scales(house.visitors.visitor);
  const wrong: string[] = [];
  for (const { path, who, response, html } of pages) {
    const client = house.visitors[who] as Client;
    const inEnglish = await client.get(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
    await client.get('/?lang=fr');
    for (const [lang, answer, text] of [
      ['fr', response, html],
      ['en', inEnglish, await inEnglish.text()],
    ] as const) {
      const policy = answer.headers.get('content-security-policy') ?? '';
      const written = path.startsWith(ENGLISH) ? 'en' : lang;
      const problems = [...htmlProblems(text, written, policy), ...(await weigh(text))];
      wrong.push(...problems.map((problem) => `${path} (${who}, ${lang}): ${problem}`));
    }
  }
  assert.deepEqual(wrong, []);

  const narrow: string[] = [];
  const opener = await pageOpener(t);
  for (const { path, who } of pages) {
    const problems = await opener.narrowProblems(path, house.visitors[who] as Client);
    narrow.push(...problems.map((problem) => `${path} (${who}): ${problem}`));
  }
  assert.deepEqual(narrow, []);
});

function htmlProblems(html: string, lang: Lang, policy: string): string[] {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const tags = html.match(/<[a-z][^>]*>/g) ?? [];
  const inline = tags.filter((tag) => /^<(?:script|style)\b/.test(tag));
  return [
    nonce ? '' : 'no content security policy with a nonce',
    html.includes(`<html lang="${lang}"`) ? '' : `not in ${lang}`,
    html.match(/<h1[\s>]/g)?.length === 1 ? '' : `${html.match(/<h1[\s>]/g)?.length ?? 0} h1`,
    /<title>[^<]*\S[^<]*<\/title>/.test(html) ? '' : 'no title',
    ...tags.filter((tag) => /\sstyle="/.test(tag)).map((tag) => `style attribute: ${tag}`),
    ...tags.filter((tag) => /\son\w+="/.test(tag)).map((tag) => `handler: ${tag}`),
    ...tags.filter((tag) => /="javascript:/i.test(tag)).map((tag) => `script address: ${tag}`),
    ...inline
      .filter((tag) => !tag.includes(`nonce="${nonce}"`))
      .map((tag) => `refused by the policy: ${tag}`),
  ].filter(Boolean);
}

/** Weighs a page as it travels, with what it loads; each file is weighed once. */
function scales(client: Client) {
  const weights = new Map<string, Promise<number>>();
  const weightOf = (href: string): Promise<number> => {
    const known = weights.get(href);
    if (known) return known;
    const weight = client.get(href).then(async (response) => {
      assert.equal(response.status, 200, href);
      return gzipSync(Buffer.from(await response.arrayBuffer())).length;
    });
    weights.set(href, weight);
    return weight;
  };
  const sum = async (hrefs: Iterable<string>) =>
    (await Promise.all([...hrefs].map(weightOf))).reduce((a, b) => a + b, 0);
  return async (html: string): Promise<string[]> => {
    const found = (pattern: RegExp): string[] =>
      [...html.matchAll(pattern)].map(([, href]) => href as string);
    const sizes = {
      html: gzipSync(html).length,
      css: await sum(found(/<link rel="stylesheet" href="([^"]+)"/g)),
      js: await sum(found(/<script[^>]*\ssrc="([^"]+)"/g)),
    };
    return (['html', 'css', 'js'] as const)
      .filter((kind) => sizes[kind] > MOST[kind])
      .map((kind) => `${sizes[kind]} bytes of ${kind}, at most ${MOST[kind]}`);
  };
}
