import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { addDemoOffers } from '#services/offers/fixtures.ts';
import { orderTexts } from '#services/offers/messages/orders/index.ts';
import { inspect, open, type Person, person, plain, signInByCode, stage } from './journey.ts';
import { keyboard, mouse, type Way } from './way.ts';

const TREASURER = 'treasurer@test.example';
const AGENT = 'agent@test.example';
const CLUB = 'Échiquier du Pont';
const PRODUCT = 'suite-de-demonstration';
const KEY = 'ABCDE-12345';

/** A village association without website or SIRET, its treasurer, and the agent of a distributor. */
async function village(t: TestContext, lang: Lang) {
  const scene = await stage(t);
  const { ctx } = scene.site;
  const facts = { nature: 'D', position: 'A', object: 'jeu d’échecs', objectCode1: '007005' };
  const [club] = await addOrganisations(ctx, [
    { name: CLUB, communeCode: '30189', rna: 'W302005678', facts },
  ]);
  const here = await addDemoOffers(ctx);
  for (const [email, role, id] of [
    [TREASURER, 'association_owner', club?.id as string],
    [AGENT, 'distributor_agent', here],
  ] as const) {
    const { account } = await accountForEmail(ctx, email, lang, email);
    const by = { kind: 'system', name: 'test' } as const;
    await giveRole(ctx, by, account.id, { role, scope: { kind: 'organisation', id } });
  }
  return scene;
}

/** From a name typed in the search to an order that awaits the distributor; its address. */
async function treasurer(who: Person, way: Way): Promise<string> {
  const { page } = who;
  await open(who, '/associations');
  await way.type(page, '[name=q]', 'echiquier pont');
  await way.press(page, 'main form button', /q=echiquier/);
  await way.press(page, 'main a[href^="/associations/"]', /\/associations\/[0-9a-f-]{36}/);
  await inspect(who);
  await way.press(page, 'main a[href^="/eligibility/check/"]', /\/eligibility\/check\//);
  await inspect(who);
  await way.press(page, 'main form button', /\/eligibility\/[0-9a-f-]{36}$/);
  await inspect(who);

  await open(who, '/offers');
  await way.type(page, '[name=q]', 'démonstration');
  await way.press(page, 'main form button', /q=d/);
  await way.press(page, `main a[href="/offers/${PRODUCT}"]`, new RegExp(`/offers/${PRODUCT}$`));
  await inspect(who);
  await way.press(page, `main a[href="/offers/${PRODUCT}/order"]`, /\/order$/);
  await inspect(who);
  await way.type(page, '[name=employee]', '60');
  await way.press(page, 'main form button', /\/order$/);
  await page.locator('.govuk-error-summary').waitFor();
  assert.equal(await page.inputValue('[name=employee]'), '60', 'what was typed is kept');
  await way.type(page, '[name=employee]', '1');
  await way.type(page, '[name=volunteer]', '1');
  await way.press(page, 'main form button', /\/orders\/[0-9a-f-]{36}$/);
  await inspect(who);
  await way.press(page, 'button[value=quote]', /\/orders\/[0-9a-f-]{36}\?done/);
  const text = plain(await page.locator('main').textContent());
  assert.match(text, /24[.,]00.*4[.,]80.*28[.,]80/, 'two seats at 12 €, tax, total');
  await inspect(who);
  await way.press(page, 'button[value=order]', /\?done/);
  await page.locator('main a[href^="/verify/"]').waitFor();
  await inspect(who);
  return new URL(page.url()).pathname;
}

/** From the list of orders to the number of the invoice. */
async function agent(who: Person, way: Way, order: string): Promise<void> {
  const { page } = who;
  await open(who, '/orders');
  await inspect(who);
  await way.press(page, `main a[href="${order}"]`, new RegExp(`${order}$`));
  assert.match(plain(await page.locator('main').textContent()), new RegExp(CLUB));
  await way.press(page, 'button[value=accept]', /\?done/);
  for (const [seats, key] of [
    ['1', KEY],
    ['1', 'FGHIJ-67890'],
  ] as const) {
    await way.type(page, '[name=seats]', seats);
    await way.type(page, '[name=content]', key);
    await way.press(page, 'form[action$="/deliver"] button', /\?done/);
    await inspect(who);
  }
  assert.doesNotMatch((await page.textContent('body')) ?? '', new RegExp(KEY), 'sealed at once');
  await way.type(page, '[name=word_invoice]', 'F-2026-118');
  await way.press(page, 'button[value=invoice]', /\?done/);
}

async function keys(who: Person, way: Way, order: string): Promise<void> {
  const { page } = who;
  await open(who, order);
  await way.press(page, `main a[href="${order}/keys"]`, /\/keys$/);
  assert.match((await page.textContent('main')) ?? '', new RegExp(KEY));
  await inspect(who);
}

async function play(t: TestContext, lang: Lang, way: Way, javaScriptEnabled: boolean) {
  const scene = await village(t, lang);
  const buyer = await person(scene, lang, { javaScriptEnabled });
  await signInByCode(buyer, TREASURER);
  const order = await treasurer(buyer, way);
  const seller = await person(scene, lang, { javaScriptEnabled });
  await signInByCode(seller, AGENT);
  await agent(seller, way, order);
  await keys(buyer, way, order);
  const state = plain(await (await openOrder(buyer, order)).textContent());
  assert.match(state, new RegExp(orderTexts(lang).states.invoiced));
}

async function openOrder(who: Person, order: string) {
  await open(who, order);
  return who.page.locator('main');
}

test(
  'a treasurer and an agent, from a search to a key, in French without JavaScript',
  {
    timeout: 240_000,
  },
  (t) => play(t, 'fr', mouse, false),
);

test(
  'a treasurer and an agent, from a search to a key, in English with the keyboard alone',
  {
    timeout: 240_000,
  },
  (t) => play(t, 'en', keyboard, true),
);
