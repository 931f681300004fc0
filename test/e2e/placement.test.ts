import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Lang } from '#platform/i18n/index.ts';
import { answerFields, answerFile, testUnderWay } from '#services/skills/fixtures.ts';
import { texts } from '#services/skills/messages/index.ts';
import { launchBrowser } from '#test/harness/browser.ts';
import { type RestartableSite, restartableSite } from '#test/harness/restartable-site.ts';
import { checkPresent, DESK, PHONE, plain } from './journey.ts';
import { tabTo } from './keyboard-stops.ts';

interface Taking {
  readonly site: RestartableSite;
  readonly page: Page;
  readonly lang: Lang;
}

async function begin(t: TestContext, lang: Lang, options: object): Promise<Taking> {
  const site = await restartableSite(t);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const context = await browser.newContext({ locale: lang, ...options });
  context.setDefaultTimeout(20_000);
  return { site, page: await context.newPage(), lang };
}

const question = ({ site, page, lang }: Taking) => testUnderWay(site.ctx(), page.url(), lang);

/** Fills in the open question by the keyboard alone, right or wrong. */
async function fillIn(taking: Taking, right: boolean): Promise<void> {
  const { page } = taking;
  const { item } = (await question(taking))!;
  const file = answerFile(item);
  if (file) {
    await tabTo(page, 'input[type=file]');
    const { name, type: mimeType } = file;
    const buffer = Buffer.from(await file.arrayBuffer());
    await page.locator('input:focus').setInputFiles({ name, mimeType, buffer });
  }
  const fields = answerFields(item, right);
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) {
      const box = `input[value="${one}"]:is([name="${item.id}-${name}"], [name="${item.id}-${name}[]"])`;
      if (await page.locator(`${box}:is([type=radio], [type=checkbox])`).count()) {
        await choose(page, box);
      } else if (await page.locator(`select[name="${item.id}-${name}"]`).count()) {
        await tabTo(page, `select[name="${item.id}-${name}"]`);
        await page.locator('select:focus').selectOption(one);
      } else {
        await tabTo(page, `input[name="${item.id}-${name}"]`);
        await page.keyboard.type(one);
      }
    }
  }
}

/** A radio group is one stop, in which the arrows move. */
async function choose(page: Page, box: string): Promise<void> {
  const radio = (await page.getAttribute(box, 'type')) === 'radio';
  if (!radio) {
    await tabTo(page, box);
    return page.keyboard.press('Space');
  }
  const name = await page.getAttribute(box, 'name');
  await tabTo(page, `input[name="${name}"]`);
  for (let moves = 0; !(await page.isChecked(box)); moves++) {
    assert.ok(moves < 12, box);
    await page.keyboard.press(moves === 0 ? 'Space' : 'ArrowDown');
  }
}

async function send({ page }: Taking): Promise<void> {
  await tabTo(page, 'test-page button:not([name])');
  await page.keyboard.press('Enter');
}

/** The page of the next question, or of the result, is there. */
async function gone(page: Page, { id, position }: { id: string; position: number }): Promise<void> {
  await page.waitForFunction(
    (from) =>
      document.readyState === 'complete' &&
      document.querySelector('test-page')?.getAttribute('data-beat') !== from,
    `/tests/${id}/beat/${position}`,
  );
}

async function answer(taking: Taking, right: boolean): Promise<void> {
  const { page } = taking;
  const before = (await question(taking))!;
  await fillIn(taking, right);
  await send(taking);
  await gone(page, before);
}

/** The line is cut while a question is filled in: the answer waits in the page and leaves by itself. */
async function cutLine(taking: Taking): Promise<void> {
  const { page, lang } = taking;
  const m = texts(lang).tests;
  const before = (await question(taking))!;
  await page.context().setOffline(true);
  await fillIn(taking, true);
  await send(taking);
  const notice = page.locator('.rf-test__lost');
  await notice.waitFor();
  assert.equal(plain(await notice.textContent()), plain(m.waiting));
  assert.equal((await question(taking))!.position, before.position, 'nothing has left');
  await checkPresent(page);
  await page.context().setOffline(false);
  await gone(page, before);
  assert.equal((await question(taking))!.position, before.position + 1);
}

/** The program dies under a half-filled question, and another one starts: question and words are there. */
async function restart(taking: Taking): Promise<void> {
  const { site, page } = taking;
  const before = (await question(taking))!;
  await fillIn(taking, true);
  await site.stop();
  await send(taking);
  await page.locator('.rf-test__lost').waitFor();
  await site.start();
  await gone(page, before);
  const after = (await question(taking))!;
  assert.deepEqual([after.position, after.bank], [before.position + 1, before.bank]);
}

function filledIn(page: Page): Promise<string[]> {
  return page.$$eval(
    'test-page input:checked, test-page input[type=text], test-page select',
    (all) => all.map((one) => (one as HTMLInputElement).value).filter((value) => value !== ''),
  );
}

/** Reloaded in the middle of a question: what was typed is still there. */
async function reload(taking: Taking): Promise<void> {
  const { page } = taking;
  // A browser lets no page keep a file.
  if (answerFile((await question(taking))!.item)) return answer(taking, true);
  await fillIn(taking, true);
  const before = await filledIn(page);
  await page.reload();
  assert.deepEqual(await filledIn(page), before);
  const open = (await question(taking))!;
  await send(taking);
  await gone(page, open);
}

async function play(t: TestContext, lang: Lang, options: object): Promise<void> {
  const taking = await begin(t, lang, options);
  const { page, site } = taking;
  const m = texts(lang).tests;
  await page.goto(`${site.url}/tests`);
  await checkPresent(page);
  await tabTo(page, 'main form button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tests\/[0-9a-f-]{36}$/);
  await checkPresent(page);
  await answer(taking, true);
  await cutLine(taking);
  await restart(taking);
  for (let n = 0; await question(taking); n++) {
    assert.ok(n < 20);
    if (n === 1) await reload(taking);
    else await answer(taking, n % 2 === 0);
  }
  await page.locator('.rf-levels').first().waitFor();
  const said = plain(await page.textContent('main'));
  assert.match(said, lang === 'fr' ? /Niveau \d sur 8/ : /Level \d of 8/);
  assert.ok(said.includes(plain(m.profile)) && said.includes(plain(m.learn)));
  await checkPresent(page);
  await tabTo(page, 'main a[href^="/sign-in"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sign-in\?next=%2Ftests%2F/);
}

test('a whole test by keyboard in French, the line cut, the program restarted', (t) =>
  play(t, 'fr', { viewport: DESK }));

test('a whole test by keyboard in English on a narrow screen', (t) =>
  play(t, 'en', { viewport: PHONE }));
