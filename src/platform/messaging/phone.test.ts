import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalisePhone, normaliseSender, readPhone, writtenPhone } from './phone.ts';

test('numbers are read as people write them in France, overseas too', () => {
  for (const [typed, e164] of [
    ['06 12 34 56 78', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['0033612345678', '+33612345678'],
    ['0692 12 34 56', '+262692123456'],
    ['06 39 98 12 34', '+33639981234'],
    ['06 12 34', undefined],
    ['bonjour', undefined],
  ] as const) {
    assert.equal(normalisePhone(typed), e164, typed);
  }
});

test('a landline takes no text; a number of fiction is a mobile like another', () => {
  assert.equal(readPhone('04 66 12 34 56')?.mobile, false);
  assert.equal(readPhone('06 39 98 12 34')?.mobile, true);
});

test('gateways write the sender without a plus', () => {
  assert.equal(normaliseSender('33612345678'), '+33612345678');
  assert.equal(normaliseSender('33639981234'), '+33639981234');
});

test('numbers are shown as people write them', () => {
  for (const [e164, written] of [
    ['+33612345678', '06 12 34 56 78'],
    ['+33639981234', '06 39 98 12 34'],
    ['+262692123456', '0692 12 34 56'],
    ['+32470123456', '+32 470 12 34 56'],
    ['unreadable', 'unreadable'],
  ] as const) {
    assert.equal(writtenPhone(e164), written.replaceAll(' ', '\u00a0'));
  }
});
