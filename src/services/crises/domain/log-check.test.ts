import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkLog, type LogEnd, type SealedLine } from './log-check.ts';

type Line = SealedLine & { readonly text: string };
const seal = (previous: string, { text }: { text: string }, number: number) =>
  createHash('sha256').update(`${previous}|${number}|${text}`).digest('hex');

function chain(length: number): Line[] {
  let before = '';
  return Array.from({ length }, (_, i) => {
    const text = `line ${i + 1}`;
    before = seal(before, { text }, i + 1);
    return { number: i + 1, text, seal: before };
  });
}

const endOf = (lines: readonly Line[]): LogEnd => ({
  length: lines.length,
  seal: lines.at(-1)?.seal ?? '',
});
const check = (lines: readonly Line[], end: LogEnd) => checkLog(lines, end, seal);
const renumbered = (lines: readonly Line[]) => lines.map((line, i) => ({ ...line, number: i + 1 }));
const swapped = (lines: readonly Line[], a: number, b: number) =>
  lines.map((line, i) => (lines[i === a ? b : i === b ? a : i] ?? line) as Line);

test('a log as it was written is intact, whatever its length', () => {
  for (const length of [0, 1, 2, 30])
    assert.deepEqual(check(chain(length), endOf(chain(length))), []);
});

test('each change to one line names that line', () => {
  const lines = chain(12);
  const end = endOf(lines);
  for (let i = 0; i < 12; i++) {
    const forged = lines.with(i, { ...(lines[i] as Line), text: 'forged' });
    assert.deepEqual(check(forged, end), [{ kind: 'changed', number: i + 1 }]);
  }
});

test('a line sealed again after its change breaks at the next', () => {
  const lines = chain(6);
  const forged = {
    number: 3,
    text: 'forged',
    seal: seal(lines[1]?.seal ?? '', { text: 'forged' }, 3),
  };
  assert.deepEqual(check(lines.with(2, forged), endOf(lines)), [{ kind: 'changed', number: 4 }]);
});

test('a removed line is named, its successors numbered again or not', () => {
  const lines = chain(10);
  const end = endOf(lines);
  for (let i = 0; i < 9; i++) {
    const without = lines.toSpliced(i, 1);
    assert.deepEqual(
      check(without, end),
      [{ kind: 'removed', number: i + 1, last: i + 1 }],
      `${i}`,
    );
  }
  for (let i = 0; i < 8; i++) {
    assert.deepEqual(
      check(renumbered(lines.toSpliced(i, 1)), end),
      [{ kind: 'removed', number: i + 1, last: i + 1 }],
      `${i} renumbered`,
    );
  }
  assert.deepEqual(check(lines.toSpliced(3, 3), end), [{ kind: 'removed', number: 4, last: 6 }]);
  assert.deepEqual(check(renumbered(lines.toSpliced(3, 3)), end), [
    { kind: 'removed', number: 4, last: 6 },
  ]);
});

test('the end cut off, or written again from some line on, does not fit what is kept of it', () => {
  const lines = chain(10);
  const end = endOf(lines);
  assert.deepEqual(check(lines.slice(0, 7), end), [{ kind: 'end_differs', number: 8 }]);
  assert.deepEqual(check(chain(12), end), [{ kind: 'end_differs', number: 11 }]);
  const other = chain(9).map((line) => ({ ...line }));
  const last = { text: 'forged' };
  other.push({ ...last, number: 10, seal: seal(other[8]?.seal ?? '', last, 10) });
  assert.deepEqual(check(other, end), [{ kind: 'end_differs', number: 10 }]);
});

test('an inserted line is named, its successors numbered again or not', () => {
  const lines = chain(8);
  const end = endOf(lines);
  for (let i = 0; i < 8; i++) {
    const stranger = { number: i + 1, text: 'stranger', seal: '00'.repeat(32) };
    const found = [{ kind: 'inserted', number: i + 1 }];
    assert.deepEqual(check(renumbered(lines.toSpliced(i, 0, stranger)), end), found, `${i}`);
    assert.deepEqual(check(lines.toSpliced(i, 0, stranger), end), found, `${i} same number`);
  }
});

test('two lines that changed places are both found, next to each other or not', () => {
  const lines = chain(9);
  const end = endOf(lines);
  assert.deepEqual(check(swapped(lines, 3, 4), end), [{ kind: 'moved', number: 4, was: 5 }]);
  assert.deepEqual(check(renumbered(swapped(lines, 3, 4)), end), [
    { kind: 'moved', number: 4, was: 5 },
  ]);
  assert.deepEqual(check(renumbered(swapped(lines, 2, 6)), end), [
    { kind: 'moved', number: 3, was: 7 },
    { kind: 'moved', number: 7, was: 3 },
  ]);
});

test('whatever is done to a log, it is seen, at or before the first place that differs', () => {
  const lines = chain(12);
  const end = endOf(lines);
  const place = fc.nat({ max: 11 });
  const step = fc.oneof(
    fc.record({ do: fc.constant('change' as const), at: place }),
    fc.record({ do: fc.constant('remove' as const), at: place }),
    fc.record({ do: fc.constant('swap' as const), at: place, with: place }),
    fc.record({ do: fc.constant('insert' as const), at: place }),
    fc.record({ do: fc.constant('number' as const), at: place }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 3 }), fc.boolean(), (steps, numbered) => {
      let forged: Line[] = lines;
      for (const one of steps) {
        const line = forged[one.at];
        if (!line) continue;
        if (one.do === 'change') forged = forged.with(one.at, { ...line, text: `${line.text}!` });
        if (one.do === 'remove') forged = forged.toSpliced(one.at, 1);
        if (one.do === 'number') forged = forged.with(one.at, { ...line, number: line.number + 1 });
        if (one.do === 'insert') forged = forged.toSpliced(one.at, 0, { ...line, text: 'x' });
        if (one.do === 'swap')
          forged = swapped(forged, one.at, Math.min(one.with, forged.length - 1));
      }
      if (numbered) forged = renumbered(forged);
      const same = JSON.stringify(forged) === JSON.stringify(lines);
      assert.equal(check(forged, end).length === 0, same);
    }),
    { numRuns: 2_000 },
  );
});
