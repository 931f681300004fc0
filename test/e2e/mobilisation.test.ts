import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accountForEmail, createToken, giveRole } from '#platform/auth/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { GARD as GARD_AREA, meteoFranceAlert } from '#services/crises/alerts/fixtures.ts';
import { GARD, phoneOf } from '#services/crises/fixtures.ts';
import { texts } from '#services/crises/messages/index.ts';
import { abilityLabel, idOf } from '#services/volunteers/index.ts';
import type { LiveSite } from '#test/harness/live-site.ts';
import {
  borrowed,
  inspect,
  open,
  outbox,
  type Person,
  person,
  plain,
  posted,
  readFunnel,
  signInByCode,
  stage,
} from './journey.ts';
import { ELIGIBLE, fillRegister, IN_REACH, OUT, REGISTER } from './register-of-gard.ts';

const PLACES = 3;
const HOUR = 3_600_000;
const SYSTEM = { kind: 'system', name: 'test' } as const;

function orangeAlert(level: 'orange' | 'green'): string {
  const now = Date.now();
  const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');
  return meteoFranceAlert({
    identifier: `2.49.0.0.250.0.FR.${now}.${level}`,
    sent: iso(now),
    level,
    type: 12,
    areas: [GARD_AREA],
    onset: iso(now + HOUR),
    expires: level === 'green' ? iso(now + HOUR) : iso(now + 12 * HOUR),
  });
}

async function uploadAlert(officer: Person, level: 'orange' | 'green'): Promise<void> {
  const { page } = officer;
  await look(officer, '/crises/alerts/upload');
  await page.setInputFiles('[name=file]', {
    name: `${level}.xml`,
    mimeType: 'application/xml',
    buffer: Buffer.from(orangeAlert(level)),
  });
  await Promise.all([posted(page), page.click('main form button')]);
}

/** As another program delivers it, with a token of the officer; twice, which proposes once. */
async function deliverAlerts(t: TestContext, site: LiveSite, accountId: AccountId): Promise<void> {
  const { token } = await createToken(site.ctx, SYSTEM, {
    accountId,
    name: 'Alert feed',
    scopes: ['alerts:write'],
    expiresAt: new Date(Date.now() + HOUR),
  });
  const deliver = async (body: string | Uint8Array<ArrayBuffer>) => {
    const answer = await fetch(`${site.url}/api/v1/alerts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cap+xml' },
      body,
    });
    return { status: answer.status, body: await answer.json() };
  };
  const decisions = (body: { alerts: readonly { decisions: readonly { action: string }[] }[] }) =>
    body.alerts.flatMap((alert) => alert.decisions.map(({ action }) => action));

  const message = orangeAlert('orange');
  const first = await deliver(message);
  assert.equal(first.status, 201);
  assert.deepEqual(decisions(first.body), ['propose']);
  const again = await deliver(message);
  assert.deepEqual([again.status, again.body.repeated], [200, true]);

  const real = join(
    process.env.RENFORT_TEST_DATA ?? '',
    'cap/fr-mf-20251119-multiarea-simplified.xml',
  );
  if (!process.env.RENFORT_TEST_DATA || !existsSync(real)) {
    t.diagnostic('RENFORT_TEST_DATA is not set: no real message of Météo-France was delivered');
    return;
  }
  const past = await deliver(new Uint8Array(readFileSync(real)));
  assert.equal(past.status, 201);
  assert.equal(past.body.alerts[0].sender, 'vigilance@meteo.fr');
  assert.deepEqual([...new Set(decisions(past.body))], ['ignore'], 'that day is over');
}

/** The page answers 200 and is sound; axe looks at it in the language of the journey. */
async function look(who: Person, path?: string): Promise<void> {
  await open(who, path);
  await inspect(who, [who.lang]);
}

/** From the proposal to a crisis with one need; answers with the address of the crisis. */
async function openCrisis(officer: Person): Promise<string> {
  const { page, site } = officer;
  await look(officer, '/crises/alerts');
  const proposals = page.locator('main table').first().locator('tbody tr');
  assert.equal(
    await proposals.count(),
    1,
    'the green one, or the same one again, proposes nothing',
  );
  await page.click('main table a');
  await look(officer);
  await page.click('form[action$="/accept"] button');
  await page.waitForURL(/\/crises\/[0-9a-f-]{36}/);
  await look(officer);
  const crisis = new URL(page.url()).pathname;

  await look(officer, `${crisis}/needs/new`);
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
  await page.click('main form details summary');
  await page.fill('[name="required1[]"] >> nth=0', abilityLabel(officer.lang, idOf('psc1')));
  await page.click('main form button:not([formaction])');
  await page.waitForURL(`${site.url}${crisis}/needs/*/call*`);
  return crisis;
}

/** The preview says exactly what the register holds, counted here in two other ways. */
async function checkFunnel({ page, site, lang }: Person): Promise<void> {
  const { call } = texts(lang).need;
  assert.deepEqual(
    await readFunnel(page),
    new Map([
      [plain(call.in_reach), IN_REACH],
      ...OUT.map((reason) => [plain(call.reasons[reason]), REGISTER[reason]?.count] as const),
      [plain(call.eligible), ELIGIBLE],
    ]),
  );
  const { rows } = await site.database.pool.query<{ count: number }>(
    `SELECT count(*) FROM volunteers.volunteer v
     WHERE v.status = 'active' AND v.crisis_consent AND v.commune_code = '30189'
       AND v.birth_date <= current_date - interval '18 years'
       AND EXISTS (SELECT FROM volunteers.certificate c WHERE c.volunteer_id = v.id
         AND c.status = 'verified' AND (c.expires_on IS NULL OR c.expires_on > current_date))`,
  );
  assert.equal(rows[0]?.count, ELIGIBLE);
}

interface Called {
  /** v12@test.example has the telephone phoneOf(12) and the name "Test13". */
  readonly number: number;
  readonly path: string;
}

/** Calls, then reads who was called in the outbox, page after page, as anybody may in a demo. */
async function callOut(officer: Person): Promise<readonly Called[]> {
  const { page, site, context } = officer;
  await look(officer);
  await checkFunnel(officer);
  const button = page.locator('form:has([name=policy][value=adaptive]) button');
  const announced = Number(/\d+/.exec(plain(await button.textContent()))?.[0]);
  await button.click();
  await outbox(officer, { channel: 'email', purpose: 'crisis' }, /\/r\/[\w-]{16}/);
  const called = new Map<string, Called>();
  const reader = await context.newPage();
  for (let number = 1; ; number++) {
    await reader.goto(`${site.url}/demo/outbox?channel=email&purpose=crisis&page=${number}`);
    const found = await reader
      .locator('.rf-message')
      .evaluateAll((cards) =>
        cards.map((card) => [
          card.querySelector('.rf-message__to')?.textContent ?? '',
          new URL(card.querySelector<HTMLAnchorElement>('a[href*="/r/"]')?.href ?? 'x:').pathname,
        ]),
      );
    const before = called.size;
    for (const [email = '', path = ''] of found) {
      called.set(email, { number: Number(/^v(\d+)@/.exec(email)?.[1]), path });
    }
    if (called.size === before) break;
  }
  await reader.close();
  const { rows } = await site.database.pool.query<{ size: number; called: number }>(
    `SELECT size, (SELECT count(*) FROM crises.alert) AS called FROM crises.wave WHERE number = 1`,
  );
  assert.equal(rows[0]?.size, announced, 'the first wave is as the button said');
  // Minutes pass while pages are read, and a second wave may have followed.
  assert.ok(called.size >= announced && called.size <= Number(rows[0]?.called), 'one e-mail each');
  for (const { number } of called.values()) assert.ok(number < ELIGIBLE, `v${number} was called`);
  return [...called.values()];
}

/** On a phone without scripts, from the link of the message; what the page says then. */
async function answer(
  officer: Person,
  { path }: Called,
  value: 'yes' | 'no' | 'never',
): Promise<string> {
  const { page, site } = await borrowed(officer, false);
  await page.goto(site.url + path);
  if (value === 'never') await page.locator('main details summary').last().click();
  const button = page.locator(`button[name=answer][value=${value}]`).last();
  await Promise.all([posted(page), button.click()]);
  await page.waitForLoadState();
  return plain(await page.textContent('main'));
}

/** What somebody who was called reads when they open their link. */
async function read(officer: Person, { path }: Called): Promise<string> {
  const phone = await borrowed(officer, true);
  await look(phone, path);
  return plain(await phone.page.textContent('main'));
}

/** By text message, from the demo's outbox: the letter of the call, then 1 for yes. */
async function answerBySms(officer: Person, { number }: Called): Promise<void> {
  const { page, site } = officer;
  const to = phoneOf(number);
  const letter = await outbox(officer, { channel: 'sms', recipient: to }, /\b([A-Z])1\b/);
  await page.goto(`${site.url}/demo/outbox/reply?to=${encodeURIComponent(to)}`);
  await page.fill('[name=text]', `${letter.toLowerCase()} 1`);
  await page.click('main form button');
  await page.waitForURL(/answered/);
}

async function places({ site }: Person): Promise<Record<string, number>> {
  const found = await site.database.pool.query<{ state: string; count: number }>(
    'SELECT state, count(*) FROM crises.place GROUP BY state ORDER BY state',
  );
  return Object.fromEntries(found.rows.map(({ state, count }) => [state, count]));
}

/** The names on paper: what the print style leaves visible; the PDF itself can be made. */
async function printed(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  assert.equal((await page.pdf({ format: 'A4' })).subarray(0, 5).toString(), '%PDF-');
  await page.emulateMedia({ media: null });
  assert.doesNotMatch(text, /CSV/, 'what is of no use on paper is not printed');
  return (text.match(/TEST\d+/g) ?? []).sort();
}

async function play(t: TestContext, lang: Lang, javaScript: boolean): Promise<void> {
  const officer = await person(await stage(t), lang, { javaScriptEnabled: javaScript });
  const { page, site } = officer;
  const m = texts(lang).reply;
  await fillRegister(site, lang);
  const { account } = await accountForEmail(site.ctx, 'officer@test.example', lang, 'Officer');
  await giveRole(site.ctx, SYSTEM, account.id, GARD);
  await signInByCode(officer, 'officer@test.example');
  if (javaScript) {
    await uploadAlert(officer, 'green');
    await uploadAlert(officer, 'orange');
  } else await deliverAlerts(t, site, account.id);
  const crisis = await openCrisis(officer);
  const people = await callOut(officer);
  const [first, second, third, fourth, fifth, sixth, seventh] = people as readonly [
    ...[Called, Called, Called, Called, Called, Called, Called],
  ];

  await look(officer, crisis);
  const taken = (count: number) =>
    page.getByText(new RegExp(`${count}\\s*(/|sur|of)\\s*${PLACES}`));
  await read(officer, first);
  if (javaScript) await page.getByText(texts(lang).crisis.board.live).waitFor();
  assert.ok((await answer(officer, first, 'yes')).includes(plain(m.confirmed.title)));
  if (javaScript) {
    // Nobody reloads the board: it follows within two seconds.
    await taken(1).first().waitFor({ timeout: 2_000 });
  } else {
    assert.equal(await taken(1).count(), 0);
    await page.click(`main a:has-text("${texts(lang).crisis.board.refresh}")`);
    await taken(1).first().waitFor();
  }
  await answer(officer, second, 'yes');
  await answerBySms(officer, third);
  await page.goto(site.url + crisis);

  // All is taken: who comes later is told before they answer, and waits in order if they wish.
  const late = await read(officer, fourth);
  assert.ok(late.includes(plain(m.full.title)), late);
  assert.ok(late.includes(plain(m.yes_reserve)), late);
  const rank = (count: number) => plain(m.reserve.title(count));
  assert.ok((await answer(officer, fourth, 'yes')).includes(rank(1)));
  assert.ok((await answer(officer, fifth, 'yes')).includes(rank(2)));
  await answer(officer, sixth, 'no');
  await answer(officer, seventh, 'never');
  assert.deepEqual(await places(officer), { confirmed: PLACES, declined: 2, reserve: 2 });

  // One withdraws: the first of the reserve is offered the place, the second moves up.
  assert.ok((await answer(officer, first, 'no')).includes(plain(m.withdrawn.title)));
  assert.deepEqual(await places(officer), {
    confirmed: PLACES - 1,
    declined: 2,
    offered: 1,
    reserve: 1,
    withdrawn: 1,
  });
  assert.ok((await read(officer, fifth)).includes(rank(1)));
  const offered = await read(officer, fourth);
  assert.ok(offered.includes(plain(m.offered.title('@').split('@')[0] ?? '')), offered);
  await outbox(
    officer,
    { channel: 'email', recipient: `v${fourth.number}@test.example` },
    new RegExp(
      texts(lang)
        .call.offered.subject({ until: '' } as never)
        .slice(0, 12),
    ),
  );
  assert.ok((await answer(officer, fourth, 'yes')).includes(plain(m.confirmed.title)));
  assert.deepEqual(await places(officer), {
    confirmed: PLACES,
    declined: 2,
    reserve: 1,
    withdrawn: 1,
  });

  await look(officer, `${crisis}/roster`);
  const expected = [second, third, fourth].map(({ number }) => `TEST${number + 1}`).sort();
  assert.deepEqual(await printed(page), expected);
  await look(officer, `${crisis}/log`);
  for (const event of ['stand_down', 'close']) {
    await page.goto(site.url + crisis);
    await page.locator('main details:has(button[name=event]) summary').click();
    await Promise.all([posted(page), page.click(`button[name=event][value=${event}]`)]);
  }
  await look(officer, crisis);
  const { rows: closed } = await site.database.pool.query('SELECT status FROM crises.crisis');
  assert.deepEqual(closed, [{ status: 'closed' }]);
}

test('from a real alert to a filled roster, in French', { timeout: 240_000 }, (t) =>
  play(t, 'fr', true),
);

test('the same in English, by the API, with JavaScript off', { timeout: 240_000 }, (t) =>
  play(t, 'en', false),
);
