import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { transaction } from '#platform/context.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { type TestApp, testApp } from '#test/harness/app.ts';
import { moveLabel } from './actions/label.ts';
import { addSpaces, type SpaceFixture } from './fixtures.ts';
import { labelledOn, supervises } from './index.ts';
import { lockSpace, type Space } from './queries/spaces.ts';

async function withSpaces(
  app: TestApp,
  fixtures: readonly Omit<SpaceFixture, 'organisationId'>[],
): Promise<Space[]> {
  const [holder] = await addOrganisations(app.ctx, [{ name: 'Maison', communeCode: '30189' }]);
  return addSpaces(
    app.ctx,
    fixtures.map((one) => ({ ...one, organisationId: holder?.id ?? '' })),
  );
}

const ARENES = { name: 'Espace <des> Arènes', communeCode: '30189' };

test('the list shows labelled spaces, near a commune, by service, and says when none is left', async (t) => {
  const app = await testApp(t);
  await withSpaces(app, [
    ARENES,
    { name: 'Point d’Alès', communeCode: '30007', services: ['print'] },
    { name: 'Sans label', communeCode: '30189', labelled: false },
  ]);
  const list = async (query: string) => (await app.anonymous.get(`/spaces${query}`)).text();
  const all = await list('');
  assert.ok(all.includes('Arènes') && all.includes('Alès') && !all.includes('Sans label'));
  const near = await list('?near=N%C3%AEmes&radius=10');
  assert.ok(near.includes('Arènes') && !near.includes('Point d’Alès'));
  assert.ok((await list('?near=N%C3%AEmes&radius=50')).includes('Point d’Alès'));
  const printing = await list('?service=print');
  assert.ok(printing.includes('Point d’Alès') && !printing.includes('Arènes'));
  assert.ok((await list('?near=Nulleparville')).includes('Nous ne trouvons pas cette commune'));
  assert.ok((await list('?near=Paris+75001&radius=5')).includes('Aucun espace labellisé'));
});

test('the page of a space tells its hours to people and to search engines', async (t) => {
  const app = await testApp(t);
  const [space] = await withSpaces(app, [ARENES]);
  const html = await (await app.anonymous.get(`/spaces/${space?.id}`)).text();
  assert.ok(html.includes('9h – 12h'));
  const json = /<script type="application\/ld\+json"[^>]*>([^<]+)<\/script>/.exec(html)?.[1];
  const data = JSON.parse(json as string);
  assert.equal(data.name, 'Espace <des> Arènes');
  assert.deepEqual(data.openingHoursSpecification[0], {
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: 'https://schema.org/Tuesday',
    opens: '09:00',
    closes: '12:00',
  });
  const english = await app.anonymous.get(`/spaces/${space?.id}`, { 'accept-language': 'en' });
  assert.ok((await english.text()).includes('9:00 – 12:00'));
  assert.equal((await app.anonymous.get(`/spaces/${crypto.randomUUID()}`)).status, 404);
});

test('a suspended label leaves the list at once, and what it was before stays known', async (t) => {
  const app = await testApp(t);
  const [space] = await withSpaces(app, [ARENES]);
  const id = space?.id as string;
  const today = localDate(app.clock.now());
  app.clock.advance({ days: 40 });
  await transaction(app.ctx, async (tx) => {
    const held = (await lockSpace(tx.db, id)) as Space;
    await moveLabel(tx, { kind: 'system', name: 'test' }, held, 'suspend', 'essai');
  });
  assert.ok(!(await (await app.anonymous.get('/spaces')).text()).includes('Arènes'));
  assert.equal(await labelledOn(app.ctx, id, addDays(today, 39)), true);
  assert.equal(await labelledOn(app.ctx, id, addDays(today, 40)), false);
  assert.equal(await labelledOn(app.ctx, id, addDays(today, -1)), false);
  const page = await (await app.anonymous.get(`/spaces/${id}`)).text();
  assert.ok(page.includes('Label suspendu'));
});

test('the open list holds each labelled space on one line, and no formula', async (t) => {
  const app = await testApp(t);
  await withSpaces(app, [
    { ...ARENES, name: '=1+1' },
    { ...ARENES, labelled: false },
  ]);
  const answer = await app.anonymous.get('/spaces.csv');
  const lines = parse(await answer.text(), { columns: true }) as Record<string, string>[];
  assert.equal(lines.length, 1);
  assert.equal(lines[0]?.commune, 'Nîmes');
  assert.equal(lines[0]?.name, "'=1+1");
});

test('a supervisor acts in the spaces of her roles and in no other', async (t) => {
  const app = await testApp(t);
  const [space, other] = await withSpaces(app, [ARENES, { ...ARENES, communeCode: '75104' }]);
  const role = 'certification_supervisor' as const;
  const actor = (scope: object) => ({
    kind: 'person' as const,
    accountId: 'x' as never,
    grants: [{ role, scope: scope as never }],
  });
  const here = actor({ kind: 'organisation', id: space?.id });
  assert.equal(await supervises(app.ctx, here, space?.id ?? ''), true);
  assert.equal(await supervises(app.ctx, here, other?.id ?? ''), false);
  const gard = actor({ kind: 'department', code: '30' });
  assert.equal(await supervises(app.ctx, gard, space?.id ?? ''), true);
  assert.equal(await supervises(app.ctx, gard, other?.id ?? ''), false);
  assert.equal(await supervises(app.ctx, gard, crypto.randomUUID()), false);
});
