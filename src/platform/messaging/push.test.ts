import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { pageChecker } from '#test/a11y/check-page.ts';
import { testApp } from '#test/harness/app.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { liveSite } from '#test/harness/live-site.ts';
import { accountForEmail, startSession } from '../auth/index.ts';
import { COOKIES } from '../http/cookies.ts';
import { isPrivate, isPublicAddress, lookupPublic } from '../outbound/public-address.ts';
import { findAsset } from '../ui/assets.ts';
import { deviceLabel } from './domain/device-label.ts';
import { devicesOf, dispatchPending, messages, notify, type OutgoingMessage } from './index.ts';
import { jobs } from './jobs.ts';

const FIREFOX = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';
const PAGE = '/account/notifications';

/** A browser as a push service and RFC 8291 see it. */
function browser(endpoint: string) {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    fields: { endpoint, p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    /** RFC 8188 with the keys of RFC 8291, one record. */
    decrypt(body: Buffer): string {
      const salt = body.subarray(0, 16);
      const sender = body.subarray(21, 21 + (body[20] as number));
      const cipher = body.subarray(21 + sender.length);
      const secret = pair.computeSecret(sender);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender]);
      const input = Buffer.from(hkdfSync('sha256', secret, auth, info, 32));
      const derive = (name: string, length: number) =>
        Buffer.from(hkdfSync('sha256', input, salt, `Content-Encoding: ${name}\0`, length));
      const decipher = createDecipheriv(
        'aes-128-gcm',
        derive('aes128gcm', 16),
        derive('nonce', 12),
      );
      decipher.setAuthTag(cipher.subarray(-16));
      const plain = Buffer.concat([decipher.update(cipher.subarray(0, -16)), decipher.final()]);
      assert.equal(plain.at(-1), 2, 'the last record');
      return plain.subarray(0, -1).toString('utf8');
    },
  };
}

/** A push service that answers by path: /201/..., /410/... */
async function pushService(t: TestContext) {
  const heard: { path: string; headers: Record<string, unknown>; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    heard.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(Number(path.split('/')[1])).end('x'.repeat(1_000));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function call(accountId: string): OutgoingMessage {
  return {
    channel: 'push',
    recipient: accountId,
    purpose: 'crisis',
    key: '1',
    lang: 'fr',
    subject: 'Besoin de vous : accueil, Nîmes',
    text: 'Préfecture du Gard\n14 h à 18 h\nhttps://renfort.example/r/abc',
    ignoreQuietHours: true,
  };
}

test('what a browser receives is encrypted for it alone, signed by the key it subscribed with', async (t) => {
  const service = await pushService(t);
  const key = createECDH('prime256v1');
  key.generateKeys();
  const app = await testApp(t, {
    PUSH_LOCAL_SERVICES: 'allowed',
    PUSH_PRIVATE_KEY: key.getPrivateKey('base64url'),
    PUSH_CONTACT: 'mailto:push@renfort.example',
  });
  const ana = await app.as();
  const [good, gone] = [browser(`${service.url}/201/a`), browser(`${service.url}/410/b`)];
  for (const { fields } of [good, gone]) {
    const added = await ana.post(`${PAGE}/push`, fields, { 'user-agent': FIREFOX });
    assert.equal(added.headers.get('location'), `${PAGE}?push=on#push`);
  }
  const page = await (await ana.get(PAGE)).text();
  assert.ok(page.includes(`data-push-add="${key.getPublicKey('base64url')}"`));
  assert.equal(page.match(/Firefox, Android<\/strong>/g)?.length, 2);
  assert.ok(!page.includes(service.url), 'the address itself stays out of the page');

  await notify(app.ctx, call(ana.accountId));
  await dispatchPending(app.ctx);
  assert.equal((await messages(app.ctx))[0]?.state, 'sent');
  const sent = service.heard.find(({ path }) => path === '/201/a');
  assert.deepEqual(JSON.parse(good.decrypt(sent?.body as Buffer)), {
    id: (await messages(app.ctx))[0]?.id,
    lang: 'fr',
    title: 'Besoin de vous : accueil, Nîmes',
    body: 'Préfecture du Gard\n14 h à 18 h',
    url: 'https://renfort.example/r/abc',
  });
  assert.equal(sent?.headers['content-encoding'], 'aes128gcm');
  assert.equal(sent?.headers.urgency, 'high');
  assert.match(
    String(sent?.headers.authorization),
    new RegExp(`k=${key.getPublicKey('base64url')}`),
  );
  const left = await devicesOf(app.ctx, ana.accountId);
  assert.deepEqual(
    left.map(({ endpoint }) => endpoint),
    [good.fields.endpoint],
    'a browser that is gone is forgotten',
  );
});

test('a device is one’s own: nobody else removes it, and the oldest of many gives way', async (t) => {
  const app = await testApp(t);
  const [ana, bea] = [await app.as(), await app.as()];
  const subscribe = (path: string) =>
    ana.post(`${PAGE}/push`, browser(`https://push.example.org/${path}`).fields);
  await subscribe('1');
  const [device] = await devicesOf(app.ctx, ana.accountId);
  await bea.post(`${PAGE}/push/${device?.id}/remove`);
  assert.equal((await devicesOf(app.ctx, ana.accountId)).length, 1);
  for (let n = 2; n <= 11; n++) {
    app.clock.advance({ seconds: 1 });
    await subscribe(String(n));
  }
  const kept = await devicesOf(app.ctx, ana.accountId);
  assert.equal(kept.length, 10);
  assert.ok(!kept.some(({ endpoint }) => endpoint.endsWith('/1')));
  await ana.post(`${PAGE}/push/${kept[0]?.id}/remove`);
  assert.equal((await devicesOf(app.ctx, ana.accountId)).length, 9);
});

test('a subscription that says when it ends is dropped that night', async (t) => {
  const app = await testApp(t);
  const ana = await app.as();
  const expires = String(app.ctx.clock.now().getTime() + 3_600_000);
  await ana.post(`${PAGE}/push`, { ...browser('https://push.example.org/1').fields, expires });
  await ana.post(`${PAGE}/push`, browser('https://push.example.org/2').fields);
  const job = jobs.find(({ name }) => name === 'messaging.drop_expired_push');
  await job?.run(app.ctx, {});
  assert.equal((await devicesOf(app.ctx, ana.accountId)).length, 2);
  app.clock.advance({ hours: 2 });
  await job?.run(app.ctx, {});
  const left = await devicesOf(app.ctx, ana.accountId);
  assert.deepEqual(
    left.map(({ endpoint }) => endpoint),
    ['https://push.example.org/2'],
  );
});

test('only public https addresses are written to', async (t) => {
  const refused = [
    'http://push.example.org/a',
    'https://127.0.0.1/a',
    'https://10.1.2.3/a',
    'https://169.254.169.254/latest',
    'https://[::1]/a',
    'https://[::ffff:127.0.0.1]/a',
    'https://[fd00::1]/a',
    'https://0x7f.1/a',
    'https://2130706433/a',
    'https://localhost/a',
    'https://db.internal/a',
    'https://intranet/a',
    'https://user:pass@push.example.org/a',
    'file:///etc/passwd',
    'nothing',
  ];
  for (const endpoint of refused) assert.equal(isPublicAddress(endpoint), false, endpoint);
  for (const endpoint of [
    'https://fcm.googleapis.com/x',
    'https://[2a00:1450::5]/',
    'https://8.8.8.8/',
  ]) {
    assert.equal(isPublicAddress(endpoint), true, endpoint);
  }
  assert.equal(isPrivate('2002:7f00:1::'), true, 'IPv4 inside IPv6');
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) =>
    lookupPublic('localhost', { all: true }, (error) => resolve(error)),
  );
  assert.equal(failure?.code, 'EPRIVATE', 'a name that leads to this machine');

  const app = await testApp(t);
  const ana = await app.as();
  const answer = await ana.post(`${PAGE}/push`, browser('https://127.0.0.1:1/a').fields);
  assert.equal(answer.headers.get('location'), `${PAGE}?push=refused#push`);
  assert.deepEqual(await devicesOf(app.ctx, ana.accountId), []);
  // Kept by an older version, or by hand: refused again before anything is sent.
  const service = await pushService(t);
  const { p256dh, auth } = browser('').fields;
  await app.database.pool.query(
    `INSERT INTO messaging.push_subscription (id, account_id, endpoint, p256dh, auth, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, now())`,
    [ana.accountId, service.url, p256dh, auth],
  );
  await notify(app.ctx, call(ana.accountId));
  await dispatchPending(app.ctx);
  const [message] = await messages(app.ctx);
  assert.deepEqual([message?.state, message?.error], ['failed', 'EPRIVATE']);
  assert.equal(service.heard.length, 0);
});

test('devices are named as people know them', () => {
  assert.equal(deviceLabel(FIREFOX), 'Firefox, Android');
  assert.equal(
    deviceLabel('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140.0 Safari/537 Edg/140.0'),
    'Edge, Windows',
  );
  assert.equal(deviceLabel('curl/8'), '');
});

interface WorkerLog {
  log: unknown[];
  registration: { showNotification: (...asked: unknown[]) => Promise<void> };
  clients: { openWindow: (url: string) => Promise<void> };
}

test('the page offers what the browser can do, and the service worker shows and opens', {
  timeout: 180_000,
}, async (t) => {
  const chromium = await launchBrowser();
  t.after(() => chromium.close());
  const site = await liveSite(t);
  const { account } = await accountForEmail(site.ctx, 'ana@x.example', 'fr');
  const token = await startSession(site.ctx, account.id, 'test');
  const context = await chromium.newContext({ locale: 'fr' });
  await context.addCookies([{ name: COOKIES.session.name, value: token, url: site.url }]);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  const state = (name: string) => page.locator(`[data-push-state=${name}]`);
  const button = page.getByRole('button', { name: 'Recevoir les notifications' });

  await page.goto(site.url + PAGE);
  const size = /\/assets\/(push[^"]+\.js)/.exec(await page.content())?.[1] ?? '';
  assert.ok(gzipSync(findAsset(size)?.body ?? Buffer.alloc(9_999)).length <= 3_072);
  await state('denied').waitFor();
  assert.equal(await button.isVisible(), false, 'permission is not there to be asked for');

  // Headless Chromium grants the permission when asked, yet goes on writing 'denied' there.
  await context.grantPermissions(['notifications'], { origin: site.url });
  await page.addInitScript(() =>
    Object.defineProperty(Notification, 'permission', { get: () => 'default' }),
  );
  await page.reload();
  await button.waitFor();
  assert.equal(await state('no-script').isVisible(), false);
  await button.click();
  // This Chromium has no push service to talk to: the real refusal is said in words.
  await state('failed').waitFor();
  const worker = await page.evaluate(async () => {
    const { active, scope } = await navigator.serviceWorker.ready;
    return { script: active?.scriptURL, scope };
  });
  assert.deepEqual(worker, { script: `${site.url}/sw.js`, scope: `${site.url}/` });

  const [inWorker] = context.serviceWorkers();
  assert.ok(inWorker);
  // For the same cause it refuses to draw: what it is asked to draw and to open is written down instead.
  await inWorker.evaluate(() => {
    const self = globalThis as unknown as WorkerLog;
    self.log = [];
    self.registration.showNotification = async (...asked) => void self.log.push(asked);
    self.clients.openWindow = async (url) => void self.log.push(url);
  });
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  const link = `${site.url}/about`;
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: site.url,
    registrationId: await registered,
    data: JSON.stringify({
      id: 'm1',
      lang: 'fr',
      title: 'Besoin de vous',
      body: '14 h',
      url: link,
    }),
  });
  const logged = async (count: number) => {
    for (let turn = 0; turn < 100; turn++) {
      const log = await inWorker.evaluate(() => (globalThis as unknown as WorkerLog).log);
      if (log.length >= count) return log.at(-1);
      await page.waitForTimeout(50);
    }
    return assert.fail('the service worker did nothing');
  };
  assert.deepEqual(await logged(1), [
    'Besoin de vous',
    { body: '14 h', lang: 'fr', tag: 'm1', data: { url: link } },
  ]);
  const click = (url: string) =>
    inWorker.evaluate((data) => {
      const event = new Event('notificationclick');
      const notification = { close() {}, data: { url: data } };
      globalThis.dispatchEvent(Object.assign(event, { notification, waitUntil() {} }));
    }, url);
  await click(link);
  assert.equal(await logged(2), link);
  await click('https://elsewhere.example/');
  assert.equal(await logged(3), `${site.url}/`, 'never another site');

  // From here on the browser's own subscription is given to the page, since no push service is near.
  const { fields } = browser('https://push.example.org/chromium');
  await page.addInitScript((given) => {
    const made = {
      endpoint: given.endpoint,
      expirationTime: null,
      toJSON: () => ({ keys: { p256dh: given.p256dh, auth: given.auth } }),
      unsubscribe: async () => sessionStorage.removeItem('made'),
    };
    PushManager.prototype.subscribe = async () => {
      sessionStorage.setItem('made', 'yes');
      return made as unknown as PushSubscription;
    };
    PushManager.prototype.getSubscription = async () =>
      (sessionStorage.getItem('made') ? made : null) as PushSubscription | null;
  }, fields);
  await page.reload();
  await button.click();
  await state('here').waitFor();
  assert.equal(await button.isVisible(), false);
  assert.match(
    await page.locator('[data-push-device]').innerText(),
    /Chrome, Linux.*cet appareil/s,
  );
  assert.equal((await devicesOf(site.ctx, account.id))[0]?.endpoint, fields.endpoint);
  await page.getByRole('button', { name: 'Ne plus notifier' }).click();
  await button.waitFor();
  assert.deepEqual(await devicesOf(site.ctx, account.id), []);
  assert.deepEqual(problems, []);

  const plain = await chromium.newContext({ javaScriptEnabled: false, locale: 'fr' });
  await plain.addCookies([{ name: COOKIES.session.name, value: token, url: site.url }]);
  const without = await plain.newPage();
  await without.goto(site.url + PAGE);
  assert.ok(await without.getByText('il faut un navigateur récent, avec JavaScript').isVisible());
});

test('the page of notifications is accessible with devices on it', {
  timeout: 120_000,
}, async (t) => {
  const app = await testApp(t);
  const ana = await app.as();
  await ana.post(`${PAGE}/push`, browser('https://push.example.org/1').fields, {
    'user-agent': FIREFOX,
  });
  const { checkEverywhere } = await pageChecker(t, ana);
  await checkEverywhere(`${PAGE}?push=on`);
});
