import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import { LANGS, type Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { addCrisis, addPeople, personId } from '#services/crises/fixtures.ts';
import { enrol } from '#services/skills/actions/enrol.ts';
import { arrive } from '#services/skills/actions/room.ts';
import { answerTest } from '#services/skills/actions/take-test.ts';
import { createBatch, issueVouchers } from '#services/skills/actions/vouchers.ts';
import { bankNumbered, itemIn } from '#services/skills/bank/loaded-bank.ts';
import { openQuestion } from '#services/skills/domain/attempt/attempt.ts';
import { answerFields } from '#services/skills/fixtures.ts';
import { texts } from '#services/skills/messages/index.ts';
import { attemptById } from '#services/skills/queries/attempts.ts';
import { addSpaces } from '#services/spaces/fixtures.ts';
import {
  inspect,
  open,
  type Person,
  PHONE,
  person,
  plain,
  signInByCode,
  stage,
} from './journey.ts';

const SYSTEM: Actor = { kind: 'system', name: 'test' };
const INES = { email: 'ines@test.example', name: 'Inès Roux', birthDate: '1964-05-02' };
const OTHERS = ['Ana Essai', 'Léo Essai', 'Max Essai', 'Noé Essai', 'Zoé Essai'];
const DAY = 86_400_000;

/** A labelled space and who supervises there. */
async function labelledSpace(ctx: Context, lang: Lang): Promise<{ id: string; email: string }> {
  const [holder] = await addOrganisations(ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const [space] = await addSpaces(ctx, [
    { name: 'Espace des Arènes', communeCode: '30189', organisationId: holder!.id },
  ]);
  const email = 'supervisor@test.example';
  const { account } = await accountForEmail(ctx, email, lang);
  const scope = { kind: 'organisation', id: space!.id } as const;
  await giveRole(ctx, SYSTEM, account.id, { role: 'certification_supervisor', scope });
  return { id: space!.id, email };
}

/** A code that is worth five euros for whoever has a hundred confirmed hours. */
async function voucherForVolunteers(ctx: Context): Promise<string> {
  const { account } = await accountForEmail(ctx, 'admin@test.example', 'fr');
  const grants = [{ role: 'administrator', scope: { kind: 'national' } }] as const;
  const admin: Actor = { kind: 'person', accountId: account.id, grants };
  const batch = await createBatch(
    ctx,
    admin,
    {
      funder: 'Région (démo)',
      funderEmail: undefined,
      budgetCents: 10_000,
      valueCents: 2_500,
      rules: [{ kind: 'volunteer_hours', hours: 100, price: 500 }],
      until: new Date(Date.now() + 60 * DAY),
      retakes: 1,
      retakeDays: 90,
    },
    'fr',
  );
  assert.ok(batch.ok);
  const drawn = await issueVouchers(ctx, admin, batch.value, { count: 1, key: batch.value });
  assert.ok(drawn.ok);
  return drawn.value[0] as string;
}

/** Inès of the register, with this many hours that an officer confirmed. */
async function hoursOfInes({ site }: Pick<Person, 'site'>, lang: Lang, hours: number) {
  const { ctx, database } = site;
  await addPeople(ctx, database, [{}]);
  const { account } = await accountForEmail(ctx, INES.email, lang);
  await database.pool.query('UPDATE volunteers.volunteer SET account_id = $2 WHERE id = $1', [
    personId(0),
    account.id,
  ]);
  await database.pool.query(
    `INSERT INTO volunteers.identity_key (kind, hash, volunteer_id)
     VALUES ('account', sha256(convert_to('renfort:volunteer:account:' || $2::text, 'UTF8')), $1)`,
    [personId(0), account.id],
  );
  await database.pool.query(
    `INSERT INTO crises.hours (crisis_id, person_kind, person_id, state, minutes, days, confirmed_at)
     VALUES ($1, 'volunteer', $2, 'confirmed', $3, '{2026-01-10}', now())`,
    [await addCrisis(ctx), personId(0), hours * 60],
  );
}

/** Everybody else of the room, from the same place in the program as the pages. */
async function othersEnrol(ctx: Context, session: string, lang: Lang) {
  return Promise.all(
    OTHERS.map(async (name, i) => {
      const { account } = await accountForEmail(ctx, `other-${i}@test.example`, lang);
      const { birthDate } = INES;
      const who = { name, birthDate, extraTime: false, code: '', lang };
      assert.ok((await enrol(ctx, account.id, session, who)).ok);
      return account.id;
    }),
  );
}

/** All the answers of a test, right ones; the questions are looked at in the journey of the test. */
async function answerAll(ctx: Context, attemptId: string): Promise<void> {
  for (;;) {
    const kept = (await attemptById(ctx.db, attemptId))!;
    const question = openQuestion(kept.attempt);
    if (!question || kept.attempt.state !== 'running') return;
    const bank = await bankNumbered(ctx, kept.attempt.bankVersion);
    const item = itemIn(bank, question.item, kept.lang)!;
    const given = answerFields(item, true);
    const skip = item.key.kind === 'file';
    const done = await answerTest(ctx, kept, question.position, { given, lang: kept.lang, skip });
    assert.ok(done.ok, done.ok ? '' : done.error);
  }
}

const cardOf = (page: Page, name: string) => page.locator('.rf-room__card', { hasText: name });

async function act(page: Page, name: string, label: string, inside?: string): Promise<void> {
  const card = cardOf(page, name);
  if (inside) await card.locator('summary', { hasText: inside }).click();
  await Promise.all([
    page.waitForURL(/\/room$/, { waitUntil: 'load' }),
    page.waitForResponse((response) => response.request().method() === 'POST'),
    card.getByRole('button', { name: label }).first().click(),
  ]);
  await page.waitForLoadState();
}

async function play(t: TestContext, lang: Lang): Promise<void> {
  const scene = await stage(t);
  const { ctx } = scene.site;
  const m = texts(lang).sessions;
  const space = await labelledSpace(ctx, lang);
  await hoursOfInes(scene, lang, 120);
  const voucher = await voucherForVolunteers(ctx);

  const supervisor = await person(scene, lang, { viewport: PHONE });
  await signInByCode(supervisor, space.email);
  await open(supervisor, `/certifications/spaces/${space.id}`);
  await inspect(supervisor);
  const soon = new Date(Date.now() + 40 * 60_000);
  const local = soon.toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 16);
  await supervisor.page.fill('[name=starts_at]', local.replace(' ', 'T'));
  await supervisor.page.click('main form button');
  await supervisor.page.waitForURL(/\/room$/);
  const room = new URL(supervisor.page.url()).pathname;
  const path = room.replace('/room', '');
  const session = path.split('/').at(-1) as string;

  const ines = await person(scene, lang, { viewport: PHONE });
  await signInByCode(ines, INES.email);
  await open(ines, '/certifications');
  await inspect(ines);
  await ines.page.click(`a[href="${path}"]`);
  await ines.page.fill('[name=name]', INES.name);
  await ines.page.fill('[name=birth_date]', INES.birthDate);
  await ines.page.fill('[name=code]', voucher.toLowerCase().replaceAll('-', ' '));
  await ines.page.getByRole('button', { name: m.seePrice }).click();
  const price = ines.page.locator('.rf-verdict');
  assert.match(plain(await price.textContent()), /5[.,]00/);
  assert.match(plain(await price.textContent()), /100/);
  await ines.page.getByRole('button', { name: m.confirm }).click();
  await ines.page.getByText(m.enrolled, { exact: true }).waitFor();
  const others = await othersEnrol(ctx, session, lang);

  await open(supervisor, room);
  await supervisor.page.getByRole('button', { name: m.open }).click();
  const code = plain(await supervisor.page.locator('.rf-room__code strong').textContent());
  await open(ines, path);
  await ines.page.fill('[name=access_code]', code);
  await ines.page.getByRole('button', { name: m.arrive }).click();
  await ines.page.getByText(m.waitIdentity).waitFor();
  for (const one of others) assert.ok((await arrive(ctx, one, session, code)).ok);

  // Nobody reloads: the supervisor's phone and the candidate's screen follow by themselves.
  const { page } = supervisor;
  await cardOf(page, INES.name).getByRole('button', { name: m.acts.identify }).waitFor();
  await inspect(supervisor);
  for (const name of [INES.name, ...OTHERS]) {
    await act(page, name, m.acts.identify);
    await act(page, name, m.acts.admit);
  }
  await act(page, INES.name, m.payWays.cash, m.acts.pay);
  const toTest = ines.page.getByRole('link', { name: m.goToTest });
  await toTest.waitFor();
  const attemptId = (await toTest.getAttribute('href'))?.split('/').at(-1) as string;

  // The line is cut in the room; the supervisor pauses her, replaces a question, and lets her go on.
  await ines.context.setOffline(true);
  await act(page, INES.name, m.acts.pause);
  await cardOf(page, INES.name).getByText(m.paused).waitFor();
  await act(page, INES.name, m.reasons.image_missing, m.acts.incident);
  await act(page, INES.name, m.acts.resume);
  await inspect(supervisor);
  await ines.context.setOffline(false);
  const kept = (await attemptById(ctx.db, attemptId))!;
  assert.equal(kept.attempt.asked[0]?.replacedFor, 'image_missing');
  assert.equal(kept.attempt.state, 'running');
  await answerAll(ctx, attemptId);
  for (const name of OTHERS) await act(page, name, m.acts.end, m.acts.end);
  await page.getByRole('button', { name: m.close }).click();
  await cardOf(page, INES.name).getByText(m.candidateStates.finished).waitFor();

  await open(ines, path);
  await inspect(ines);
  const proof = (await ines.page.locator('a[href^="/verify/"]').getAttribute('href')) as string;
  const employer = await person(scene, lang);
  await open(employer, proof);
  await employer.page.getByText(INES.name).first().waitFor();
  const json = await employer.context.request.get(`${scene.site.url}${proof}/credential.json`);
  assert.ok((await json.json()).type.includes('OpenBadgeCredential'));
  const saved = employer.page.waitForEvent('download');
  await employer.page.locator(`a[href="${proof}/badge.png"]`).click();
  const badge = readFileSync(await (await saved).path());
  await open(employer, '/verify');
  const file = { name: 'badge.png', mimeType: 'image/png', buffer: badge };
  await employer.page.setInputFiles('input[type=file]', file);
  await employer.page.locator('form[enctype] button').click();
  await employer.page.locator(`a[href="${proof}"]`).waitFor();
}

for (const lang of LANGS) {
  test(`six candidates, a cut line, a certificate at the reduced price, an employer who checks it (${lang})`, (t) =>
    play(t, lang));
}
