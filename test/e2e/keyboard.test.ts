import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import { addPeople, GARD } from '#services/crises/fixtures.ts';
import { texts as crisisTexts } from '#services/crises/messages/index.ts';
import { texts as volunteerTexts } from '#services/volunteers/messages/index.ts';
import { code, type Person, person, plain, signInByCode, stage } from './journey.ts';
import { MANY_STOPS, present, SAME_ELEMENT, sound, tabTo } from './keyboard-stops.ts';

/**
 * The whole page with Tab, from its first stop (the skip link) to its end: each stop
 * has its ring, is on the screen, in order, and none holds the keyboard.
 */
async function walk(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
    window.scrollTo(0, 0);
    (window as unknown as { keyboardAt?: Element | undefined }).keyboardAt = undefined;
  });
  await page.locator('body').evaluate((body) => {
    // From the top, wherever the pages before left the keyboard.
    body.tabIndex = -1;
    body.focus();
    body.removeAttribute('tabindex');
  });
  const stops: string[] = [];
  let repeated = 0;
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await present(page);
    if (!stop) break;
    sound(page, stop);
    repeated = stop.same ? repeated + 1 : 0;
    assert.ok(repeated <= SAME_ELEMENT, `the keyboard is held by ${stop.what}`);
    if (!stop.same) stops.push(stop.what);
    assert.ok(stops.length < MANY_STOPS, `no end: ${page.url()}`);
  }
  assert.match(stops[0] ?? '', /#main|"(Aller au contenu|Skip to)/, 'the skip link comes first');
  assert.ok(stops.length > 5, `${page.url()} has ${stops.length} stops`);
}

async function follow(page: Page, selector: string, address: RegExp): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
  await page.waitForURL(address);
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `[name=${name}]`);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function tick(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Space');
  assert.ok(await page.isChecked(selector), selector);
}

/** Opens what is folded; it stays reachable and can be folded again. */
async function unfold(page: Page, title: string): Promise<void> {
  const details = page.locator('details', {
    has: page.locator('summary', { hasText: title }),
  });
  for (let count = 0; count < MANY_STOPS; count++) {
    await page.keyboard.press('Tab');
    const stop = await present(page);
    if (stop) sound(page, stop);
    const here = await details
      .locator('summary')
      .first()
      .evaluate((summary) => summary === document.activeElement);
    if (!here) continue;
    const isOpen = () => details.first().evaluate((one) => (one as HTMLDetailsElement).open);
    if (await isOpen()) return;
    await page.keyboard.press('Space');
    assert.ok(await isOpen(), title);
    return;
  }
  assert.fail(`${title} cannot be reached on ${page.url()}`);
}

async function skipToContent(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.rf-skip')));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(
    await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement)),
    'the next stop is in the content',
  );
}

/** The summary holds the focus; its first link leads to the field. */
async function mendFromSummary(page: Page, field: string): Promise<void> {
  await page.locator('.govuk-error-summary').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'error-summary');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('name')),
    field,
    'the link of an error leads into its field',
  );
}

test('a volunteer signs up with the keyboard alone, in French', { timeout: 240_000 }, async (t) => {
  const scene = await stage(t);
  const who = await person(scene, 'fr');
  const { page, site } = who;
  const { labels } = volunteerTexts('fr');
  await page.goto(site.url);
  await skipToContent(page);
  await walk(page);
  await page.goto(site.url);
  await follow(page, 'main a[href="/volunteer/join"]', /\/volunteer\/join$/);
  await walk(page);
  await page.reload();
  await follow(page, 'main a[href^="/sign-in"]', /\/sign-in\?/);
  await write(page, 'email', 'not an address');
  await page.keyboard.press('Enter');
  await mendFromSummary(page, 'email');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('ines@test.example');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sign-in\/code/);
  await write(page, 'code', await code(who, 'ines@test.example'));
  await page.keyboard.press('Enter');

  await page.waitForURL(/\/volunteer\/join\/1/);
  await walk(page);
  await page.reload();
  await follow(page, 'main form button', /\/volunteer\/join\/1/);
  await mendFromSummary(page, 'first_name');
  await page.keyboard.type('Inès');
  await write(page, 'last_name', 'Roux');
  await tabTo(page, '[name=birth_date]');
  // The fifth of May, whichever of day and month the browser asks first.
  await page.keyboard.type('05051990');
  assert.equal(await page.inputValue('[name=birth_date]'), '1990-05-05');
  await write(page, 'commune', 'Nîmes');
  await tabTo(page, '[name=radius]');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.inputValue('[name=radius]'), '30');
  await follow(page, 'main form button', /\/volunteer\/join\/2/);

  await walk(page);
  await page.reload();
  await unfold(page, labels.certificateFamilies.first_aid);
  await tick(page, '[name="certificates_first_aid[]"][value="1001"]');
  await tabTo(page, '[name=effort]');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.isChecked('[name=effort][value=moderate]'), 'arrows move in a choice');
  await follow(page, 'main form button', /\/volunteer\/join\/3/);

  await walk(page);
  await page.reload();
  await tabTo(page, '[name="weekly[]"][value="1-morning"], [name="weekly[]"]');
  await page.keyboard.press('Space');
  await tick(page, '[name=consent_crisis]');
  await follow(page, 'main form button', /\/volunteer\/join\/done/);
  await walk(page);
  const { rows } = await site.database.pool.query(
    `SELECT v.status, v.radius_km, v.effort, v.crisis_consent, bit_count(v.weekly::bit(21)) AS slots,
       (SELECT count(*) FROM volunteers.certificate c WHERE c.volunteer_id = v.id) AS certificates
     FROM volunteers.volunteer v`,
  );
  assert.deepEqual(rows, [
    {
      status: 'active',
      radius_km: 30,
      effort: 'moderate',
      crisis_consent: true,
      slots: 20,
      certificates: 1,
    },
  ]);
});

async function officerOf(who: Person): Promise<void> {
  const { site } = who;
  const { account } = await accountForEmail(site.ctx, 'officer@test.example', who.lang, 'Officer');
  await giveRole(site.ctx, { kind: 'system', name: 'test' }, account.id, GARD);
  await signInByCode(who, 'officer@test.example');
}

test('an officer opens a crisis, calls and closes with the keyboard alone, in English', {
  timeout: 240_000,
}, async (t) => {
  const scene = await stage(t);
  const who = await person(scene, 'en');
  const { page, site } = who;
  const { crisis: m, need } = crisisTexts('en');
  await addPeople(
    site.ctx,
    site.database,
    Array.from({ length: 40 }, () => ({})),
  );
  await officerOf(who);
  await page.goto(site.url);
  await walk(page);
  await page.goto(site.url);
  await unfold(page, 'Crises');
  await follow(page, 'header nav a[href="/crises"]', /\/crises$/);
  await follow(page, 'main a[href="/crises/new"]', /\/crises\/new/);
  await walk(page);
  await page.reload();
  await follow(page, 'main form button', /\/crises\/new/);
  await mendFromSummary(page, 'title');
  await page.keyboard.type('Crue des Gardons');
  await tabTo(page, '[name=hazard]');
  await page.keyboard.press('ArrowDown');
  await write(page, 'agency', 'Préfecture du Gard');
  await follow(page, 'main form button:not([name])', /\/crises\/[0-9a-f-]{36}/);
  const board = new URL(page.url()).pathname;

  await follow(page, 'main a[href$="/needs/new"]', /needs\/new/);
  await walk(page);
  await page.reload();
  await write(page, 'position', 'Accueil des familles');
  await write(page, 'places', '3');
  await write(page, 'site_name', 'Gymnase Pablo-Neruda');
  await write(page, 'site_commune', 'Nîmes');
  await unfold(page, need.form.skills_title);
  await follow(page, 'main form button', /\/call/);

  await walk(page);
  await page.reload();
  await unfold(page, need.call.settings);
  await tabTo(page, '[name=budget]');
  await page.reload();
  await follow(page, 'form:has([name=policy][value=adaptive]) button', new RegExp(`${board}$`));
  await page.getByText(m.board.live).waitFor();
  await walk(page);
  await page.goto(site.url + board);
  await write(page, 'text', 'La passerelle est coupée');
  await follow(page, 'main form[action$="/notes"] button', /done=noted/);
  await follow(page, 'main a[href$="/roster"]', /\/roster/);
  await page.goto(site.url + board);
  for (const event of ['stand_down', 'close']) {
    await unfold(page, m.board.change_state);
    await tabTo(page, `button[name=event][value=${event}]`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  }
  const { rows } = await site.database.pool.query(
    `SELECT status, (SELECT count(*) FROM crises.wave) AS waves FROM crises.crisis`,
  );
  assert.deepEqual(rows, [{ status: 'closed', waves: 1 }]);
  assert.match(plain(await page.textContent('main')), /passerelle est coupée/);
});
