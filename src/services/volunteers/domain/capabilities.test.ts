import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abilitiesThrough, bearsEffort } from './capabilities.ts';
import { idOf } from './skill-referential.ts';

const nurse = { kindId: idOf('nurse'), issuedOn: null, expiresOn: null };
const pse1 = { kindId: idOf('pse1'), issuedOn: '2026-02-01', expiresOn: '2026-11-24' } as const;

test('a nurse is a first-aider too', () => {
  const held = abilitiesThrough({ skills: [], papers: [nurse] }, '2026-11-24', '2026-11-25');
  assert.ok(held.has(idOf('first_aid')) && held.has(idOf('psc1')));
  assert.ok(!held.has(idOf('pse1')));
});

test('a paper counts through its last day, and for no shift that goes past it', () => {
  const over = (first: string, last: string) =>
    abilitiesThrough({ skills: [], papers: [pse1] }, first as never, last as never).size > 0;
  assert.ok(over('2026-11-24', '2026-11-24'));
  assert.ok(!over('2026-11-24', '2026-11-25'));
  assert.ok(!over('2026-01-31', '2026-01-31'), 'issued the day after');
});

test('effort: who bears hard work bears light work', () => {
  assert.ok(bearsEffort({ effort: 'hard' }, 'light'));
  assert.ok(!bearsEffort({ effort: 'light' }, 'moderate'));
});
