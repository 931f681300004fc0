import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { accountForEmail, giveRole } from '#platform/auth/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { addSpaces } from '#services/spaces/fixtures.ts';
import { texts } from '#services/spaces/messages/index.ts';
import { eventually } from '#test/harness/eventually.ts';
import { PHONE, person, type Stage, signInByCode, stage } from './journey.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  starts: 0,
  ends: 1440,
  audience: 'all' as const,
}));

/** A space that never closes, with its host. */
async function spaceWithHost({ site }: Stage, lang: Lang): Promise<{ id: string; host: string }> {
  const { ctx } = site;
  const [holder] = await addOrganisations(ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const [space] = await addSpaces(ctx, [
    {
      organisationId: holder?.id ?? '',
      name: 'Espace des Arènes',
      communeCode: '30189',
      week: EVERY_DAY,
      posts: 2,
    },
  ]);
  const host = 'host@test.example';
  const { account } = await accountForEmail(ctx, host, lang);
  const scope = { kind: 'organisation' as const, id: space?.id ?? '' };
  await giveRole(ctx, SYSTEM, account.id as AccountId, { role: 'space_host', scope });
  return { id: space?.id ?? '', host };
}

async function countOf({ site }: Stage, table: 'visit' | 'booking'): Promise<number> {
  const { rows } = await site.database.pool.query(
    `SELECT count(*)::int AS n FROM spaces.${table} WHERE ${table === 'visit' ? 'true' : "state = 'booked'"}`,
  );
  return rows[0].n;
}

async function hostWithoutNetwork(t: TestContext, lang: Lang): Promise<void> {
  const set = await stage(t);
  const { id, host } = await spaceWithHost(set, lang);
  const { desk: m, labels } = texts(lang);
  const somebody = await person(set, lang, { viewport: PHONE });
  const { page, context } = somebody;
  await signInByCode(somebody, host);
  await page.goto(`${set.site.url}/spaces/${id}/desk`);
  await page.locator('space-desk[data-ready=true]').waitFor();
  const tap = async () => {
    await page.getByLabel(labels.bands['60_plus'], { exact: true }).click();
    await page.getByRole('button', { name: labels.purposes.help, exact: true }).click();
  };
  await tap();
  await page.getByText(m.today(1)).waitFor();
  await eventually(async () => (await countOf(set, 'visit')) === 1, 'the first visit is there');
  await context.setOffline(true);
  await tap();
  await page.getByText(m.today(2)).waitFor();
  await tap();
  await page.getByText(m.today(3)).waitFor();
  await page.locator('space-desk[data-waiting="2"]').waitFor();
  assert.equal(await countOf(set, 'visit'), 1);
  await page.reload();
  await page.locator('space-desk[data-waiting="2"]').waitFor();
  await context.setOffline(false);
  await page.locator('space-desk[data-waiting="0"]').waitFor();
  assert.equal(await countOf(set, 'visit'), 3, 'each visit once');
}

async function bookOnAPhone(t: TestContext, lang: Lang): Promise<void> {
  const set = await stage(t);
  const { id } = await spaceWithHost(set, lang);
  const { book: m, labels, mine } = texts(lang);
  const options = { viewport: PHONE, javaScriptEnabled: false };
  const somebody = await person(set, lang, options);
  const { page } = somebody;
  await signInByCode(somebody, 'visitor@test.example');
  await page.goto(`${set.site.url}/spaces/${id}`);
  await page.getByRole('link', { name: m.link }).click();
  await page.getByRole('button', { name: m.send, exact: true }).click();
  await page
    .getByText(m.refusals.slot_missing as string)
    .first()
    .waitFor();
  await page.locator('input[name=starts]').last().check();
  await page.getByLabel(labels.bands['13_17'], { exact: true }).check();
  await page.getByRole('button', { name: m.send, exact: true }).click();
  await page.getByText(m.done, { exact: true }).waitFor();
  assert.equal(await countOf(set, 'booking'), 1);
  await page.getByRole('button', { name: mine.cancel }).click();
  await page.getByText(mine.cancelled).waitFor();
  assert.equal(await countOf(set, 'booking'), 0);
}

for (const lang of ['fr', 'en'] as const) {
  test(`a host counts in two taps, network or not (${lang})`, (t) => hostWithoutNetwork(t, lang));
  test(`a visitor books a slot on a phone without scripts and cancels it (${lang})`, (t) =>
    bookOnAPhone(t, lang));
}
