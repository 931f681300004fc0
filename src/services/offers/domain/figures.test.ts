import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicFigures, type RawFigures } from './figures.ts';

const RAW: RawFigures = {
  decisions: {
    byStanding: { eligible: 30, excluded: 6, waiting: 5, over: 0 },
    byDepartment: { '30': 20, '34': 12, '59': 9 },
    byReason: { cultuelle: 5, party: 4 },
    atOnce: 15,
    reviewed: 5,
    medianReviewDays: 3.5,
  },
  savings: { cents: 123_456, associations: 5, unknownSeats: 2 },
  uses: { libre: 1, total: 8, associations: 5 },
  delays: { accepted: 5, medianAcceptDays: 1.25, delivered: 4, medianDeliverDays: 2 },
  quotas: [{ slug: 'a', name: 'A', associations: 5, taken: 20, seats: 10 }],
};

test('figures by hand: shares in whole percent, medians as they are', () => {
  const figures = publicFigures(RAW);
  assert.equal(figures.atOncePercent, 75, '15 of 20');
  assert.equal(figures.reviewDays, 3.5);
  assert.equal(figures.savings, 123_456);
  assert.equal(figures.librePercent, 13, '1 of 8, to the nearest');
  assert.equal(figures.acceptDays, 1.25);
  assert.equal(figures.quotas[0]?.percent, 40, '20 of 5 times 10');
  assert.equal(figures.departments.total, 41);
});

test('nothing about fewer than five is told, nor what would give it away', () => {
  const figures = publicFigures(RAW);
  assert.equal(figures.deliverDays, undefined);
  assert.deepEqual(figures.reasons, { cultuelle: 5, party: undefined });
  const four = publicFigures({
    ...RAW,
    decisions: { ...RAW.decisions, byDepartment: { '30': 20, '34': 12, '59': 4 }, reviewed: 4 },
    savings: { ...RAW.savings, associations: 4 },
    uses: { ...RAW.uses, associations: 4 },
    quotas: RAW.quotas.map((quota) => ({ ...quota, associations: 4 })),
  });
  assert.deepEqual(
    four.departments.cells,
    { '30': 20, '34': undefined, '59': undefined },
    'the total would say the four',
  );
  assert.equal(four.atOncePercent, undefined);
  assert.equal(four.reviewDays, undefined);
  assert.equal(four.savings, undefined);
  assert.equal(four.librePercent, undefined);
  assert.equal(four.quotas[0]?.percent, undefined);
});

test('of nothing, nothing is told and nothing fails', () => {
  const figures = publicFigures({
    decisions: {
      byStanding: { eligible: 0 },
      byDepartment: {},
      byReason: {},
      atOnce: 0,
      reviewed: 0,
      medianReviewDays: null,
    },
    savings: { cents: 0, associations: 0, unknownSeats: 0 },
    uses: { libre: 0, total: 0, associations: 0 },
    delays: { accepted: 0, medianAcceptDays: null, delivered: 0, medianDeliverDays: null },
    quotas: [],
  });
  assert.equal(figures.savings, undefined);
  assert.equal(figures.librePercent, undefined);
  assert.equal(figures.atOncePercent, 0);
});
