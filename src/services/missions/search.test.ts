import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helperOf } from '#services/volunteers/index.ts';
import { testApp } from '#test/harness/app.ts';
import { addApplicant, addAssociation, addMission, needOf } from '#test/harness/missions.ts';
import { applyFor } from './actions/apply.ts';
import { findByDepartment, findMissions, fittingMissions } from './actions/find.ts';
import type { MissionInput } from './actions/write.ts';
import { searchFrom, searchValues } from './search-query.ts';

const NIMES = '30189';
const PARIS = '75056';

async function country(t: Parameters<typeof testApp>[0]) {
  const app = await testApp(t);
  const organisation = await addAssociation(app.ctx, 'Banque alimentaire du Gard');
  const add = (title: string, change: Partial<MissionInput>) =>
    addMission(app.ctx, organisation, needOf('other', { title, remote: 'no', ...change }));
  const ids = {
    translate: await add('Traduire un guide', { remote: 'full', languages: ['fr', 'uk'] }),
    sort: await add('Trier les dons', {
      communeCode: NIMES,
      startsOn: '2026-12-10',
      endsOn: '2026-12-12',
      openToMinors: true,
    }),
    repair: await add('Réparer des vélos', { communeCode: NIMES, effortMinutes: 600 }),
    visit: await add('Visiter des anciens', { communeCode: PARIS, accessible: true }),
  };
  const names = new Map(Object.entries(ids).map(([name, id]) => [id as string, name]));
  const ask = async (query: Record<string, string>) => {
    const { search } = searchFrom(searchValues((name) => query[name]));
    const { found, total } = await findMissions(app.ctx, search, 1);
    assert.equal(found.length, total);
    return found.map(({ mission }) => names.get(mission.id)).sort();
  };
  return { ...app, ids, ask };
}

test('each filter keeps what it names, and a search near a place keeps remote work', async (t) => {
  const { ask } = await country(t);
  assert.deepEqual(await ask({}), ['repair', 'sort', 'translate', 'visit']);
  assert.deepEqual(await ask({ language: 'uk' }), ['translate']);
  assert.deepEqual(await ask({ language: 'xx' }), ['repair', 'sort', 'translate', 'visit']);
  assert.deepEqual(await ask({ hours: '8' }), ['sort', 'translate', 'visit']);
  assert.deepEqual(await ask({ minors: 'on' }), ['sort']);
  assert.deepEqual(await ask({ accessible: 'on' }), ['translate', 'visit']);
  assert.deepEqual(await ask({ near: 'Nîmes' }), ['repair', 'sort', 'translate']);
  assert.deepEqual(await ask({ department: '75' }), ['visit']);
  assert.deepEqual(await ask({ department: '30' }), ['repair', 'sort']);
});

test('a day keeps the missions that include it, first and last day too', async (t) => {
  const { ask } = await country(t);
  const isThere = async (day: string) => (await ask({ day })).includes('sort');
  assert.equal(await isThere('2026-12-09'), false);
  assert.equal(await isThere('2026-12-10'), true);
  assert.equal(await isThere('2026-12-12'), true);
  assert.equal(await isThere('2026-12-13'), false);
  assert.deepEqual(await ask({ day: '12/10/2026' }), ['repair', 'sort', 'translate', 'visit']);
});

test('the map counts what is on the spot under the same filters, and leads to it', async (t) => {
  const { ctx, visitor } = await country(t);
  const of = (query: Record<string, string>) =>
    findByDepartment(ctx, searchFrom(searchValues((name) => query[name])).search);
  assert.deepEqual(await of({}), [
    { code: '30', value: 2 },
    { code: '75', value: 1 },
  ]);
  assert.deepEqual(await of({ hours: '8' }), [
    { code: '30', value: 1 },
    { code: '75', value: 1 },
  ]);
  const html = await (await visitor().get('/missions?view=map&hours=8')).text();
  assert.match(html, /href="\/missions\?hours=8&amp;department=75"/);
  assert.match(html.replace(/\s/gu, ' '), /1 autre mission se fait à distance/);
});

test('what fits somebody passes every gate, and leaves out what she applied for', async (t) => {
  const { ctx, ids } = await country(t);
  const accountId = await addApplicant(ctx, 'ana@test.example');
  const actor = { kind: 'person', accountId, grants: [] } as never;
  const helper = await helperOf(ctx, actor);
  assert.ok(helper);
  const fitting = async (change = {}) =>
    (await fittingMissions(ctx, { ...helper, ...change }, 10)).map(({ mission }) => mission.id);
  // Nothing in Paris, and no Ukrainian.
  assert.deepEqual(new Set(await fitting()), new Set([ids.sort, ids.repair]));
  assert.deepEqual(
    new Set(await fitting({ languages: ['fr', 'uk'] })),
    new Set([ids.sort, ids.repair, ids.translate]),
  );
  assert.deepEqual(await fitting({ birthDate: '2010-01-01' }), [ids.sort]);
  assert.equal((await applyFor(ctx, actor, ids.repair, { kind: 'apply', text: '' })).ok, true);
  assert.deepEqual(await fitting(), [ids.sort]);
});
