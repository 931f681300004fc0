import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CapArea } from '../domain/cap/alert.ts';
import { readCircle, readPolygon } from '../domain/cap/shapes.ts';
import { turnedForFrance } from '../domain/proposal/orientation.ts';
import { departmentsOfShapes } from './shapes.ts';

function area(shapes: { polygon?: string; circle?: string }): CapArea {
  return {
    areaDesc: null,
    geocodes: [],
    polygons: shapes.polygon ? [readPolygon(shapes.polygon).polygon] : [],
    circles: shapes.circle ? [readCircle(shapes.circle)] : [],
  };
}

const NIMES = '43.7,4.2 43.9,4.2 43.9,4.5 43.7,4.5 43.7,4.2';

test('a polygon, a circle and a point give their departments', () => {
  assert.deepEqual(departmentsOfShapes([area({ polygon: NIMES })]), ['30']);
  assert.deepEqual(departmentsOfShapes([area({ circle: '43.84,4.36 0.0' })]), ['30']);
  const wide = departmentsOfShapes([area({ circle: '43.84,4.36 60' })]);
  assert.ok(wide.includes('30') && wide.includes('34') && wide.includes('13'));
  assert.deepEqual(departmentsOfShapes([area({ circle: '-21.1,55.5 30' })]), ['974']);
});

test('shapes elsewhere give nothing, and are not taken for France', () => {
  assert.deepEqual(departmentsOfShapes([area({ circle: '12.747,-88.783 0.0' })]), []);
  assert.deepEqual(departmentsOfShapes([area({ polygon: '38,-120 39,-120 39,-119 38,-120' })]), []);
  assert.deepEqual(departmentsOfShapes([]), []);
});

test('longitude first is turned only when it can be nothing else', () => {
  const turned = turnedForFrance([area({ polygon: '4.2,43.7 4.2,43.9 4.5,43.9 4.2,43.7' })]);
  assert.deepEqual(departmentsOfShapes(turned ?? []), ['30']);
  assert.equal(turnedForFrance([area({ polygon: NIMES })]), null);
  assert.equal(turnedForFrance([area({ circle: '12.7,-88.7 0' })]), null);
});

test('very many or very detailed shapes are taken by their boxes, in little time', () => {
  const start = performance.now();
  const detailed = Array.from({ length: 100_000 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 100_000;
    return `${43.8 + 0.1 * Math.sin(angle)},${4.35 + 0.1 * Math.cos(angle)}`;
  });
  const ring = [...detailed, detailed[0]].join(' ');
  assert.deepEqual(departmentsOfShapes([area({ polygon: ring })]), ['30']);
  const many = Array.from({ length: 5_000 }, () => area({ polygon: NIMES }));
  assert.deepEqual(departmentsOfShapes(many), ['30']);
  const circles = Array.from({ length: 5_000 }, () => area({ circle: '43.84,4.2 5' }));
  assert.ok(departmentsOfShapes(circles).includes('30'));
  assert.ok(performance.now() - start < 5_000);
});
