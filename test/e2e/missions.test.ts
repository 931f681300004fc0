import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import { credentialTexts } from '#platform/credentials/messages/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import type { Family } from '#services/missions/domain/vocabularies.ts';
import { texts } from '#services/missions/messages/index.ts';
import { addApplicant, addAssociation } from '#test/harness/missions.ts';
import {
  inspect,
  open,
  type Person,
  PHONE,
  person,
  plain,
  type Stage,
  signInByCode,
  stage,
} from './journey.ts';

interface Cast {
  readonly manager: Person;
  readonly moderator: Person;
  readonly volunteer: Person;
  readonly visitor: Person;
  readonly association: string;
}

/** A president at a desk, a moderator, a volunteer on a phone, and whoever is shown a certificate. */
async function castOf(scene: Stage, lang: Lang, javaScriptEnabled: boolean): Promise<Cast> {
  const { ctx } = scene.site;
  const association = await addAssociation(ctx, 'Banque alimentaire du Gard');
  const system = { kind: 'system', name: 'test' } as const;
  const address = (who: string) => `${who}-${lang}@test.example`;
  const { account: manager } = await accountForEmail(ctx, address('president'), lang);
  await giveRole(ctx, system, manager.id, {
    role: 'association_manager',
    scope: { kind: 'organisation', id: association },
  });
  const { account: moderator } = await accountForEmail(ctx, address('moderator'), lang);
  await giveRole(ctx, system, moderator.id, {
    role: 'reviewer',
    scope: { kind: 'department', code: '30' },
  });
  await accountForEmail(ctx, address('ana'), lang);
  await addApplicant(ctx, address('ana'));
  const seat = async (who: string, options = {}) => {
    const one = await person(scene, lang, { javaScriptEnabled, ...options });
    await signInByCode(one, address(who));
    return one;
  };
  return {
    association,
    manager: await seat('president'),
    moderator: await seat('moderator'),
    volunteer: await seat('ana', { viewport: PHONE }),
    visitor: await person(scene, lang, { viewport: PHONE, javaScriptEnabled }),
  };
}

/** Presses a button or follows a link, and is on the next page. */
async function press({ page }: Person, selector: string): Promise<void> {
  const target = page.locator(selector).first();
  await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest()),
    target.click(),
  ]);
  await page.waitForLoadState();
}

const send = (action: string) => `form[action$="${action}"] button`;
const ask = (event: string) => `button[name=ask][value=${event}]`;

/** Written from the example of its kind, which is a whole need; read by a moderator; answers its path. */
async function describeNeed(
  { manager, moderator, association }: Cast,
  family: Family,
  tasks: string,
): Promise<string> {
  const { page } = manager;
  await open(manager, `/missions/new?organisation=${association}`);
  await page.check(`[name=family][value=${family}]`);
  await press(manager, 'main form button');
  await page.locator('main details summary').first().click();
  await press(manager, 'a[href*="example=on"]');
  await page.check('[name=remote][value=full]');
  await page.check('[name=pace][value=once]');
  await page.fill('[name=tasks]', tasks);
  await press(manager, 'main form >> button:not([name])');
  assert.match(page.url(), /\/manage$/);
  await press(manager, 'button[name=event][value=submit]');
  const mission = new URL(page.url()).pathname.replace('/manage', '');
  await open(moderator, mission.replace('/missions/', '/missions/moderation/'));
  await press(moderator, 'button[name=verdict][value=publish]');
  return mission;
}

/** Found by words of its title, without its address. */
async function findAndApply({ volunteer }: Cast, mission: string, family: Family): Promise<string> {
  const { page, lang } = volunteer;
  const { title } = texts(lang).form.example[family];
  await open(volunteer, '/missions');
  await page.fill('main [name=q]', title.split(' ').slice(-2).join(' '));
  await press(volunteer, 'main form button');
  await press(volunteer, `main a[href^="${mission}"]`);
  assert.equal(plain(await page.textContent('h1')), plain(title));
  await page.fill('[name=motivation]', 'J’ai tenu le journal de mon quartier.');
  await press(volunteer, 'button[name=kind][value=apply]');
  return new URL(page.url()).pathname;
}

async function accept({ manager }: Cast, mission: string, own: string): Promise<void> {
  await open(manager, `${mission}/manage`);
  await press(manager, `a[href="${own}"]`);
  await press(manager, ask('accept'));
}

async function doTask({ volunteer, manager }: Cast, own: string): Promise<void> {
  await open(volunteer, own);
  await press(volunteer, 'button[name=event][value=claim]');
  await press(volunteer, 'button[name=event][value=start]');
  await volunteer.page.locator('main details summary', { hasText: ':' }).first().click();
  await volunteer.page.fill('textarea[name^="text-"]', 'Fait, avec les doubles à part.');
  await press(volunteer, 'form[action*="/tasks/"][action$="/hand-in"] button');
  await open(manager, own);
  await press(manager, 'form[action*="/tasks/"] button[value=accepted]');
}

async function deliver({ volunteer }: Cast, own: string): Promise<void> {
  const { page } = volunteer;
  await open(volunteer, own);
  const form = `form[action="${own}/hand-in"]`;
  await page.fill(`${form} [name=text]`, 'Voici le travail, relu deux fois.');
  await page.fill(`${form} [name=hours]`, '2 h 30');
  await page.fill(`${form} [name=day]`, localDate(new Date()));
  await inspect(volunteer);
  await press(volunteer, `${form} button`);
}

/** Half an hour less than declared: what counts is what the association confirms. */
async function confirm({ manager }: Cast, own: string): Promise<void> {
  await open(manager, own);
  await manager.page.fill('[name^="minutes-"]', '2 h');
  await manager.page.fill('[name=thanks]', 'Un grand merci !');
  await inspect(manager);
  await press(manager, send('/complete'));
}

/** The volunteer takes her certificate, and somebody without an account types its code. */
async function prove(
  { volunteer, visitor }: Cast,
  own: string,
  lang: Lang,
  title: string,
): Promise<void> {
  await open(volunteer, own);
  const [file] = await Promise.all([
    volunteer.page.waitForEvent('download'),
    volunteer.page.click('a[href$="/certificate.pdf"]'),
  ]);
  assert.match(file.suggestedFilename(), /\.pdf$/);
  await open(volunteer, own);
  await inspect(volunteer);
  const link = volunteer.page.locator('a[href^="/verify/"]');
  const code = ((await link.getAttribute('href')) ?? '').replace('/verify/', '');
  await open(visitor, '/verify');
  await visitor.page.fill('[name=code]', code);
  await press(visitor, 'main form button');
  await inspect(visitor);
  const shown = plain(await visitor.page.textContent('main'));
  const { valid } = credentialTexts(lang).states;
  for (const part of [valid.title, 'Ana Essai', 'Banque alimentaire du Gard', '2 h', title]) {
    assert.ok(shown.includes(plain(part)), `${part} in ${shown}`);
  }
  await open(volunteer, '/missions/mine/hours');
  await inspect(volunteer);
}

interface Run {
  readonly family: Family;
  readonly lang: Lang;
  readonly script: boolean;
  readonly tasks?: string;
}

/** Two kinds in each language; one of them without scripts. */
const RUNS: readonly Run[] = [
  { family: 'research', lang: 'fr', script: true },
  { family: 'letters', lang: 'fr', script: false },
  { family: 'advice', lang: 'en', script: true },
  { family: 'administration', lang: 'en', script: true, tasks: 'Enter forms A to M | 2 h | 1' },
];

async function play(t: TestContext, { family, lang, script, tasks }: Run): Promise<void> {
  const cast = await castOf(await stage(t), lang, script);
  const mission = await describeNeed(cast, family, tasks ?? '');
  const own = await findAndApply(cast, mission, family);
  await accept(cast, mission, own);
  if (tasks) await doTask(cast, own);
  await deliver(cast, own);
  await confirm(cast, own);
  await prove(cast, own, lang, texts(lang).form.example[family].title);
}

for (const run of RUNS) {
  const how = `${run.lang}${run.script ? '' : ', without scripts'}`;
  test(
    `from a need to a certificate that a stranger verifies: ${run.family} (${how})`,
    {
      timeout: 240_000,
    },
    (t) => play(t, run),
  );
}
