import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '#test/harness/app.ts';
import { addOrganisations } from './fixtures.ts';
import { holdersOfAgrement, organisationById } from './index.ts';

const SOME = [
  { name: 'Secours populaire du Gard', communeCode: '30189', rna: 'W302001234' },
  { name: 'Les Amis de l’Étang', communeCode: '34172', siren: '775672272' },
  { name: 'Harmonie de Colmar', communeCode: '68066', localRegister: 'Colmar vol. 12 n° 34' },
  { name: 'Préfecture du Gard', communeCode: '30189', kind: 'prefecture' as const },
];

test('people find an association by part of its name, a typo, an accent or a number', async (t) => {
  const app = await testApp(t);
  await addOrganisations(app.ctx, SOME);
  const found = async (query: string) => {
    const response = await app.anonymous.get(`/associations?${query}`);
    assert.equal(response.status, 200);
    const html = await response.text();
    return SOME.map(({ name }) => name).filter((name) => html.includes(`>${name}</a>`));
  };
  assert.deepEqual(await found('q=populaire'), ['Secours populaire du Gard']);
  assert.deepEqual(await found('q=secours+popluaire'), ['Secours populaire du Gard']);
  assert.deepEqual(await found('q=amis+de+l+etang'), ['Les Amis de l’Étang']);
  assert.deepEqual(await found('q=w302+001+234'), ['Secours populaire du Gard']);
  assert.deepEqual(await found('q=775%20672%20272'), ['Les Amis de l’Étang']);
  assert.deepEqual(await found('q=100%25'), []);
  assert.deepEqual(await found('department=68'), ['Harmonie de Colmar']);
  assert.deepEqual(await found('q=populaire&department=68'), []);
  // Authorities have a record, but are not associations.
  assert.deepEqual(
    await found(''),
    SOME.slice(0, 3).map(({ name }) => name),
  );
  assert.deepEqual(await found('page=2'), []);
});

test('a record tells the number, the place and the standing of each agrément', async (t) => {
  const app = await testApp(t);
  const [first] = await addOrganisations(app.ctx, [
    {
      ...(SOME[0] as (typeof SOME)[number]),
      agrements: [
        { type: 'B', department: '30' },
        { type: 'C', validFrom: '2022-01-01', validUntil: '2026-11-23' },
      ],
    },
  ]);
  const response = await app.anonymous.get(`/associations/${first?.id}`);
  const html = await response.text();
  for (const text of ['W302001234', 'Nîmes, Gard (30)', 'terminée le 23 novembre 2026']) {
    assert.ok(html.includes(text), text);
  }
  const english = await app.anonymous.get(`/associations/${first?.id}?lang=en`);
  assert.equal(english.status < 400, true);
  assert.equal((await app.anonymous.get('/associations/nonsense')).status, 404);
  const unknown = '0192f000-0000-7000-8000-000000000001';
  assert.equal((await app.anonymous.get(`/associations/${unknown}`)).status, 404);
  assert.equal(await organisationById(app.ctx, 'nonsense'), undefined);
  assert.equal((await organisationById(app.ctx, first?.id ?? ''))?.name, first?.name);
});

test('an agrément counts from its first day to its last, in its department or everywhere', async (t) => {
  const app = await testApp(t);
  await addOrganisations(app.ctx, [
    {
      name: 'Nationale',
      communeCode: '75056',
      agrements: [{ type: 'B', validFrom: '2026-01-01', validUntil: '2026-12-31' }],
    },
    {
      name: 'Gardoise',
      communeCode: '30189',
      agrements: [
        { type: 'B', department: '30', validFrom: '2026-01-01', validUntil: '2026-06-30' },
      ],
    },
  ]);
  const names = async (department: string, type: 'B' | 'C', on: string) =>
    (await holdersOfAgrement(app.ctx, department, type, on)).map(({ name }) => name);
  assert.deepEqual(await names('30', 'B', '2026-06-30'), ['Gardoise', 'Nationale']);
  assert.deepEqual(await names('30', 'B', '2026-07-01'), ['Nationale']);
  assert.deepEqual(await names('34', 'B', '2026-06-30'), ['Nationale']);
  assert.deepEqual(await names('34', 'B', '2025-12-31'), []);
  assert.deepEqual(await names('34', 'C', '2026-06-30'), []);
});
