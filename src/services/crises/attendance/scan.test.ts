import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { encode } from 'uqr';
import { accountForEmail, giveRole, startSession } from '#platform/auth/index.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { type LiveSite, liveSite } from '#test/harness/live-site.ts';
import { addIntake, somebody } from '#test/harness/walk-ups.ts';
import { recordReply } from '../actions/reply.ts';
import { readBadge } from '../domain/badge.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, GARD, personId } from '../fixtures.ts';
import { eventsOf } from '../queries/attendance.ts';
import { signUp } from '../walkups/actions/sign-up.ts';
import { badgeFor, checkBadge } from './badge.ts';

const MINUTE = 60_000;
/** The package is its function; its types say that it holds it. */
const readCode = jsQR as unknown as typeof jsQR.default;

async function expectedToday({ ctx, database }: LiveSite) {
  await addPeople(ctx, database, [{}]);
  const crisisId = await addCrisis(ctx, { exercise: true });
  const now = ctx.clock.now().getTime();
  const key = await addNeedTo(ctx, crisisId, {
    startsAt: new Date(now + 10 * MINUTE),
    deadline: new Date(now + 5 * MINUTE),
    endsAt: new Date(now + 240 * MINUTE),
  });
  await callEveryone(ctx, key);
  const yes = { ...key, answer: 'yes', reason: null, channel: 'link' } as const;
  await recordReply(ctx, { ...yes, volunteerId: personId(0) });
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM crises.site');
  const badge = await badgeFor(ctx, {
    crisisId,
    personKind: 'volunteer',
    personId: personId(0),
    endsAt: new Date(now + 240 * MINUTE),
  });
  return { crisisId, badge, path: `/field/${crisisId}/${rows[0]?.id}` };
}

async function signedIn(
  t: TestContext,
  site: LiveSite,
  browser: Awaited<ReturnType<typeof launchBrowser>>,
): Promise<Page> {
  const { account } = await accountForEmail(site.ctx, 'chief@test.example', 'fr', 'Julie');
  await giveRole(site.ctx, { kind: 'system', name: 'test' }, account.id, GARD);
  const context = await browser.newContext({ locale: 'fr', viewport: { width: 360, height: 640 } });
  t.after(() => context.close());
  const value = await startSession(site.ctx, account.id, 'test');
  await context.addCookies([{ name: COOKIES.session.name, value, url: site.url }]);
  return context.newPage();
}

function decode(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  return readCode(new Uint8ClampedArray(data), width, height)?.data;
}

/** A film of one picture, as a camera that looks at this code would give. */
function film(text: string): Buffer {
  const [width, height, scale] = [640, 480, 7];
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const grey = Buffer.alloc(width * height, 200);
  const [left, top] = [(width - size * scale) >> 1, (height - size * scale) >> 1];
  assert.ok(left > 0 && top > 0, 'the code fits the picture');
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      for (let line = 0; line < scale; line++) {
        const at = (top + y * scale + line) * width + left + x * scale;
        grey.fill(dark ? 20 : 235, at, at + scale);
      }
    });
  });
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    grey,
    Buffer.alloc((width * height) / 2, 128),
  ]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array(10).fill(frame)]);
}

test('the badges of a page, as a screen shows them, are read back by a decoder', async (t) => {
  const site = await liveSite(t);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const { ctx } = site;
  const { crisisId, code, personId: agentPrints } = await addIntake(ctx);
  const joined = await signUp(ctx, somebody(crisisId, 7, { companions: ['Lou'] }));
  assert.ok(joined.kind === 'signed_up');
  const page = await signedIn(t, site, browser);
  const read = async (path: string) => {
    await page.goto(site.url + path);
    return decode(await page.locator('.rf-badge').screenshot()) ?? '';
  };
  const own = `/aide/${code}/${joined.token}/badge`;
  const texts = [
    await read(own),
    await read(`${own}?rank=1`),
    await read(`/crises/${crisisId}/desk/${agentPrints}/badge`),
  ];
  for (const text of texts) {
    assert.ok(text.startsWith(`${site.url}/B/`.toUpperCase()), text);
    assert.ok((await checkBadge(ctx, crisisId, text)).ok);
  }
  const whose = texts.map((text) => readBadge(text)?.personId);
  assert.equal(new Set(whose).size, 3);
  assert.equal(whose[2], agentPrints);
});

test('the desk looks through a camera: the badge in front of it is an arrival; without a decoder it says what to do', async (t) => {
  const site = await liveSite(t);
  const { crisisId, badge, path } = await expectedToday(site);
  const folder = await mkdtemp(join(tmpdir(), 'renfort-film-'));
  t.after(() => rm(folder, { recursive: true }));
  const seen = join(folder, 'badge.y4m');
  await writeFile(seen, film(`${site.url}/B/${badge}`.toUpperCase()));
  const browser = await launchBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${seen}`,
  ]);
  t.after(() => browser.close());

  const page = await signedIn(t, site, browser);
  await page.goto(site.url + path);
  await page.waitForSelector('site-desk[data-ready=true]');
  const has = await page.evaluate(() => 'BarcodeDetector' in globalThis);
  if (!has) {
    assert.equal(await page.locator('[data-part=scan]').count(), 0);
    assert.match((await page.textContent('[data-part=tools]')) ?? '', /ne lit pas les codes QR/);
    // This browser has no decoder: another one stands in, behind the same interface.
    const decoder = createRequire(import.meta.url).resolve('jsqr');
    await page.context().addInitScript({ path: decoder });
    await page.context().addInitScript(() => {
      const { jsQR } = globalThis as unknown as { jsQR: typeof import('jsqr').default };
      Object.assign(globalThis, {
        BarcodeDetector: class {
          async detect(video: HTMLVideoElement) {
            const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
            const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
            pen.drawImage(video, 0, 0);
            const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
            const found = jsQR(data, width, height);
            return found ? [{ rawValue: found.data }] : [];
          }
        },
      });
    });
    await page.reload();
    await page.waitForSelector('site-desk[data-ready=true]');
  }
  await page.click('[data-part=scan]');
  await page.waitForFunction(
    () => document.querySelector('[data-part=said]')?.textContent?.includes('Arrivée notée'),
    undefined,
    { timeout: 20_000 },
  );
  await page.waitForSelector('site-desk[data-waiting="0"][data-link=ok]');
  await page.click('[data-part=scan]');
  assert.ok(await page.locator('video').isHidden(), 'the camera is off');
  const events = await eventsOf(site.ctx.db, crisisId);
  assert.deepEqual(
    events.map(({ kind, personId: id, source }) => [kind, id, source]),
    [['in', personId(0), 'qr']],
  );
});
