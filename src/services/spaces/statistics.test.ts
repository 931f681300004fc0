import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { testApp } from '#test/harness/app.ts';
import { addSpaces } from './fixtures.ts';

test('the yearly evaluation counts what the desk tapped, and leaves small numbers out', async (t) => {
  const app = await testApp(t);
  const [holder] = await addOrganisations(app.ctx, [{ name: 'Maison', communeCode: '30189' }]);
  const organisationId = holder?.id ?? '';
  const [space, other] = await addSpaces(app.ctx, [
    { organisationId, name: 'Espace', communeCode: '30189' },
    { organisationId, name: 'Autre', communeCode: '30189' },
  ]);
  const keeper = await app.as({
    grants: [{ role: 'association_owner', scope: { kind: 'organisation', id: organisationId } }],
  });
  const tap = (id: string | undefined, band: string, purpose: string, people: string) =>
    keeper.post(`/spaces/${id}/desk/visit`, {
      ...{ event: crypto.randomUUID(), band, purpose, people, card: '' },
    });
  await tap(space?.id, '18_25', 'help', '8');
  await tap(space?.id, '60_plus', 'help', '1');
  await tap(space?.id, '60_plus', 'workshop', '6');
  await tap(space?.id, '13_17', 'free_use', '2');
  await tap(other?.id, '30_59', 'help', '50');
  const year = String(app.clock.now().getUTCFullYear());
  const page = await (await keeper.get(`/spaces/${space?.id}/statistics`)).text();
  assert.match(page, /rf-number__value">17</);
  const csv = await keeper.get(`/spaces/${space?.id}/statistics.csv?year=${year}`);
  const lines = parse(await csv.text(), { columns: true }) as Record<string, string>[];
  const value = (indicator: string) => lines.find((line) => line.indicator === indicator)?.value;
  assert.equal(value('visits'), '17');
  assert.equal(value('band_13_17'), '');
  assert.equal(value('purpose_free_use'), '');
  assert.equal(value('groups'), '');
  assert.equal(value('days_open'), '1');
  assert.equal(value('band_18_25'), '8');
  assert.ok(lines.every((line) => line.year === year && line.space === 'Espace'));
  const before = String(Number(year) - 1);
  const empty = await keeper.get(`/spaces/${space?.id}/statistics.csv?year=${before}`);
  assert.ok((await empty.text()).includes(`Espace,${before},visits,\n`));
});
