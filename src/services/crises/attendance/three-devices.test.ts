import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { accountForEmail, giveRole, startSession } from '#platform/auth/index.ts';
import { COOKIES } from '#platform/http/cookies.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { type LiveSite, liveSite } from '#test/harness/live-site.ts';
import { recordReply } from '../actions/reply.ts';
import { addCrisis, addNeedTo, addPeople, callEveryone, personId } from '../fixtures.ts';
import { eventsOf, presencesOf } from '../queries/attendance.ts';
import { badgeFor } from './badge.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PEOPLE = 120;
const LEADER = {
  role: 'site_leader',
  scope: { kind: 'commune', code: '30189', department: '30' },
} as const;

/** A shift of today with everybody confirmed. */
async function shiftOfToday({ ctx, database }: LiveSite) {
  await addPeople(ctx, database, Array(PEOPLE).fill({}));
  const crisisId = await addCrisis(ctx, { exercise: true });
  const now = ctx.clock.now().getTime();
  const endsAt = new Date(now + 4 * HOUR);
  const key = await addNeedTo(ctx, crisisId, {
    places: PEOPLE,
    startsAt: new Date(now + 10 * MINUTE),
    deadline: new Date(now + 5 * MINUTE),
    endsAt,
  });
  await callEveryone(ctx, key);
  const yes = { ...key, answer: 'yes', reason: null, channel: 'link' } as const;
  await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) =>
      recordReply(ctx, { ...yes, volunteerId: personId(index) }),
    ),
  );
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM crises.site');
  return { crisisId, endsAt, path: `/field/${crisisId}/${rows[0]?.id}` };
}

interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Lets hours pass on this device's clock. */
  wait(ms: number): Promise<void>;
  mark(kind: 'in' | 'out', index: number): Promise<void>;
  say(): Promise<string>;
}

async function device(
  t: TestContext,
  site: LiveSite,
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  path: string,
  wrong = 0,
): Promise<Device> {
  const { account } = await accountForEmail(site.ctx, 'leader@test.example', 'fr', 'Julie');
  await giveRole(site.ctx, { kind: 'system', name: 'test' }, account.id, LEADER);
  const context = await browser.newContext({ locale: 'fr', viewport: { width: 360, height: 640 } });
  t.after(() => context.close());
  context.setDefaultTimeout(20_000);
  const value = await startSession(site.ctx, account.id, 'test');
  await context.addCookies([{ name: COOKIES.session.name, value, url: site.url }]);
  await context.addInitScript((offset) => {
    const Real = Date;
    const kept = () => Number(sessionStorage.getItem('hours') ?? 0) + offset;
    globalThis.Date = class extends Real {
      constructor(...args: number[]) {
        if (args.length === 0) super(Real.now() + kept());
        else super(...(args as [number]));
      }
      static override now() {
        return Real.now() + kept();
      }
    } as DateConstructor;
  }, wrong);
  const page = await context.newPage();
  await page.goto(site.url + path);
  await page.waitForSelector('site-desk[data-ready=true]');
  return {
    context,
    page,
    wait: (ms) =>
      page.evaluate((more) => {
        sessionStorage.setItem('hours', String(Number(sessionStorage.getItem('hours')) + more));
      }, ms),
    async mark(kind, index) {
      await page.check(`[name=mode][value=${kind}]`);
      const before = await page.getAttribute('site-desk', 'data-waiting');
      await page.click(`button[value="${kind} volunteer ${personId(index)}"]`);
      await page.waitForSelector(`site-desk:not([data-waiting="${before}"])`);
    },
    say: async () => (await page.textContent('[data-part=said]')) ?? '',
  };
}

/** Back in the network: everything is sent, and what the server knows is shown. */
async function returns({ context, page }: Device): Promise<void> {
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.waitForSelector('site-desk[data-waiting="0"][data-link=ok]');
}

const here = async ({ page }: Device) => Number(await page.textContent('[data-count=here]'));

for (const order of [
  [0, 1, 2],
  [2, 1, 0],
] as const) {
  test(`three devices without network for two hours, back in the order ${order.map((n) => 'ABC'[n]).join('')}`, {
    timeout: 180_000,
  }, async (t) => {
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const site = await liveSite(t);
    const { crisisId, endsAt, path } = await shiftOfToday(site);
    const [a, b, c] = [
      await device(t, site, browser, path),
      await device(t, site, browser, path),
      // This one lives three hours in the past.
      await device(t, site, browser, path, -3 * HOUR),
    ];
    const devices = [a, b, c] as const;
    for (const one of devices) await one.context.setOffline(true);
    const start = Date.now();

    // The battery of one was changed: the page opens again without network.
    await a.page.reload();
    await a.page.waitForSelector(`button[value="in volunteer ${personId(0)}"]`);
    assert.match(await a.page.content(), /EXERCICE/i);

    await a.mark('in', 0);
    await a.mark('in', 1);
    await b.mark('in', 0);
    await b.mark('in', 2);
    await c.mark('in', 3);
    for (const one of devices) await one.wait(HOUR);
    await a.mark('out', 0);
    await c.mark('in', 4);
    await c.mark('in', 2);
    await b.mark('out', 2);
    await b.page.click('[data-part=said] button');
    await b.page.waitForSelector(`button[value="out volunteer ${personId(2)}"]`);

    // A reader of badges types what it reads.
    const who = { crisisId, personKind: 'volunteer', personId: personId(5), endsAt } as const;
    const badge = await badgeFor(site.ctx, who);
    await b.page.check('[name=mode][value=in]');
    await b.page.fill('[name=q]', `${site.url}/B/${badge}`.toUpperCase());
    await b.page.press('[name=q]', 'Enter');
    await b.page.waitForSelector(`button[value="out volunteer ${personId(5)}"]`);
    const forged = badge.slice(0, 40) + (badge[40] === 'A' ? 'B' : 'A') + badge.slice(41);
    await b.page.fill('[name=q]', forged);
    await b.page.press('[name=q]', 'Enter');
    await b.page.waitForFunction(() =>
      /pas d’une mobilisation/.test(document.querySelector('[data-part=said]')?.textContent ?? ''),
    );
    for (const one of devices) await one.wait(HOUR);
    await b.mark('out', 1);

    await a.page.check('[name=mode][value=in]');
    const ms = await a.page.evaluate(
      async (ids) => {
        const begin = performance.now();
        for (const id of ids) {
          (document.querySelector(`button[value="in volunteer ${id}"]`) as HTMLElement).click();
          while (!document.querySelector(`button[value="out volunteer ${id}"]`)) {
            await new Promise((done) => requestAnimationFrame(done));
          }
        }
        return performance.now() - begin;
      },
      Array.from({ length: 45 }, (_, index) => personId(10 + index)),
    );
    t.diagnostic(`45 check-ins without network, one after the other: ${Math.round(ms)} ms`);
    assert.ok(ms < 60_000, `${ms} ms`);

    for (const index of order) await returns(devices[index]);
    for (const one of devices) {
      await one.page.reload();
      await one.page.waitForSelector('site-desk[data-ready=true]');
      assert.equal(await here(one), 4 + 45);
      assert.match(await one.page.content(), /arrivée notée deux fois/);
    }
    assert.equal((await eventsOf(site.ctx.db, crisisId)).length, 3 + 6 + 3 + 45);
    const presences = await presencesOf(site.ctx.db, crisisId);
    assert.equal(presences.length, 6 + 45, 'nobody twice, nobody lost');
    const of = (index: number) => presences.filter((one) => one.personId === personId(index));
    const left = (index: number) => of(index).map(({ to }) => to !== undefined);
    assert.deepEqual([0, 1, 2, 3, 4, 5].map(left), [
      [true],
      [true],
      [false],
      [false],
      [false],
      [false],
    ]);
    assert.deepEqual(of(2)[0]?.doubtful, ['in_again']);
    const doubtful = presences.filter((one) => one.doubtful);
    assert.equal(doubtful.length, 1);
    // All three were two hours ahead when they came back: the server counts back from there.
    const wrongBy = Math.abs((of(3)[0]?.from.getTime() ?? 0) - (start - 2 * HOUR));
    assert.ok(wrongBy < 2 * MINUTE, `the device with a wrong clock is put right: ${wrongBy} ms`);
    assert.ok(Math.abs((of(1)[0]?.to?.getTime() ?? 0) - start) < 2 * MINUTE);
  });
}
