import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#platform/kernel/random.ts';
import { codeOf, readCode } from './code.ts';
import { priceFor } from './discount.ts';
import {
  type Batch,
  committed,
  counts,
  type Entry,
  isBalanced,
  openBatch,
  record,
} from './ledger.ts';
import type { VoucherEvent } from './voucher.ts';

const DAY = 86_400_000;
const TERMS = { until: 100 * DAY, retakes: 1, retakeWithin: 30 * DAY };
const EVENTS = [
  'redeem',
  'retake',
  'release',
  'retake_back',
  'expire',
  'extend',
  'return',
] as const;

function after(batch: Batch, ...entries: Entry[]): Batch {
  return entries.reduce((current, entry) => {
    const result = record(current, entry);
    assert.ok(result.ok, `${entry.what}: ${result.ok ? '' : result.error}`);
    return result.value;
  }, batch);
}
const refusal = (batch: Batch, entry: Entry) => {
  const result = record(batch, entry);
  return result.ok ? undefined : result.error;
};
const of = (what: VoucherEvent, at = DAY): Entry => ({ what, code: 'A', at });
const ISSUED = after(openBatch(10_000, 2_000, TERMS), { what: 'issue', codes: ['A', 'B'], at: 0 });

test('issued = free + used + expired + returned, whatever happens in whatever order', () => {
  const entry = fc.oneof(
    fc.record({
      what: fc.constant('issue' as const),
      codes: fc.uniqueArray(fc.constantFrom(...'ABCDEFGH'), { maxLength: 4 }),
      at: fc.nat(200 * DAY),
    }),
    fc.record({
      what: fc.constantFrom(...EVENTS),
      code: fc.constantFrom(...'ABCDEFGHZ'),
      at: fc.nat(200 * DAY),
    }),
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      let batch = openBatch(12_000, 2_000, TERMS);
      let issued = 0;
      const spent = new Map<string, number>();
      for (const one of entries) {
        const before = counts(batch);
        const result = record(batch, one);
        if (!result.ok) continue;
        batch = result.value;
        const now = counts(batch);
        if (one.what === 'issue') issued += one.codes.length;
        else {
          if (one.what === 'redeem') spent.set(one.code, (spent.get(one.code) ?? 0) + 1);
          if (one.what === 'release') spent.set(one.code, spent.get(one.code)! - 1);
          assert.equal(now.issued, before.issued);
        }
        assert.ok(isBalanced(now));
        assert.equal(now.issued, issued);
        assert.ok(committed(batch.value, counts(batch)) <= batch.budget);
        assert.equal(
          now.used,
          [...spent.values()].reduce((sum, times) => sum + times, 0),
        );
        assert.ok([...spent.values()].every((times) => times === 0 || times === 1));
      }
    }),
  );
});

test('a voucher is spent once, and once more by a free retake', () => {
  const used = after(ISSUED, of('redeem'));
  assert.equal(refusal(used, of('redeem')), 'voucher_used');
  const again = after(used, of('retake', 20 * DAY));
  assert.equal(refusal(again, of('retake', 20 * DAY)), 'no_retake_left');
  assert.deepEqual(counts(again), { issued: 2, free: 1, used: 1, expired: 0, returned: 0 });
});

test('the last moment counts, and the one after does not', () => {
  assert.equal(refusal(ISSUED, of('redeem', TERMS.until)), undefined);
  assert.equal(refusal(ISSUED, of('redeem', TERMS.until + 1)), 'voucher_expired');
  assert.equal(refusal(ISSUED, of('expire', TERMS.until)), 'transition_not_allowed');
  assert.equal(refusal(ISSUED, of('expire', TERMS.until + 1)), undefined);
  const used = after(ISSUED, of('redeem', 0));
  assert.equal(refusal(used, of('retake', TERMS.retakeWithin)), undefined);
  assert.equal(refusal(used, of('retake', TERMS.retakeWithin + 1)), 'voucher_expired');
  const long = { ...after(ISSUED, of('expire', 150 * DAY)), terms: { ...TERMS, until: 300 * DAY } };
  assert.equal(refusal(after(long, of('extend', 160 * DAY)), of('redeem', 300 * DAY)), undefined);
});

test('a test that did not take place gives the voucher and its retake back', () => {
  const released = after(ISSUED, of('redeem'), of('retake'), of('release'));
  assert.equal(counts(released).free, 2);
  assert.equal(refusal(after(released, of('redeem')), of('retake')), undefined);
});

test('expired vouchers keep their money until they are returned; then it may be issued again', () => {
  const all = after(ISSUED, { what: 'issue', codes: ['C', 'D', 'E'], at: 0 });
  const more: Entry = { what: 'issue', codes: ['F'], at: 0 };
  assert.equal(refusal(all, more), 'budget_too_small');
  const expired = after(all, of('expire', 150 * DAY));
  assert.equal(refusal(expired, more), 'budget_too_small');
  const returned = after(expired, of('return', 150 * DAY), more);
  assert.deepEqual(counts(returned), { issued: 6, free: 5, used: 0, expired: 0, returned: 1 });
  assert.equal(refusal(returned, of('redeem', 0)), 'voucher_returned');
  assert.equal(refusal(returned, { what: 'issue', codes: [], at: 0 }), undefined);
  assert.equal(refusal(returned, { what: 'redeem', code: 'Z', at: 0 }), 'unknown_code');
});

test('a code is issued once in a batch', () => {
  assert.equal(refusal(ISSUED, { what: 'issue', codes: ['A'], at: 0 }), 'code_twice');
});

test('prices: each rule at its threshold, the lowest price, and what is missing', () => {
  const rules = [
    { kind: 'under_age', age: 26, price: 0 },
    { kind: 'volunteer_hours', hours: 100, price: 1_000 },
    { kind: 'space_visits', visits: 5, price: 1_500 },
  ] as const;
  const price = (birthDate: string | undefined, confirmedMinutes: number, visits: number) =>
    priceFor(4_000, rules, { birthDate, confirmedMinutes, visits }, '2026-11-24').price;
  assert.equal(price('2000-11-25', 0, 0), 0);
  assert.equal(price('2000-11-24', 0, 0), 4_000);
  assert.equal(price('1964-01-01', 6_000, 0), 1_000);
  assert.equal(price('1964-01-01', 5_999, 4), 4_000);
  assert.equal(price(undefined, 5_999, 5), 1_500);
  assert.equal(price(undefined, 6_000, 5), 1_000);
  const facts = { birthDate: '1964-01-01', confirmedMinutes: 5_940, visits: 5 };
  const offer = priceFor(4_000, rules, facts, '2026-11-24');
  assert.equal(offer.because?.kind, 'space_visits');
  assert.deepEqual(
    offer.missing.map(({ lacks }) => lacks),
    [undefined, 60],
  );
});

test('a code is read whatever its case, spaces and look-alikes, and any one mistake is seen', () => {
  const random = seededRandom(4);
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const codes = new Set<string>();
  for (let turn = 0; turn < 50; turn++) {
    const code = codeOf(random.bytes(8));
    codes.add(code);
    assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}$/);
    assert.equal(readCode(` ${code.toLowerCase().replaceAll('-', ' ')} `), code);
    assert.equal(readCode(code.replaceAll('0', 'O').replaceAll('1', 'l')), code);
    const bare = code.replaceAll('-', '');
    for (let at = 0; at < bare.length; at++) {
      for (const sign of signs) {
        if (sign === bare[at]) continue;
        assert.equal(readCode(bare.slice(0, at) + sign + bare.slice(at + 1)), undefined);
      }
      const [one, two] = [bare[at], bare[at + 1]];
      if (two === undefined || one === two) continue;
      assert.equal(readCode(bare.slice(0, at) + two + one + bare.slice(at + 2)), undefined);
    }
  }
  assert.equal(codes.size, 50);
  assert.equal(readCode('1234'), undefined);
  assert.equal(readCode('????-????-?????'), undefined);
});

test('a retake that did not take place is given back, once, and the first try stays spent', () => {
  const retaken = after(ISSUED, of('redeem'), of('retake', 2 * DAY));
  const back = after(retaken, of('retake_back', 3 * DAY));
  assert.deepEqual(counts(back), { issued: 2, free: 1, used: 1, expired: 0, returned: 0 });
  assert.equal(back.vouchers.get('A')?.retakesLeft, 1);
  assert.equal(refusal(back, of('retake_back', 4 * DAY)), 'transition_not_allowed');
  assert.equal(refusal(retaken, of('retake', 4 * DAY)), 'no_retake_left');
});
