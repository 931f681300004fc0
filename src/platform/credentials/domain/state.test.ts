import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CredentialDates, stateOf } from './state.ts';

const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const dates: CredentialDates = {
  validFrom: at('09:00:00'),
  validUntil: at('10:00:00'),
  revokedAt: null,
  erasedAt: null,
};

test('a credential is valid from its first instant until just before its last', () => {
  assert.equal(stateOf(dates, at('08:59:59.999')), 'not_yet');
  assert.equal(stateOf(dates, at('09:00:00')), 'valid');
  assert.equal(stateOf(dates, at('09:59:59.999')), 'valid');
  assert.equal(stateOf(dates, at('10:00:00')), 'expired');
  assert.equal(stateOf({ ...dates, validUntil: null }, at('23:00:00')), 'valid');
});

test('revoked is said before erased, and both before the dates', () => {
  const erasedAt = at('09:30:00');
  assert.equal(stateOf({ ...dates, erasedAt }, at('12:00:00')), 'erased');
  assert.equal(stateOf({ ...dates, erasedAt, revokedAt: erasedAt }, at('12:00:00')), 'revoked');
});
