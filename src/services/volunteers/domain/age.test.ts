import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageBand, ageStanding, mayBeCalledInCrisis } from './age.ts';

test('16 and 18 count from the birthday itself', () => {
  assert.equal(ageStanding('2010-11-25', '2026-11-24'), 'too_young');
  assert.equal(ageStanding('2010-11-24', '2026-11-24'), 'minor');
  assert.equal(ageStanding('2008-11-25', '2026-11-24'), 'minor');
  assert.equal(ageStanding('2008-11-24', '2026-11-24'), 'adult');
  assert.equal(ageStanding('2008-02-29', '2026-02-28'), 'minor');
  assert.equal(ageStanding('2026-11-25', '2026-11-24'), 'implausible');
  assert.equal(ageStanding('1915-01-01', '2026-11-24'), 'implausible');
  assert.equal(ageStanding(null, '2026-11-24'), 'unknown');
});

test('neither a minor nor somebody of unknown age is called, and a need may ask for more', () => {
  assert.equal(mayBeCalledInCrisis('2008-11-25', '2026-11-24'), false);
  assert.equal(mayBeCalledInCrisis('2008-11-24', '2026-11-24'), true);
  assert.equal(mayBeCalledInCrisis(null, '2026-11-24'), false);
  assert.equal(mayBeCalledInCrisis('2008-11-25', '2026-11-24', 16), false);
  assert.equal(mayBeCalledInCrisis('2005-11-25', '2026-11-24', 21), false);
  assert.equal(mayBeCalledInCrisis('2005-11-24', '2026-11-24', 21), true);
});

test('age bands meet without a gap', () => {
  const bands = [
    '2009-01-01',
    '2008-01-01',
    '2002-01-01',
    '2001-01-01',
    '1952-01-01',
    '1951-01-01',
  ];
  assert.deepEqual(
    bands.map((birth) => ageBand(birth, '2026-06-01')),
    ['under_18', '18_24', '18_24', '25_34', '65_74', '75_and_over'],
  );
});
