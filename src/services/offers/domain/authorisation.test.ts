import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Authorisation, whyNotAuthorised } from './authorisation.ts';

const HELD: Authorisation = {
  productId: 'suite',
  departments: ['30', '34'],
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  withdrawnOn: null,
};
const sale = (changes = {}) => ({
  productId: 'suite',
  department: '30',
  on: '2026-06-01',
  ...changes,
});

test('both days of an authorisation count', () => {
  assert.equal(whyNotAuthorised([HELD], sale({ on: '2025-12-31' })), 'authorisation_not_yet');
  assert.equal(whyNotAuthorised([HELD], sale({ on: '2026-01-01' })), undefined);
  assert.equal(whyNotAuthorised([HELD], sale({ on: '2026-12-31' })), undefined);
  assert.equal(whyNotAuthorised([HELD], sale({ on: '2027-01-01' })), 'authorisation_over');
});

test('outside its products and departments a distributor sells nothing', () => {
  assert.equal(whyNotAuthorised([], sale()), 'not_authorised_product');
  assert.equal(whyNotAuthorised([HELD], sale({ productId: 'cad' })), 'not_authorised_product');
  assert.equal(whyNotAuthorised([HELD], sale({ department: '75' })), 'not_authorised_department');
  assert.equal(
    whyNotAuthorised([{ ...HELD, departments: [] }], sale({ department: '75' })),
    undefined,
  );
});

test('a withdrawn one ends that day, and another that holds is enough', () => {
  const withdrawn = { ...HELD, withdrawnOn: '2026-06-01' };
  assert.equal(whyNotAuthorised([withdrawn], sale({ on: '2026-05-31' })), undefined);
  assert.equal(whyNotAuthorised([withdrawn], sale()), 'authorisation_withdrawn');
  assert.equal(whyNotAuthorised([withdrawn, HELD], sale()), undefined);
});
