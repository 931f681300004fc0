import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { GARD as GARD_AREA, meteoFranceAlert } from '#services/crises/alerts/fixtures.ts';
import { addPeople, GARD } from '#services/crises/fixtures.ts';
import { seriousProblems } from '#test/a11y/axe.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { type LiveSite, liveSite } from '#test/harness/live-site.ts';

const PLACES = 3;
const HOUR = 3_600_000;

interface Journey {
  readonly site: LiveSite;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly lang: Lang;
}

async function begin(t: TestContext, lang: Lang, javaScriptEnabled: boolean): Promise<Journey> {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const site = await liveSite(t);
  const context = await browser.newContext({
    locale: lang,
    javaScriptEnabled,
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(20_000);
  return { site, browser, context, page: await context.newPage(), lang };
}

/** The page answers 200 and axe finds nothing serious on it. */
async function look(journey: Journey, path?: string): Promise<void> {
  const { page, site, lang } = journey;
  if (path) {
    const response = await page.goto(site.url + path);
    assert.equal(response?.status(), 200, path);
  }
  assert.equal(await page.getAttribute('html', 'lang'), lang);
  await checkAxe(journey, page.url());
}

/** axe needs scripts, so it looks at the same page beside the journey, as the same person. */
async function checkAxe({ browser, context }: Journey, url: string): Promise<void> {
  const beside = await browser.newContext({ storageState: await context.storageState() });
  try {
    const page = await beside.newPage();
    await page.goto(url);
    assert.deepEqual(await seriousProblems(page), [], url);
  } finally {
    await beside.close();
  }
}

/** A message of the demo outbox, read as a visitor would; waits until it has come. */
async function outbox(journey: Journey, search: string, wanted: RegExp): Promise<string> {
  const reader = await journey.context.newPage();
  try {
    for (let attempt = 0; attempt < 100; attempt++) {
      await reader.goto(`${journey.site.url}/demo/outbox?${search}`);
      const text = await reader.content();
      const found = wanted.exec(text);
      if (found) return found[1] ?? found[0];
      await reader.waitForTimeout(300);
    }
    return assert.fail(`no message like ${wanted} in ${search}`);
  } finally {
    await reader.close();
  }
}

async function signInByCode(journey: Journey, email: string): Promise<void> {
  const { page, site } = journey;
  await look(journey, '/sign-in');
  await page.fill('[name=email]', email);
  await page.click('main form button');
  await look(journey);
  const code = await outbox(
    journey,
    `recipient=${encodeURIComponent(email)}`,
    /(?<![\d;#])(\d{3}[\s\u202f\u00a0]?\d{3})(?!\d)/,
  );
  await page.fill('[name=code]', code);
  await page.click('main form button');
  await page.waitForURL(`${site.url}/`);
}

async function uploadAlert(journey: Journey, level: 'orange' | 'green'): Promise<void> {
  const { page } = journey;
  const now = Date.now();
  const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');
  const message = meteoFranceAlert({
    identifier: `2.49.0.0.250.0.FR.${now}.${level}`,
    sent: iso(now),
    level,
    type: 12,
    areas: [GARD_AREA],
    onset: iso(now + HOUR),
    expires: level === 'green' ? iso(now + HOUR) : iso(now + 12 * HOUR),
  });
  await look(journey, '/crises/alerts/upload');
  await page.setInputFiles('[name=file]', {
    name: `${level}.xml`,
    mimeType: 'application/xml',
    buffer: Buffer.from(message),
  });
  await Promise.all([posted(page), page.click('main form button')]);
}

/** The answer to the form that is being sent. */
function posted(page: Page): Promise<unknown> {
  return page.waitForResponse((response) => response.request().method() === 'POST');
}

/** From the proposal to a crisis with one need; answers with the address of the crisis. */
async function openCrisis(journey: Journey): Promise<string> {
  const { page, site } = journey;
  await look(journey, '/crises/alerts');
  assert.equal(
    await page.locator('main table').first().locator('tbody tr').count(),
    1,
    'the green one proposes nothing',
  );
  await page.click('main table a');
  await look(journey);
  await page.click('form[action$="/accept"] button');
  await page.waitForURL(/\/crises\/[0-9a-f-]{36}/);
  await look(journey);
  const crisis = new URL(page.url()).pathname;

  await look(journey, `${crisis}/needs/new`);
  const starts = new Date(Date.now() + 3 * HOUR);
  const hour = (date: Date) =>
    date.toLocaleTimeString('fr-FR', {
      timeZone: 'Europe/Paris',
      hour: '2-digit',
      minute: '2-digit',
    });
  await page.fill('[name=position]', 'Accueil des familles');
  await page.fill('[name=places]', String(PLACES));
  await page.fill('[name=site_name]', 'Gymnase Pablo-Neruda');
  await page.fill('[name=site_commune]', 'Nîmes');
  await page.fill('[name=date]', localDate(starts));
  await page.fill('[name=starts]', hour(starts));
  await page.fill('[name=ends]', hour(new Date(starts.getTime() + 4 * HOUR)));
  await page.selectOption('[name=deadline]', '120');
  await page.click('main form button:not([formaction])');
  await page.waitForURL(`${site.url}${crisis}/needs/*/call*`);
  return crisis;
}

interface Called {
  readonly email: string;
  readonly link: string;
}

async function callOut(journey: Journey): Promise<readonly Called[]> {
  const { page, site } = journey;
  await look(journey);
  const funnel = await page.textContent('main');
  assert.match(funnel ?? '', /Mineurs|Minors|Under/i);
  await page.click('form:has([name=policy][value=adaptive]) button');
  const links = new Map<string, string>();
  for (let attempt = 0; attempt < 60 && links.size < PLACES + 3; attempt++) {
    await page.waitForTimeout(500);
    const { rows } = await site.database.pool.query<{ recipient: string; text: string }>(
      `SELECT recipient, text FROM messaging.outbox
       WHERE purpose = 'crisis' AND channel = 'email' AND state = 'captured'`,
    );
    for (const { recipient, text } of rows) {
      const link = /https?:\/\/\S+\/r\/[\w-]{16}/.exec(text)?.[0];
      if (link) links.set(recipient, link);
    }
  }
  assert.ok(links.size >= PLACES + 3, `${links.size} people were called`);
  return [...links].map(([email, link]) => ({ email, link }));
}

/** On a phone, from the link of the message. */
async function answer(
  journey: Journey,
  link: string,
  value: 'yes' | 'no' | 'never',
  axe = false,
): Promise<string> {
  const { browser, lang } = journey;
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
    locale: lang,
  });
  try {
    const phone = await context.newPage();
    await phone.goto(`${link}?lang=${lang}`);
    if (axe) await checkAxe(journey, phone.url());
    if (value === 'never') await phone.locator('details summary').last().click();
    const button = phone.locator(`button[name=answer][value=${value}]`).last();
    await Promise.all([posted(phone), button.click()]);
    await phone.waitForLoadState();
    return (await phone.textContent('main')) ?? '';
  } finally {
    await context.close();
  }
}

async function play(t: TestContext, lang: Lang, javaScript: boolean): Promise<void> {
  const journey = await begin(t, lang, javaScript);
  const { page, site } = journey;
  await addPeople(site.ctx, site.database, [
    ...Array.from({ length: 60 }, () => ({ lang })),
    { birthDate: '2010-05-01' },
  ]);
  const { account } = await accountForEmail(site.ctx, 'officer@test.example', lang, 'Officer');
  await giveRole(site.ctx, { kind: 'system', name: 'test' }, account.id, GARD);

  await page.goto(`${site.url}/?lang=${lang}`);
  await signInByCode(journey, 'officer@test.example');
  await uploadAlert(journey, 'green');
  await uploadAlert(journey, 'orange');
  const crisis = await openCrisis(journey);
  const people = await callOut(journey);

  await look(journey, crisis);
  const [first, second, third, fourth, fifth, sixth] = people;
  await answer(journey, first!.link, 'yes', true);
  // Nobody reloads the board: with scripts it follows by itself.
  if (javaScript)
    await page
      .getByText(new RegExp(`1\\s*(/|sur|of)\\s*${PLACES}`))
      .first()
      .waitFor();
  await answer(journey, second!.link, 'yes');
  const { rows } = await site.database.pool.query<{ phone: string; letter: string }>(
    `SELECT c.phone, a.sms_letter AS letter FROM volunteers.volunteer_contact c
     JOIN crises.alert a ON a.volunteer_id = c.volunteer_id WHERE c.email = $1`,
    [third!.email],
  );
  await page.goto(`${site.url}/demo/outbox/reply?to=${encodeURIComponent(rows[0]!.phone)}`);
  await page.fill('[name=text]', `${rows[0]!.letter.toLowerCase()} 1`);
  await page.click('main form button');
  await page.waitForURL(/answered/);
  await answer(journey, fourth!.link, 'yes');
  await answer(journey, fifth!.link, 'no');
  await answer(journey, sixth!.link, 'never');

  const places = async () => {
    const found = await site.database.pool.query<{ state: string; count: number }>(
      'SELECT state, count(*) FROM crises.place GROUP BY state ORDER BY state',
    );
    return Object.fromEntries(found.rows.map(({ state, count }) => [state, count]));
  };
  assert.deepEqual(await places(), { confirmed: PLACES, declined: 2, reserve: 1 });

  await answer(journey, first!.link, 'no');
  assert.deepEqual(await places(), {
    confirmed: PLACES - 1,
    declined: 2,
    offered: 1,
    withdrawn: 1,
  });
  await answer(journey, fourth!.link, 'yes');
  assert.deepEqual(await places(), { confirmed: PLACES, declined: 2, withdrawn: 1 });

  await look(journey, `${crisis}/roster`);
  assert.equal((await page.textContent('main'))?.match(/TEST\d+/gi)?.length, PLACES);
  await look(journey, `${crisis}/log`);
  await look(journey, crisis);
  await page.locator('details:has(button[name=event]) summary').click();
  await Promise.all([posted(page), page.click('button[name=event][value=stand_down]')]);
  await page.goto(`${site.url}${crisis}`);
  await page.locator('details:has(button[name=event]) summary').click();
  await Promise.all([posted(page), page.click('button[name=event][value=close]')]);
  await look(journey, crisis);
  const { rows: closed } = await site.database.pool.query('SELECT status FROM crises.crisis');
  assert.deepEqual(closed, [{ status: 'closed' }]);
}

test('from a real alert to a filled roster, in French', { timeout: 240_000 }, (t) =>
  play(t, 'fr', true),
);

test('the same in English, with JavaScript off', { timeout: 240_000 }, (t) => play(t, 'en', false));
