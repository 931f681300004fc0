import assert from 'node:assert/strict';
import { test } from 'node:test';
import { communes, departments } from '../../geo/index.ts';
import { distanceKm } from '../../kernel/geography.ts';
import { CONTOURS, middleOf } from './contours.ts';
import { fitted, pathOf } from './projection.ts';

test('each of the 101 departments has its outline, under its official name', () => {
  const official = departments()
    .filter(({ code }) => /^(\d\d|2[AB]|97[12346])$/.test(code))
    .map(({ code, name }) => `${code} ${name}`);
  assert.equal(official.length, 101);
  assert.deepEqual(CONTOURS.map(({ code, name }) => `${code} ${name}`).sort(), official.sort());
});

test('an outline stands where the communes of its department are', () => {
  const table = communes();
  for (const contour of CONTOURS) {
    let [sumLat, sumLon, count] = [0, 0, 0];
    for (let i = 0; i < table.codes.length; i++) {
      if (table.departments[i] !== contour.code) continue;
      sumLat += table.latitudes[i]!;
      sumLon += table.longitudes[i]!;
      count++;
    }
    const [longitude, latitude] = middleOf(contour);
    const centre = { latitude: sumLat / count, longitude: sumLon / count };
    const off = distanceKm({ latitude, longitude }, centre);
    // French Guiana's communes lie along its coast and rivers, far from the middle of the forest.
    assert.ok(off < (contour.code === '973' ? 160 : 25), `${contour.name}: ${off.toFixed(1)} km`);
  }
});

test('a box is fitted in its frame, north up, centred, and drawn in whole pixels', () => {
  const box = { west: 3, south: 43, east: 5, north: 45 };
  const projection = fitted(box, { x: 10, y: 20, width: 400, height: 200 });
  const [left, top] = projection(3, 45);
  const [right, bottom] = projection(5, 43);
  assert.ok(Math.abs(top - 20) < 1e-6 && Math.abs(bottom - 220) < 1e-6);
  assert.ok(Math.abs(left - 10 - (410 - right)) < 1e-6);
  const square = [3000, 45000, 5000, 45000, 5000, 43000, 3000, 43000];
  assert.match(pathOf([square], projection), /^M\d+ 20l\d+ 0l0 200l-\d+ 0z$/);
  assert.equal(pathOf([[3000, 45000, 3000, 45000]], projection), '', 'a dot is no area');
});
