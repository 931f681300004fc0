import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { addCrisis, GARD } from '#services/crises/fixtures.ts';
import { presencesOf } from '#services/crises/queries/attendance.ts';
import { acksOf } from '#services/crises/queries/briefing.ts';
import { slotsOf } from '#services/crises/queries/intake.ts';
import { sitesOf } from '#services/crises/queries/needs.ts';
import { walkUpCounts, walkUpsInStates } from '#services/crises/queries/walk-ups.ts';
import { walkUpTexts } from '#services/crises/walkups/messages/index.ts';
import {
  checkPresent,
  inspect,
  open,
  outbox,
  type Person,
  PHONE,
  person,
  plain,
  posted,
  signInByCode,
  stage,
} from './journey.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const PLACES = 4;
const HOUR = 3_600_000;
const MARK = { fr: /EXERCICE/, en: /EXERCISE/ } as const;

/** Saved where RENFORT_SHOTS says, to be looked at. */
async function shot({ page, lang }: Person, name: string): Promise<void> {
  const folder = process.env.RENFORT_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${lang}-${name}.png`, fullPage: true });
}

async function look(who: Person, name: string, path?: string): Promise<void> {
  await open(who, path);
  await inspect(who, [who.lang]);
  assert.match(await who.page.content(), MARK[who.lang], `${name} says that it is an exercise`);
  await shot(who, name);
}

const send = async ({ page }: Person, button: string) => {
  await Promise.all([posted(page), page.click(button)]);
  await page.waitForLoadState();
};

/** The officer opens the intake and two sites' times; answers with the address on the poster. */
async function openIntake(officer: Person, crisis: string): Promise<string> {
  const { page, site, lang } = officer;
  await open(officer, crisis);
  await page.click(`main a:has-text("${walkUpTexts(lang).intake.nav}")`);
  await page.waitForURL(/\/intake$/);
  await look(officer, 'intake-new');
  await page.fill('[name=site_name]', 'Mairie');
  await page.fill('[name=site_commune]', 'Nîmes');
  await page.fill('[name=opens]', '00:00');
  await page.fill('[name=closes]', '23:59');
  await send(officer, 'form[action$="/intake"] button');
  await page.waitForURL(/done=saved/);
  const later = new Date(Date.now() + 2 * HOUR);
  const time = (date: Date) =>
    date.toLocaleTimeString('fr-FR', {
      timeZone: 'Europe/Paris',
      hour: '2-digit',
      minute: '2-digit',
    });
  await page.check('[name=site][value=new]');
  await page.fill('[name=site_name]', 'Rue du Gardon');
  await page.fill('[name=site_commune]', 'Nîmes');
  await page.fill('[name=date]', localDate(later));
  await page.fill('[name=from]', time(later));
  await page.fill('[name=to]', time(new Date(later.getTime() + 4 * HOUR)));
  await page.selectOption('[name=length]', '240');
  await page.fill('[name=places]', String(PLACES));
  await page.fill('[name=bring]', 'Bottes, gants');
  await send(officer, 'form[action$="/slots"] button');
  await page.waitForURL(/done=saved/);
  await look(officer, 'intake');
  await look(officer, 'poster', `${crisis}/intake/poster`);
  const address = plain(await page.textContent('.poster__address'));
  assert.ok(site.url.endsWith(address.split('/')[0] ?? '-'), address);
  assert.equal((await page.pdf({ format: 'A4' })).subarray(0, 5).toString(), '%PDF-');
  return `/${address.split('/').slice(1).join('/')}`;
}

/** On a phone without scripts; the page that answers stays open. */
async function comeForward(
  officer: Person,
  address: string,
  first: string,
  phone: string,
  others: readonly string[] = [],
): Promise<Person> {
  const { browser, site, lang } = officer;
  const who = await person({ browser, site }, lang, { viewport: PHONE, javaScriptEnabled: false });
  const { page } = who;
  await look(who, 'form', address);
  await page.fill('[name=first_name]', first);
  await page.fill('[name=last_name]', 'Rivière');
  await page.fill('[name=phone]', phone);
  await page.fill('[name=commune]', 'Nîmes');
  await page.check('[name="can[]"][value=hands]');
  if (others.length > 0) {
    await page.click('main form details summary');
    await page.fill('[name=size]', String(others.length + 1));
    await page.fill('[name=names]', others.join(', '));
  }
  for (const box of ['adult', 'rules', 'consent']) await page.check(`[name=${box}]`);
  await send(who, 'main form button');
  return who;
}

const heading = async ({ page }: Person) => plain(await page.textContent('h1'));

/** The record of somebody, from the list of the desk. */
async function record(officer: Person, crisis: string, name: string): Promise<void> {
  const { page, site } = officer;
  await page.goto(`${site.url}${crisis}/desk?name=${encodeURIComponent(name)}`);
  await page.click(`main table a:has-text("${name}")`);
  await page.waitForURL(/\/desk\/[0-9a-f-]{36}$/);
}

async function addAtDoor(
  officer: Person,
  crisis: string,
  first: string,
  last: string,
  button = '',
): Promise<void> {
  const { page, site } = officer;
  await page.goto(`${site.url}${crisis}/desk`);
  const form = `form[action="${crisis}/desk"]`;
  await page.fill(`${form} [name=first_name]`, first);
  await page.fill(`${form} [name=last_name]`, last);
  if (button === '') await page.check(`${form} [name=adult]`);
  await page.check(`${form} [name=agreed]`);
  await send(officer, `${form} button${button || ':not([name])'}`);
}

async function play(t: TestContext, lang: Lang): Promise<void> {
  const m = walkUpTexts(lang);
  const officer = await person(await stage(t), lang);
  const { page, site } = officer;
  const { ctx } = site;
  await addOrganisations(ctx, [
    { communeCode: '30189', name: 'Secouristes du Gard', agrements: [{ type: 'C' }] },
  ]);
  const { account } = await accountForEmail(ctx, 'officer@test.example', lang, 'Officer');
  await giveRole(ctx, SYSTEM, account.id, GARD);
  await signInByCode(officer, 'officer@test.example');
  const crisisId = await addCrisis(ctx, { exercise: true });
  const crisis = `/crises/${crisisId}`;
  const address = await openIntake(officer, crisis);
  assert.match(address, lang === 'fr' ? /^\/aide\// : /^\/help\//);
  const counts = async () => Object.fromEntries(await walkUpCounts(ctx.db, crisisId));

  // Four places: one alone, three together, then one too many who is told so.
  const ines = await comeForward(officer, address, 'Inès', '06 39 98 70 01');
  assert.equal(await heading(ines), plain(m.visitor.own.states.convened.title));
  await look(ines, 'convened');
  const group = await comeForward(officer, address, 'Paul', '06 39 98 70 02', ['Ana', 'Max']);
  assert.equal(await heading(group), plain(m.visitor.own.states.convened.title));
  const late = await comeForward(officer, address, 'Zoé', '06 39 98 70 03');
  assert.equal(await heading(late), plain(m.visitor.own.states.waiting.title));
  await look(late, 'waiting');
  const sms = await outbox(
    officer,
    { channel: 'sms', recipient: '+33639987003' },
    lang === 'fr' ? /ne venez pas[^<]*/ : /do not come[^<]*/,
  );
  assert.ok(sms);
  assert.deepEqual(await counts(), { convened: PLACES, waiting: 1 });

  // The group cannot come after all: whoever waited has the place, without asking.
  await send(group, 'button[name=act][value=cancel]');
  assert.equal(await heading(group), plain(m.visitor.own.states.withdrawn.title));
  await late.page.reload();
  assert.equal(await heading(late), plain(m.visitor.own.states.convened.title));

  // Scene 1, arrival at the town hall: expected, by hand in a few seconds, too young.
  await look(officer, 'desk', `${crisis}/desk?show=expected`);
  await record(officer, crisis, 'Inès Rivière');
  await look(officer, 'record');
  await send(officer, 'button[name=act][value=arrive]');
  await addAtDoor(officer, crisis, 'Omar', 'Diallo');
  await page.waitForURL(/done=added/);
  await addAtDoor(officer, crisis, 'Tom', 'Petit', '[name=too_young]');
  const [refused] = await walkUpsInStates(ctx.db, crisisId, ['refused']);
  assert.deepEqual([refused?.firstName, refused?.refusal], ['Tom', 'too_young']);
  // The same person again is recognised by the agent's page.
  await addAtDoor(officer, crisis, 'Omar', 'Diallo');
  assert.equal(await heading(officer), plain(m.desk.same_title));
  await checkPresent(page);

  // Scene 2, citizen pairs: the two who are at the desk go together.
  await record(officer, crisis, 'Inès Rivière');
  await page.click(`summary:has-text("${m.desk.pair_title}")`);
  await page.selectOption('[name=partner]', { label: 'Omar Diallo' });
  await send(officer, 'button[name=act][value=pair]');

  // Scene 3, sent to the clean-up with a briefing: not without it.
  await record(officer, crisis, 'Inès Rivière');
  await send(officer, 'button[name=act][value=send]');
  assert.ok(plain(await page.textContent('main')).includes(plain(m.desk.errors.briefing_missing)));
  await page.check('[name=briefed]');
  await shot(officer, 'send');
  await send(officer, 'button[name=act][value=send]');
  const onSite = await walkUpsInStates(ctx.db, crisisId, ['on_site']);
  assert.deepEqual(onSite.map(({ firstName }) => firstName).sort(), ['Inès', 'Omar']);
  const acks = await acksOf(ctx.db, crisisId);
  assert.deepEqual(
    acks.map(({ version }) => version),
    [1, 1],
  );
  assert.ok(acks.every(({ recordedBy }) => recordedBy === account.id));
  const [slot] = await slotsOf(ctx.db, crisisId);
  assert.equal(slot?.taken, 3, 'the pair and the one who waited');
  await ines.page.reload();
  assert.equal(await heading(ines), plain(m.visitor.own.states.on_site.title));

  // Scene 4, reception on site: the site leader's list has them, and notes them in and out.
  const gardon = (await sitesOf(ctx.db, crisisId)).find(({ name }) => name === 'Rue du Gardon');
  const field = `/field/${crisisId}/${gardon?.id}`;
  await look(officer, 'site', field);
  for (const kind of ['in', 'out'] as const) {
    for (const one of onSite) {
      await page.goto(site.url + field);
      await page.click(`button[name=mark][value="${kind} walk_up ${one.id}"]`);
      await page.waitForTimeout(800);
    }
  }
  const presences = await presencesOf(ctx.db, crisisId);
  assert.equal(presences.filter(({ siteId }) => siteId === gardon?.id).length, 2);
  assert.ok(presences.every(({ personKind, to }) => personKind === 'walk_up' && to));
  // Who has left the site has left: the reception has nothing more to note.
  await ines.page.reload();
  assert.equal(await heading(ines), plain(m.visitor.own.states.left.title));

  // One tap: nobody else sets out, and the page on the wall says so.
  await open(officer, `${crisis}/intake`);
  await send(officer, 'button[name=event][value=stop]');
  await late.page.reload();
  assert.equal(await heading(late), plain(m.visitor.own.states.released.title));
  const stranger = await person(officer, lang, { viewport: PHONE });
  await look(stranger, 'stopped', address);
  assert.equal(await heading(stranger), plain(m.visitor.stopped.title));
  await look(officer, 'log', `${crisis}/log`);
}

test('a spontaneous-help exercise in its four scenes, in French', { timeout: 240_000 }, (t) =>
  play(t, 'fr'),
);

test('the same in English', { timeout: 240_000 }, (t) => play(t, 'en'));
