import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { LANGS, type Lang } from '#platform/i18n/index.ts';
import { seriousProblems } from '#test/a11y/axe.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { type LiveSite, liveSite } from '#test/harness/live-site.ts';

/** One place where things happen: a site at work and a browser to visit it with. */
export interface Stage {
  readonly site: LiveSite;
  readonly browser: Browser;
}

/** Somebody in front of a screen. */
export interface Person extends Stage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly lang: Lang;
}

export async function stage(t: TestContext): Promise<Stage> {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  return { browser, site: await liveSite(t) };
}

export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1280, height: 900 };

export async function person(
  { site, browser }: Stage,
  lang: Lang,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const context = await browser.newContext({ locale: lang, viewport: DESK, ...options });
  context.setDefaultTimeout(20_000);
  return { site, browser, context, page: await context.newPage(), lang };
}

const lent = new WeakMap<Browser, Map<boolean, Promise<Person>>>();

/** A phone that goes from hand to hand: everybody finds it as if nobody had used it. */
export async function borrowed(
  { browser, lang, site }: Person,
  javaScriptEnabled: boolean,
): Promise<Person> {
  const phones = lent.get(browser) ?? new Map<boolean, Promise<Person>>();
  lent.set(browser, phones);
  const phone =
    phones.get(javaScriptEnabled) ??
    person({ browser, site }, lang, { viewport: PHONE, javaScriptEnabled });
  phones.set(javaScriptEnabled, phone);
  await (await phone).context.clearCookies();
  return phone;
}

/** Opens a page, or stays on the present one: it answers 200, in the person's language. */
export async function open({ page, site, lang }: Person, path?: string): Promise<void> {
  if (path) {
    const response = await page.goto(site.url + path);
    assert.equal(response?.status(), 200, path);
  }
  assert.equal(await page.getAttribute('html', 'lang'), lang);
}

/** The answer to the form that is being sent. */
export function posted(page: Page): Promise<unknown> {
  return page.waitForResponse((response) => response.request().method() === 'POST');
}

const NARROW = [320, 360] as const;

const besides = new WeakMap<Browser, Promise<Page>>();

/** Kept for the whole journey: what is the same on every page is loaded once. */
function beside(browser: Browser): Promise<Page> {
  let page = besides.get(browser);
  if (!page) {
    page = browser.newPage({ viewport: PHONE, reducedMotion: 'reduce' });
    besides.set(browser, page);
  }
  return page;
}

/**
 * Looks at the present page (by its address) beside the journey, as the same person and with scripts,
 * which axe needs: nothing serious for axe, nothing to scroll sideways on the narrowest phones.
 */
export async function inspect(who: Person, langs: readonly Lang[] = LANGS): Promise<void> {
  const page = await beside(who.browser);
  await page.context().clearCookies();
  await page.context().addCookies(await who.context.cookies());
  for (const lang of langs) {
    const address = new URL(who.page.url());
    address.searchParams.set('lang', lang);
    await page.goto(address.href);
    await checkPresent(page);
  }
}

/** The same for what only a sent form shows; the page's scripts must be on. */
export async function checkPresent(page: Page): Promise<void> {
  assert.deepEqual(await seriousProblems(page), [], page.url());
  const size = page.viewportSize();
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${page.url()} is ${wide} pixels wide on a screen of ${width}`);
  }
  if (size) await page.setViewportSize(size);
}

/** A message of the demo outbox, which anybody may read; waits until it has come. */
export async function outbox(
  { context, site }: Pick<Person, 'context' | 'site'>,
  search: Record<string, string>,
  wanted: RegExp,
): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const page = await context.request.get(
      `${site.url}/demo/outbox?${new URLSearchParams(search)}`,
    );
    const found = wanted.exec(await page.text());
    await page.dispose();
    if (found) return found[1] ?? found[0];
    await sleep(200);
  }
  return assert.fail(`no message like ${wanted} for ${JSON.stringify(search)}`);
}

/** The six digits of the last e-mail or text to somebody; not those in the name of a file. */
export function code(who: Pick<Person, 'context' | 'site'>, recipient: string): Promise<string> {
  return outbox(who, { recipient }, /(?<![\w;#])(\d{3}[\s\u202f\u00a0]?\d{3})(?!\w)/);
}

export async function signInByCode(who: Person, email: string): Promise<void> {
  const { page, site } = who;
  await open(who, '/sign-in');
  await page.fill('[name=email]', email);
  await page.click('main form button');
  await page.waitForURL(/\/sign-in\/code/);
  await page.fill('[name=code]', await code(who, email));
  await page.click('main form button');
  await page.waitForURL(`${site.url}/`);
}

/** French thin spaces read as spaces. */
export function plain(text: string | null): string {
  return (text ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

/** The lines of an officer's preview, by their labels. */
export async function readFunnel(page: Page): Promise<Map<string, number>> {
  const lines = await page
    .locator('.rf-funnel__line')
    .evaluateAll((found) =>
      found.map((line) =>
        ['.rf-funnel__label', '.rf-funnel__figure'].map(
          (part) => line.querySelector(part)?.textContent ?? '',
        ),
      ),
    );
  return new Map(
    lines.map(([label = '', figure = '']) => [plain(label), Number(figure.replace(/\D/g, ''))]),
  );
}
