import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId, Grant } from '#platform/kernel/actor.ts';
import { eligibilityTexts } from '#services/associations/eligibility/messages/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { claimTexts } from '#services/associations/messages/index.ts';
import {
  inspect,
  type Person,
  PHONE,
  person,
  plain,
  posted,
  type Stage,
  signInByCode,
  stage,
} from './journey.ts';
import { tabTo } from './keyboard-stops.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const REVIEWER: Grant = { role: 'reviewer', scope: { kind: 'department', code: '30' } };
const minutes = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
});

async function arrive(
  set: Stage,
  lang: Lang,
  name: string,
  { grant, phone = false }: { grant?: Grant; phone?: boolean } = {},
): Promise<Person> {
  const email = `${name.toLowerCase()}@test.example`;
  const { account } = await accountForEmail(set.site.ctx, email, lang);
  await set.site.database.pool.query('UPDATE auth.account SET display_name = $1 WHERE id = $2', [
    name,
    account.id,
  ]);
  if (grant) await giveRole(set.site.ctx, SYSTEM, account.id as AccountId, grant);
  const options = phone ? { viewport: PHONE, javaScriptEnabled: false } : {};
  const somebody = await person(set, lang, options);
  await signInByCode(somebody, email);
  return somebody;
}

const association = (name: string, objectCode1: string, object: string) => ({
  name,
  communeCode: '30189',
  facts: { nature: 'D', position: 'A', objectCode1, object },
});

/** From a queue to the page of one case, without a mouse. */
async function openFrom({ page, site }: Person, queue: string, address: RegExp): Promise<void> {
  await page.goto(site.url + queue);
  const href = await page.locator('main table a').first().getAttribute('href');
  await tabTo(page, `main table a[href="${href}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(address);
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `[name=${name}]`);
  await page.keyboard.press('Space');
  const wanted = page.locator(`[name=${name}][value=${value}]`);
  for (let step = 0; step < 8 && !(await wanted.isChecked()); step++)
    await page.keyboard.press('ArrowDown');
  assert.ok(await wanted.isChecked(), `${name}=${value} cannot be chosen by keyboard`);
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `[name=${name}]`);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function send(page: Page, label: string): Promise<void> {
  await tabTo(page, 'main form button');
  const button = await page.evaluate(() => document.activeElement?.textContent ?? '');
  assert.equal(plain(button), plain(label));
  const answer = posted(page);
  await page.keyboard.press('Enter');
  await answer;
  await page.waitForLoadState();
}

/** A step of a reviewer on a decision. */
async function decide(reviewer: Person, act: string, note: string): Promise<void> {
  const m = eligibilityTexts(reviewer.lang);
  await openFrom(reviewer, '/eligibility/queue', /\/eligibility\/[0-9a-f-]{36}/);
  await choose(reviewer.page, 'event', act);
  await write(reviewer.page, 'note', note);
  await send(reviewer.page, m.decide);
  await reviewer.page.getByText(m.saved, { exact: true }).waitFor();
}

async function ask({ page, site, lang }: Person, query: string, button: string): Promise<string> {
  await page.goto(`${site.url}/eligibility?q=${query}`);
  await page.locator('main a[href*="/eligibility/check/"]').first().click();
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('heading', { name: eligibilityTexts(lang).history }).waitFor();
  return page.url();
}

async function own({ page }: Person, note: string, button: string): Promise<void> {
  await page.reload();
  await page.fill('[name=note]', note);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByText(note).waitFor();
}

async function doubtfulCase(t: TestContext, lang: Lang): Promise<void> {
  const set = await stage(t);
  await addOrganisations(set.site.ctx, [
    association('Zen du Pont', '040000', 'étude du zen'),
    association('Paroisse du Lac', '040000', 'exercice public du culte protestant'),
  ]);
  const m = eligibilityTexts(lang);
  const treasurer = await arrive(set, lang, 'Treasurer', { phone: true });
  const one = await arrive(set, lang, 'Claude', { grant: REVIEWER });
  const two = await arrive(set, lang, 'Dominique', { grant: REVIEWER });
  const shows = async ({ page }: Person, text: string) => {
    await page.reload();
    await page.getByText(text).first().waitFor();
  };

  await ask(treasurer, 'zen', m.keepReview);
  await decide(one, 'ask', 'Quelles activités ?');
  await inspect(one);
  await own(treasurer, 'Des séances de méditation.', m.ownActs.answer.send);
  await openFrom(one, '/eligibility/queue', /\/eligibility\/[0-9a-f-]{36}/);
  await choose(one.page, 'event', 'exclude');
  await send(one.page, m.decide);
  await one.page.getByText(m.errors.note_missing).first().waitFor();
  assert.ok(await one.page.isChecked('[value=exclude]'), 'the choice is kept');
  await decide(one, 'exclude', 'Une pratique religieuse.');
  await shows(treasurer, m.states.excluded);

  await own(treasurer, 'Une philosophie.', m.ownActs.appeal.send);
  await treasurer.page.getByText(m.second('Dominique')).waitFor();
  await inspect(treasurer);
  await openFrom(one, '/eligibility/queue', /\/eligibility\/[0-9a-f-]{36}/);
  await one.page.getByText(m.noAct).waitFor();
  await decide(two, 'reverse', 'Les statuts ne parlent d’aucun culte.');
  await shows(treasurer, m.states.reversed);

  // Against the rules: the one who proposes it does not confirm it.
  const address = await ask(treasurer, 'paroisse', m.keep);
  await one.page.goto(address);
  await choose(one.page, 'event', 'propose');
  await write(one.page, 'note', 'Les statuts ont changé hier.');
  await send(one.page, m.decide);
  await one.page.getByText(m.noAct).waitFor();
  await inspect(one);
  await decide(two, 'confirm', 'Vu les nouveaux statuts.');
  await inspect(two);
  await shows(treasurer, m.states.eligible);
}

async function contestedClaim(t: TestContext, lang: Lang): Promise<void> {
  const set = await stage(t);
  const [club] = await addOrganisations(set.site.ctx, [
    association('Amis du Gardon', '007005', 'pêche'),
  ]);
  const id = club?.id ?? '';
  const m = claimTexts(lang);
  const scope = { kind: 'organisation', id } as const;
  const grant = { role: 'association_owner', scope } as const;
  const owner = await arrive(set, lang, 'Owner', { grant, phone: true });
  const newcomer = await arrive(set, lang, 'Newcomer', { phone: true });
  const one = await arrive(set, lang, 'Claude', { grant: REVIEWER });
  const two = await arrive(set, lang, 'Dominique', { grant: REVIEWER });
  const CASE = /\/review\/claims\/[0-9a-f-]{36}/;

  await newcomer.page.goto(`${set.site.url}/associations/${id}/claim`);
  await newcomer.page.check('[name=kind][value=hand_over]');
  await newcomer.page.check('[name=proof][value=document]');
  await newcomer.page.check('[name=office][value=president]');
  await newcomer.page.check('[name=role][value=association_owner]');
  await newcomer.page.setInputFiles('[name=file]', minutes('pv.pdf'));
  await newcomer.page.getByRole('button', { name: m.send, exact: true }).click();
  await newcomer.page.getByText(m.states.owner, { exact: true }).waitFor();
  const mine = newcomer.page.url();

  await owner.page.goto(`${set.site.url}/claims`);
  await owner.page.locator('main table a').first().click();
  await owner.page.getByRole('button', { name: m.disagree, exact: true }).click();
  await owner.page.getByText(m.statesForOthers.review, { exact: true }).first().waitFor();

  await openFrom(one, '/review/claims', CASE);
  await inspect(one);
  await write(one.page, 'note', 'À vérifier au greffe.');
  await send(one.page, m.addNote);
  await one.page.getByText('À vérifier au greffe.').waitFor();
  await choose(one.page, 'decision', 'ask');
  await tabTo(one.page, '[name=question]');
  await one.page.keyboard.press('ArrowDown');
  await send(one.page, m.save);
  await one.page.getByText(m.statesForOthers.question, { exact: true }).waitFor();

  await newcomer.page.goto(mine);
  await newcomer.page.getByText(m.questions.register_receipt).waitFor();
  await newcomer.page.fill('[name=answer]', 'Voici le récépissé.');
  await newcomer.page.setInputFiles('[name=file]', minutes('recepisse.pdf'));
  await newcomer.page.getByRole('button', { name: m.sendAnswer, exact: true }).click();
  await newcomer.page.getByText(m.states.review, { exact: true }).waitFor();

  await openFrom(one, '/review/claims', CASE);
  await one.page.getByText('Voici le récépissé.').waitFor();
  await choose(one.page, 'decision', 'accept');
  await write(one.page, 'text', 'Le récépissé porte son nom.');
  await send(one.page, m.save);
  await one.page.getByText(m.errors.second_reviewer_needed).first().waitFor();
  await inspect(one, []);
  assert.equal(await one.page.inputValue('[name=text]'), 'Le récépissé porte son nom.');
  await one.page.locator('body').click({ position: { x: 1, y: 1 } });
  await one.page.check('[name=decision][value=propose_override]');
  await one.page.getByRole('button', { name: m.save, exact: true }).click();
  await one.page.getByText(m.errors.same_reviewer).waitFor();

  await openFrom(two, '/review/claims', CASE);
  await two.page.getByText(m.overrideProposed('Claude')).waitFor();
  await inspect(two);
  await send(two.page, m.agreeOverride);
  await two.page.getByText(m.states.accepted, { exact: true }).waitFor();
  await newcomer.page.goto(mine);
  await newcomer.page.getByText(m.states.accepted, { exact: true }).waitFor();
  await newcomer.page.goto(`${set.site.url}/associations/${id}/people`);
  await newcomer.page.getByText('newcomer@test.example').waitFor();
}

for (const lang of ['fr', 'en'] as const) {
  test(`a doubtful case: question, refusal, appeal to a named second reviewer, a decision against the rules by two (${lang})`, (t) =>
    doubtfulCase(t, lang));
  test(`a contested hand-over: note, ready question, and two reviewers (${lang})`, (t) =>
    contestedClaim(t, lang));
}
