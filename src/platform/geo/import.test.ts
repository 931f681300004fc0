import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { runCommand } from '#test/harness/cli.ts';
import { testContext } from '#test/harness/database.ts';
import { distanceKm, type Point } from '../kernel/geography.ts';
import { communeByCode, refreshCommunes, service } from './index.ts';
import { overlayPoints } from './table.ts';

async function importText(t: TestContext, text: string) {
  const { ctx } = await testContext(t);
  const folder = await mkdtemp(join(tmpdir(), 'renfort-communes-'));
  t.after(() => rm(folder, { recursive: true }));
  t.after(() => overlayPoints([]));
  const file = join(folder, 'communes.csv');
  await writeFile(file, text);
  const outcome = await runCommand(ctx, service.commands ?? [], ['import', 'communes', file]);
  return { ctx, outcome };
}

test('imported coordinates replace the built-in ones, also in a process that starts later', async (t) => {
  const before = communeByCode('30010') as Point & { precision: string };
  assert.notEqual(before.latitude, 44.05);
  const { ctx, outcome } = await importText(t, 'lon;LAT;code_insee\n3,99;44,05;30010\n');
  assert.deepEqual(outcome, { code: 0, out: '1 communes stored, 0 lines rejected.\n', err: '' });
  const after = () => communeByCode('30010');
  assert.deepEqual(
    [after()?.latitude, after()?.longitude, after()?.precision],
    [44.05, 3.99, 'exact'],
  );
  const other = await testContext(t);
  await refreshCommunes(other.ctx);
  assert.equal(after()?.latitude, before.latitude);
  await refreshCommunes(ctx);
  assert.equal(after()?.latitude, 44.05);
});

test('wrong lines are told with their cause, good ones are kept', async (t) => {
  const lines = [
    'code,latitude,longitude',
    '30189,43.84,4.36',
    '99999,43.84,4.36',
    '30007,4.08,44.12',
    '30010,north,3.98',
    '30189,43.84,4.36',
    '30011,91,3.9',
    '30012',
  ];
  const { outcome } = await importText(t, lines.join('\n'));
  assert.equal(outcome.code, 2);
  assert.equal(outcome.out, '1 communes stored, 6 lines rejected.\n');
  assert.deepEqual(outcome.err.trim().split('\n'), [
    'line 3: unknown_commune',
    'line 4: too_far',
    'line 5: not_a_number',
    'line 6: repeated',
    'line 7: out_of_range',
    'line 8: columns_missing',
  ]);
});

test('a file without the columns stores nothing and says what is missing', async (t) => {
  const { outcome } = await importText(t, 'commune;x;y\nNîmes;1;2\n');
  assert.equal(outcome.code, 2);
  assert.match(outcome.err, /must name the columns code, latitude and longitude/);
});

test('built-in points are as close to real centres as they say', async (t) => {
  const folder = process.env.RENFORT_TEST_DATA;
  if (!folder) return t.skip('RENFORT_TEST_DATA is unset: no real centres to compare with');
  const text = await readFile(join(folder, 'geo', 'communes_centroids_2018.csv'), 'utf8');
  const errors = new Map<string, number[]>();
  for (const line of text.trim().split('\n').slice(1)) {
    const [code, , latitude, longitude] = line.split(',') as [string, string, string, string];
    const commune = communeByCode(code);
    if (!commune) continue;
    const km = distanceKm(commune, { latitude: Number(latitude), longitude: Number(longitude) });
    errors.set(commune.precision, [...(errors.get(commune.precision) ?? []), km]);
  }
  const median = (precision: string) => {
    const sorted = (errors.get(precision) ?? []).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  for (const [precision, most] of [
    ['exact', 1.5],
    ['town', 4],
    ['postal', 9],
    ['epci', 14],
  ] as const) {
    t.diagnostic(`${precision}: median ${median(precision).toFixed(2)} km`);
    assert.ok(median(precision) < most, precision);
  }
});
