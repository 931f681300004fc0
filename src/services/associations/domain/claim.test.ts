import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  CLAIM_DAYS,
  CLAIM_EVENTS,
  CLAIM_STATES,
  type ClaimAsk,
  type ClaimState,
  domainMatches,
  needsSecondReviewer,
  nextClaimState,
  OPEN_STATES,
  reminderDue,
  startOfClaim,
} from './claim.ts';

test('whatever happens, an ended request stays ended, and nobody is accepted without a proof', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CLAIM_STATES),
      fc.array(fc.constantFrom(...CLAIM_EVENTS), { maxLength: 30 }),
      (start, events) => {
        let state: ClaimState = start;
        for (const event of events) {
          const next = nextClaimState(state, event);
          if (!OPEN_STATES.includes(state)) assert.equal(next.ok, false);
          if (!next.ok) continue;
          if (next.value === 'accepted') {
            assert.ok(['right_code', 'owner_agrees', 'accept', 'agree_override'].includes(event));
          }
          state = next.value;
        }
      },
    ),
  );
  assert.deepEqual(
    Object.keys(CLAIM_DAYS).sort(),
    [...OPEN_STATES].sort(),
    'no state waits for ever',
  );
});

test('where a request begins', () => {
  const ask: ClaimAsk = {
    kind: 'claim',
    proof: 'document',
    hasDocument: true,
    held: false,
    domainMatches: false,
    hasAddress: true,
    invited: false,
  };
  const start = (more: Partial<ClaimAsk>) => startOfClaim({ ...ask, ...more });
  assert.equal(start({}), 'review');
  assert.equal(start({ hasDocument: false }), 'document_missing');
  assert.equal(start({ held: true }), 'already_held');
  assert.equal(start({ proof: 'domain' }), 'domain_differs');
  assert.equal(start({ proof: 'domain', domainMatches: true }), 'accepted');
  assert.equal(start({ proof: 'letter' }), 'letter');
  assert.equal(start({ proof: 'letter', hasAddress: false }), 'address_unknown');
  assert.equal(start({ kind: 'join' }), 'not_held');
  assert.equal(start({ kind: 'join', held: true, hasDocument: false }), 'owner');
  assert.equal(start({ kind: 'hand_over', held: true }), 'owner');
  assert.equal(start({ kind: 'hand_over', held: true, hasDocument: false }), 'document_missing');
  assert.equal(
    start({ kind: 'join', held: true, proof: 'domain', domainMatches: true }),
    'owner',
    'a domain does not go past an owner',
  );
  assert.equal(start({ kind: 'join', held: true, proof: 'invitation', invited: true }), 'accepted');
  assert.equal(start({ proof: 'invitation' }), 'not_invited');
  assert.equal(needsSecondReviewer({ hasDocument: true, contested: false }), false);
  assert.equal(needsSecondReviewer({ hasDocument: true, contested: true }), true);
  assert.equal(needsSecondReviewer({ hasDocument: false, contested: false }), true);
});

test('an address proves its domain, not that of a mail provider or a shared host', () => {
  for (const [email, website, matches] of [
    ['a@amis.org', 'https://www.amis.org/contact', true],
    ['a@amis.org', 'AMIS.ORG', true],
    ['a@amis.org', 'blog.amis.org', true],
    ['a@blog.amis.org', 'amis.org', false],
    ['a@gmail.com', 'gmail.com', false],
    ['a@free.fr', 'amis.free.fr', false],
    ['a@wordpress.com', 'amis.wordpress.com', false],
    ['a@amis.org', 'notamis.org', false],
    ['a@org', 'amis.org', false],
    ['a@amis.org', '', false],
  ] as const) {
    assert.equal(domainMatches(email, website), matches, `${email} ${website}`);
  }
});

test('each reminder goes once, also when days were missed', () => {
  assert.equal(reminderDue(31, null), undefined);
  assert.equal(reminderDue(30, null), 30);
  assert.equal(reminderDue(29, 30), undefined);
  assert.equal(reminderDue(15, 30), 15);
  assert.equal(reminderDue(4, 30), 5, 'the nearest alone');
  assert.equal(reminderDue(4, 5), undefined);
  assert.equal(reminderDue(-1, null), undefined);
});
