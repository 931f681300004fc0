import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adopt, type BankVersion, compareVersions, withItems } from './version.ts';

const ITEM = { id: 'x', a: 1, b: 0 };
const version = (number: number, state: BankVersion['state'], items = [ITEM]): BankVersion => ({
  number,
  state,
  items,
});

test('one version is active, and it replaces the one before', () => {
  const versions = [
    version(1, 'archived'),
    version(2, 'active'),
    version(3, 'draft'),
    version(4, 'draft'),
  ];
  const result = adopt(versions, 3);
  assert.ok(result.ok);
  assert.deepEqual(
    result.value.map(({ state }) => state),
    ['archived', 'archived', 'active', 'draft'],
  );
  for (const number of [1, 2]) {
    const again = adopt(versions, number);
    assert.equal(again.ok ? '' : again.error, 'transition_not_allowed');
  }
  const empty = adopt([version(5, 'draft', [])], 5);
  assert.equal(empty.ok ? '' : empty.error, 'version_empty');
});

test('only a draft changes', () => {
  const other = [{ ...ITEM, b: 1 }];
  assert.equal(withItems(version(1, 'draft'), other).ok, true);
  for (const state of ['active', 'archived'] as const) {
    assert.equal(withItems(version(1, state), other).ok, false);
  }
});

test('a comparison tells what comes, what goes, and which curves move, most first', () => {
  const before = version(1, 'active', [
    ITEM,
    { id: 'y', a: 1, b: 0 },
    { id: 'z', a: 1, b: 0 },
    { id: 'old', a: 1, b: 0 },
  ]);
  const after = version(2, 'draft', [
    { id: 'x', a: 1, b: 0.1 },
    { id: 'y', a: 1, b: 0.5 },
    { id: 'z', a: 1, b: -1 },
    { id: 'new', a: 1, b: 0 },
  ]);
  const found = compareVersions(before, after);
  assert.deepEqual([found.added, found.dropped], [['new'], ['old']]);
  assert.deepEqual(
    found.moved.map(({ id }) => id),
    ['z', 'y'],
  );
});
