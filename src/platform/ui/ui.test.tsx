import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { render } from 'preact-render-to-string';
import { testApp } from '#test/harness/app.ts';
import { type Frame, FrameProvider } from '../http/frame.ts';
import { LANGS, type Lang } from '../i18n/index.ts';
import { ANONYMOUS } from '../kernel/actor.ts';
import { PLAIN_CSS, STYLESHEET } from './assets.ts';
import { Form } from './form/form.tsx';
import { ALL_EXAMPLES } from './style/all.ts';
import { sayIn } from './style/examples.ts';
import { buildStylesheets } from './stylesheets.ts';
import { Time } from './time/time.tsx';

const here = (file: string) => new URL(file, import.meta.url);

function frame(lang: Lang): Frame {
  return {
    lang,
    path: '/',
    nonce: 'nonce',
    csrf: 'token',
    actor: ANONYMOUS,
    accountLabel: undefined,
    demo: false,
    exercise: false,
    banner: undefined,
    navigation: [],
    now: new Date('2026-11-24T08:00:00Z'),
  };
}

const draw = (lang: Lang, body: preact.ComponentChildren) =>
  render(<FrameProvider value={frame(lang)}>{body}</FrameProvider>);

test('the committed stylesheets are those of the sources', async () => {
  for (const [name, css] of Object.entries(await buildStylesheets())) {
    assert.ok(readFileSync(here(name), 'utf8') === css, `${name} is old: npm run css`);
  }
});

test('the stylesheets keep to their budget', () => {
  const full = gzipSync(readFileSync(here('renfort.gen.css'))).length;
  assert.ok(full <= 25 * 1024, `${full} bytes`);
  assert.ok(PLAIN_CSS.length <= 6 * 1024, `${PLAIN_CSS.length} bytes inside each plain page`);
});

test('nothing of the base keeps its own colours, its focus or its typeface', () => {
  const css = readFileSync(here('renfort.gen.css'), 'utf8');
  assert.doesNotMatch(
    css,
    /GDS Transport|--govuk-[a-z-]+-colour|#0b0c0c|#1d70b8|#00703c|#fd0|crown/i,
  );
});

test('every component folder is shown at /style in both languages', () => {
  const shown = ALL_EXAMPLES.map((one) => one.name).join(' ');
  const inside = new Set(['field', 'form', 'layout', 'map', 'style', 'base', 'plain', 'wordmark']);
  const folders = readdirSync(here('.'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !inside.has(entry.name))
    .map((entry) => entry.name);
  const alias: Record<string, string> = { 'staff-list': 'FilterLinks' };
  for (const folder of folders) {
    const name =
      alias[folder] ??
      folder.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
    assert.ok(shown.includes(name), `${name} has no example`);
  }
  for (const { name, show } of ALL_EXAMPLES) {
    const [fr, en] = LANGS.map((lang) => draw(lang, show(sayIn(lang), lang)));
    assert.ok(fr && en && fr.length > 40, name);
    if (!['Icon'].includes(name))
      assert.notEqual(fr, en, `${name} says the same in both languages`);
  }
});

test('a form carries the visitor’s token and leaves the errors to us', () => {
  const html = draw('fr', <Form action="/x">field</Form>);
  assert.match(html, /method="post"/);
  assert.match(html, /name="csrf" value="token"/);
  assert.match(html, /novalidate/);
});

test('times are local, exact in the title, and name their zone when it is not that of Paris', () => {
  const at = new Date('2026-11-24T08:05:00Z');
  assert.match(
    draw('fr', <Time at={at} />),
    /title="mardi 24 novembre 2026 à 09:05:00 UTC\+1".*24 novembre 2026 à 09:05</,
  );
  assert.match(draw('en', <Time at={at} />), />24 November 2026 at 09:05</);
  assert.match(
    draw('fr', <Time at={at} timeZone="Indian/Reunion" />),
    />24 novembre 2026 à 12:05 \(UTC\+4\)</,
  );
  assert.match(
    draw('fr', <Time at={new Date('2026-11-24T07:15:00Z')} relative />),
    />il y a 45 minutes</,
  );
  assert.match(draw('en', <Time at={at} relative />), />in 5 minutes</);
  assert.match(draw('fr', <Time at="2026-03-01" />), /datetime="2026-03-01">1 mars 2026</);
});

test('files are served under the hash of their content, for ever, packed for those who can', async (t) => {
  const app = await testApp(t);
  const packed = await app.anonymous.get(STYLESHEET, { 'accept-encoding': 'gzip, br' });
  assert.equal(packed.status, 200);
  assert.equal(packed.headers.get('content-encoding'), 'br');
  assert.equal(packed.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(packed.headers.get('content-type'), 'text/css; charset=utf-8');
  const plain = await app.anonymous.get(STYLESHEET);
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.equal(await plain.text(), readFileSync(here('renfort.gen.css'), 'utf8'));
  assert.equal((await app.anonymous.get('/assets/renfort.0000000000.css')).status, 404);
  const font = /url\(([^)]*woff2)\)/.exec(readFileSync(here('renfort.gen.css'), 'utf8'))?.[1];
  assert.equal((await app.anonymous.get(`/assets/${font?.replaceAll('"', '')}`)).status, 200);
});

test('a page of the house weighs little', async (t) => {
  const app = await testApp(t);
  for (const path of ['/', '/privacy', '/style', '/style/forms', '/style/maps']) {
    const html = await (await app.anonymous.get(path)).text();
    const bytes = gzipSync(html).length;
    assert.ok(bytes <= 15 * 1024, `${path}: ${bytes} bytes`);
  }
});
