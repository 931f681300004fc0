import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CARDS_PER_SCREEN, type WallNeed, wallScreens } from './wall.ts';

const need = (n: number, over: Partial<WallNeed> = {}): WallNeed => ({
  id: String(n).padStart(3, '0'),
  status: 'open',
  places: 2,
  confirmed: 0,
  deadline: new Date(n * 1000),
  ...over,
});
const needs = (count: number) => Array.from({ length: count }, (_, n) => need(n));

test('a screen holds ten; the eleventh makes two of about the same size, and nothing is left out', () => {
  const sizes = (count: number) => wallScreens(needs(count)).map(({ length }) => length);
  assert.deepEqual(sizes(0), [0]);
  assert.deepEqual(sizes(CARDS_PER_SCREEN), [10]);
  assert.deepEqual(sizes(CARDS_PER_SCREEN + 1), [6, 5]);
  assert.deepEqual(sizes(25), [9, 9, 7]);
});

test('what lacks people comes first, by deadline; what was cancelled is not shown', () => {
  const [screen = []] = wallScreens([
    need(1, { confirmed: 2 }),
    need(4),
    need(2, { status: 'closed' }),
    need(3),
    need(5, { status: 'cancelled' }),
  ]);
  assert.deepEqual(
    screen.map(({ id }) => Number(id)),
    [3, 4, 1, 2],
  );
});
