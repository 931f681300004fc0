import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reminderDue } from './reminder.ts';

test('thirty, fifteen and five days before the last day, to the day; nothing before and after', () => {
  const due = (today: string) => reminderDue('2028-12-31', today);
  for (const [today, days] of [
    ['2028-11-30', undefined],
    ['2028-12-01', 30],
    ['2028-12-15', 30],
    ['2028-12-16', 15],
    ['2028-12-25', 15],
    ['2028-12-26', 5],
    ['2028-12-31', 5],
    ['2029-01-01', undefined],
  ] as const) {
    assert.equal(due(today), days, today);
  }
});
