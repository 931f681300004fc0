import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { addCrisis, addNeedTo, addPeople } from '#services/crises/fixtures.ts';
import { CERTIFICATE_KINDS } from '#services/volunteers/index.ts';
import { texts as volunteerTexts } from '#services/volunteers/messages/index.ts';
import {
  checkPresent,
  code,
  inspect,
  open,
  outbox,
  type Person,
  person,
  plain,
  posted,
  type Stage,
  signInByCode,
  stage,
} from './journey.ts';
import { changeHerMind, expectPreview, HOUR, INES, leave, OTHERS, takeAway } from './own-record.ts';
import { phoneOf, Thumb } from './thumb.ts';

const GARD = { kind: 'department', code: '30' } as const;
const PSC1 = CERTIFICATE_KINDS.find((kind) => kind.code === 'psc1')?.id as number;

const FORM_BUTTON = 'main form button';

/** From the home page to the first step, by a code. */
async function begin(who: Person, hand: Thumb, look: (who: Person) => Promise<void>) {
  await open(who, '/');
  await look(who);
  await hand.go(who, 'main a[href="/volunteer/join"]', /\/volunteer\/join$/);
  await look(who);
  await hand.go(who, 'main a[href^="/sign-in"]', /\/sign-in\?/);
  await look(who);
  await hand.type(who, 'email', INES.email);
  await hand.go(who, FORM_BUTTON, /\/sign-in\/code/);
  await look(who);
  hand.trips += 1;
  await hand.type(who, 'code', await code(who, INES.email));
  await hand.go(who, FORM_BUTTON, /\/volunteer\/join\/1/);
  await look(who);
}

/** Nothing filled in is lost when something is wrong, and each error says what to do. */
async function getStepOneWrong(who: Person): Promise<void> {
  const { page } = who;
  const { errors } = volunteerTexts(who.lang);
  await page.fill('[name=first_name]', INES.first);
  await page.fill('[name=birth_date]', '2019-01-01');
  await page.fill('[name=commune]', 'Nimess');
  await page.selectOption('[name=radius]', '50');
  await Promise.all([posted(page), page.click(FORM_BUTTON)]);
  await page.waitForLoadState();
  const summary = page.locator('.govuk-error-summary');
  assert.deepEqual(
    (await summary.locator('a').allTextContents()).map(plain),
    [errors.last_name_missing, errors.too_young, errors.commune_unknown].map(plain),
    'everything wrong is said at once, in the order of the page',
  );
  assert.equal(await page.inputValue('[name=first_name]'), INES.first);
  assert.equal(await page.inputValue('[name=birth_date]'), '2019-01-01');
  assert.equal(await page.inputValue('[name=commune]'), 'Nimess');
  assert.equal(await page.inputValue('[name=radius]'), '50');
}

async function staff(scene: Stage, lang: Lang, role: 'crisis_officer' | 'reviewer') {
  const email = `${role}@test.example`;
  const { account } = await accountForEmail(scene.site.ctx, email, lang, role);
  await giveRole(scene.site.ctx, { kind: 'system', name: 'test' }, account.id, {
    role,
    scope: GARD,
  });
  const who = await person(scene, lang);
  await signInByCode(who, email);
  return who;
}

/** A document as an office printer makes it. */
async function scan({ browser }: Stage): Promise<Buffer> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.setContent('<h1>PSC1</h1><p>Inès Roux, 12 mars 2024</p>');
    return await page.pdf({ format: 'A5' });
  } finally {
    await context.close();
  }
}

async function play(t: TestContext, lang: Lang, javaScript: boolean): Promise<void> {
  const scene = await stage(t);
  const { site } = scene;
  await addPeople(
    site.ctx,
    site.database,
    Array.from({ length: OTHERS }, () => ({})),
  );
  // In the daytime, whenever the test runs: a night belongs to the day before.
  const start = new Date(`${addDays(localDate(new Date()), 1)}T10:00:00Z`);
  const end = new Date(start.getTime() + 4 * HOUR);
  const { crisisId, needId } = await addNeedTo(site.ctx, await addCrisis(site.ctx), {
    requiredSkills: [[PSC1]],
    startsAt: start,
    endsAt: end,
  });
  const officer = {
    who: await staff(scene, lang, 'crisis_officer'),
    path: `/crises/${crisisId}/needs/${needId}/call`,
  };
  await expectPreview(officer, OTHERS, { skill_missing: OTHERS });

  // With scripts off axe cannot run in the page, and the other journey has seen the same pages.
  const look = (who: Person) => (javaScript ? inspect(who) : Promise.resolve());
  let ines = await phoneOf(scene, lang, javaScript);
  const hand = new Thumb();
  await begin(ines, hand, look);
  await getStepOneWrong(ines);
  if (javaScript) await checkPresent(ines.page);
  await open(ines, '/volunteer/join/1');
  assert.equal(await ines.page.inputValue('[name=first_name]'), '', 'a refused step keeps nothing');
  await hand.type(ines, 'first_name', INES.first);
  await hand.type(ines, 'last_name', INES.last);
  await hand.type(ines, 'birth_date', INES.birth);
  await hand.type(ines, 'commune', INES.commune);
  await hand.go(ines, FORM_BUTTON, /\/volunteer\/join\/2/);
  await look(ines);
  const { labels } = volunteerTexts(lang);
  await hand.tick(ines, labels.skills.first_aid);
  await hand.tick(ines, labels.skills.listening);
  await hand.tap(ines, `summary:has-text("${labels.certificateFamilies.first_aid}")`);
  await hand.tick(ines, labels.certificates.psc1);
  await hand.go(ines, FORM_BUTTON, /\/volunteer\/join\/3/);

  // The battery dies; she goes on later, on another phone.
  await ines.context.close();
  ines = await phoneOf(scene, lang, javaScript);
  await resume(ines, javaScript ? 'link' : 'code');
  await look(ines);
  await open(ines, '/volunteer/join/1');
  assert.equal(await ines.page.inputValue('[name=first_name]'), INES.first);
  assert.equal(await ines.page.inputValue('[name=birth_date]'), INES.birth);
  await open(ines, '/volunteer/join/2');
  assert.ok(await ines.page.isChecked(`[value="${PSC1}"]`));
  await open(ines, '/volunteer/join/3');

  await ines.page.uncheck('[name="weekly[]"] >> nth=0');
  await ines.page.fill('[name=phone]', '06 12');
  await ines.page.check('[name=consent_crisis]');
  await Promise.all([posted(ines.page), ines.page.click(FORM_BUTTON)]);
  await ines.page.locator('.govuk-error-summary').waitFor();
  assert.equal(await ines.page.inputValue('[name=phone]'), '06 12');
  assert.ok(await ines.page.isChecked('[name=consent_crisis]'));
  assert.equal(await ines.page.locator('[name="weekly[]"]:checked').count(), 20);
  if (javaScript) await checkPresent(ines.page);
  await ines.page.check('[name="weekly[]"] >> nth=0');
  await hand.type(ines, 'phone', INES.phone);
  hand.taps += 1; // Her consent, ticked above.
  await hand.go(ines, FORM_BUTTON, /\/volunteer\/phone\/code/);
  await look(ines);
  hand.trips += 1;
  await hand.type(ines, 'code', await code(ines, '+33639981234'));
  await hand.go(ines, FORM_BUTTON, /\/volunteer\/join\/done/);
  await look(ines);

  t.diagnostic(
    `sign-up: ${hand.taps} taps, ${hand.characters} characters, ` +
      `${(hand.waited / 1000).toFixed(1)} s of network, ${hand.seconds.toFixed(0)} s in all`,
  );
  // (21 + 2 x 4) x 2.45 s + 66 x 0.33 s = 93 s by hand; the network must leave it under two minutes.
  assert.equal(hand.trips, 2);
  assert.ok(hand.taps <= 21, `${hand.taps} taps`);
  assert.ok(hand.characters <= 66, `${hand.characters} characters`);
  assert.ok(hand.seconds < 120, `${hand.seconds} s`);

  await ines.goHome();
  await expectPreview(officer, OTHERS + 1, { skill_missing: OTHERS, certificate_unverified: 1 });
  const pdf = await addEvidence(scene, ines, look);
  await expectPreview(officer, OTHERS + 1, { skill_missing: OTHERS, certificate_unverified: 1 });
  await verify(scene, lang, pdf);
  await expectPreview(officer, OTHERS + 1, { skill_missing: OTHERS });

  await changeHerMind(ines, officer, { start, end, look });
  await takeAway(ines, look);
  await leave(ines, look);
  await expectPreview(officer, OTHERS, { skill_missing: OTHERS });
}

/** With nothing typed again but the e-mail address: the link of the message, or the code. */
async function resume(ines: Person, way: 'link' | 'code'): Promise<void> {
  const { page, site, lang } = ines;
  if (way === 'code') {
    await signInByCode(ines, INES.email);
    await page.click(`a:has-text("${volunteerTexts(lang).profile.todo.finish}")`);
  } else {
    await open(ines, '/volunteer/join');
    await page.click('main a[href^="/sign-in"]');
    await page.fill('[name=email]', INES.email);
    await page.click(FORM_BUTTON);
    await page.waitForURL(/\/sign-in\/code/);
    const link = await outbox(ines, { recipient: INES.email }, /\/sign-in\/link\/[\w-]+/);
    await page.goto(site.url + link);
    await page.click(FORM_BUTTON);
  }
  await page.waitForURL(/\/volunteer\/join\/3/);
}

async function addEvidence(scene: Stage, ines: Person, look: (who: Person) => Promise<void>) {
  const { page } = ines;
  const { errors } = volunteerTexts(ines.lang);
  await page.click('main a[href="/volunteer/certificates"]');
  await page.waitForURL(/certificates$/);
  await look(ines);
  await page.click('main table a[href^="/volunteer/certificates/"]');
  await page.waitForURL(/certificates\/[0-9a-f-]{36}/);
  await look(ines);
  const upload = (name: string, buffer: Buffer) =>
    page.setInputFiles('[name=file]', { name, mimeType: 'application/pdf', buffer });
  await page.fill('[name=number]', '30-2024-118');
  await page.fill('[name=issued_on]', '2024-03-12');
  await upload('psc1.pdf', Buffer.from('not a PDF at all'));
  await Promise.all([posted(page), page.click('main form[enctype] button')]);
  const refused = page.locator('.govuk-error-summary');
  await refused.waitFor();
  assert.match(
    plain(await refused.textContent()),
    new RegExp(plain(errors.file_type).slice(0, 20)),
  );
  assert.equal(await page.inputValue('[name=number]'), '30-2024-118');
  const pdf = await scan(scene);
  await upload('psc1.pdf', pdf);
  await Promise.all([posted(page), page.click('main form[enctype] button')]);
  await page.waitForURL(/certificates$/);
  return pdf;
}

/** The reviewer finds her in the queue, reads the very document, and accepts it. */
async function verify(scene: Stage, lang: Lang, pdf: Buffer): Promise<void> {
  const reviewer = await staff(scene, lang, 'reviewer');
  const { page } = reviewer;
  await open(reviewer, '/volunteers/certificates');
  await inspect(reviewer);
  await page.click(`main table a:has-text("${INES.last} ${INES.first}")`);
  await page.waitForURL(/\/volunteers\/certificates\/.+\/.+/);
  await inspect(reviewer);
  const path = await page.getAttribute('main a[href$="/document"]', 'href');
  const document = await reviewer.context.request.get(scene.site.url + path);
  assert.equal(document.headers()['content-type'], 'application/pdf');
  assert.deepEqual(await document.body(), pdf);
  assert.equal(await page.inputValue('form[action$="/verify"] [name=issued_on]'), '2024-03-12');
  await page.click('form[action$="/verify"] button');
  await page.waitForURL(/\/volunteers\/certificates\?/);
  assert.equal(await page.locator('main table').count(), 0, 'nothing waits any more');
}

test(
  'a stranger becomes a volunteer on a phone and leaves again, in French',
  {
    timeout: 240_000,
  },
  (t) => play(t, 'fr', true),
);

test('the same in English, with JavaScript off', { timeout: 240_000 }, (t) => play(t, 'en', false));
