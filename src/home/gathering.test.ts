import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { firstBanner } from '#platform/ui/banner.ts';
import { movableClock } from '#test/harness/clock.ts';
import { cachedFigures, sortTodo } from './gathering.ts';

const clock = movableClock('2026-11-24T09:00:00Z');
const ctx = { clock } as unknown as Context;

test('figures are counted once a minute, and a zero is not shown', async () => {
  let asked = 0;
  const figures = cachedFigures([
    async () => {
      asked += 1;
      return [
        { value: asked, label: 'people' },
        { value: 0, label: 'crises' },
      ];
    },
  ]);
  assert.deepEqual(await figures(ctx, 'fr'), [{ value: 1, label: 'people' }]);
  clock.advance({ seconds: 59 });
  assert.equal((await figures(ctx, 'fr'))[0]?.value, 1);
  clock.advance({ seconds: 2 });
  assert.equal((await figures(ctx, 'fr'))[0]?.value, 2);
});

test('the band of a crisis is asked for again after five seconds, and after a failure at once', async () => {
  let answer: () => Promise<{ text: string; href: string } | undefined> = async () => undefined;
  const banner = firstBanner([() => answer()]);
  assert.equal(await banner(ctx, 'fr'), undefined);
  answer = async () => ({ text: 'Crue', href: '/crises/1' });
  assert.equal(await banner(ctx, 'fr'), undefined);
  clock.advance({ seconds: 6 });
  assert.equal((await banner(ctx, 'fr'))?.text, 'Crue');
  clock.advance({ seconds: 6 });
  answer = () => Promise.reject(new Error('down'));
  await assert.rejects(banner(ctx, 'fr'));
  answer = async () => ({ text: 'Feu', href: '/crises/2' });
  assert.equal((await banner(ctx, 'fr'))?.text, 'Feu');
});

test('what is due first comes first, the rest keeps its order', () => {
  const due = (day: number) => new Date(Date.UTC(2026, 10, day));
  const items = [
    { text: 'a', href: '/a' },
    { text: 'b', href: '/b', due: due(30) },
    { text: 'c', href: '/c', due: due(25) },
    { text: 'd', href: '/d' },
  ];
  assert.deepEqual(
    sortTodo(items).map((item) => item.text),
    ['c', 'b', 'a', 'd'],
  );
});
