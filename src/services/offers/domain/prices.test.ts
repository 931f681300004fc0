import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePrice, totalsOf, vatOf } from './money.ts';
import { rolesRefused, seatTotal } from './seats.ts';
import { totalCost } from './total-cost.ts';

test('tax is rounded to the nearest cent, half up, once per rate', () => {
  assert.equal(vatOf(1_000, 2_000), 200);
  assert.equal(vatOf(1, 2_000), 0);
  assert.equal(vatOf(3, 2_000), 1);
  assert.equal(vatOf(250, 550), 14);
  const line = { unitPrice: 333, quantity: 1, vatRate: 2_000 };
  assert.deepEqual(totalsOf([line, line, line, { unitPrice: 1_000, quantity: 2, vatRate: 0 }]), {
    net: 2_999,
    vat: [
      { rate: 0, base: 2_000, amount: 0 },
      { rate: 2_000, base: 999, amount: 200 },
    ],
    gross: 3_199,
  });
});

test('the parts of a total add up to it', () => {
  const line = fc.record({
    unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
    quantity: fc.integer({ min: 1, max: 500 }),
    vatRate: fc.constantFrom(0, 210, 550, 1_000, 2_000),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { net, vat, gross } = totalsOf(lines);
      assert.equal(
        net,
        vat.reduce((sum, { base }) => sum + base, 0),
      );
      assert.equal(
        gross,
        vat.reduce((sum, { amount }) => sum + amount, net),
      );
    }),
  );
});

test('a price is read as people write it, and a third decimal is refused', () => {
  assert.deepEqual(parsePrice('1 234,50 €'), { cents: 123_450 });
  assert.deepEqual(parsePrice('12'), { cents: 1_200 });
  assert.deepEqual(parsePrice('0.5'), { cents: 50 });
  assert.deepEqual(parsePrice('12,345'), { error: 'price_decimals' });
  assert.deepEqual(parsePrice('12,340'), { error: 'price_decimals' });
  assert.deepEqual(parsePrice('-1'), { error: 'price_wrong' });
  assert.deepEqual(parsePrice('12,'), { error: 'price_wrong' });
  assert.deepEqual(parsePrice('1000000,01'), { error: 'price_large' });
});

test('the cost over three years counts seats, payments and the entry fee in the same way for all', () => {
  const cost = (unit: Parameters<typeof totalCost>[0]['unit'], price?: number) =>
    totalCost({ price, unit, entryFee: 500 }, 10);
  assert.equal(cost('seat_month', 550), 550 * 10 * 36 + 500);
  assert.equal(cost('seat_year', 100), 100 * 10 * 3 + 500);
  assert.equal(cost('seat_once', 100), 100 * 10 + 500);
  assert.equal(cost('organisation_month', 100), 100 * 36 + 500);
  assert.equal(cost('organisation_once', 0), 500);
  assert.equal(cost('seat_year'), undefined);
});

test('roles that a publisher leaves out are named', () => {
  assert.equal(seatTotal({ employee: 2, volunteer: 3 }), 5);
  assert.deepEqual(rolesRefused({ employee: 2, member: 1, volunteer: 0 }, ['employee']), [
    'member',
  ]);
  assert.deepEqual(rolesRefused({ volunteer: 0 }, ['employee']), []);
});
