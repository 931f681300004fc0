import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextStatus, VOLUNTEER_EVENTS, type VolunteerStatus } from './volunteer-status.ts';

test('nobody comes back from erasure, and only a person brings a dormant record back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...VOLUNTEER_EVENTS)), (events) => {
      let status: VolunteerStatus = 'draft';
      for (const event of events) {
        const next = nextStatus(status, event);
        if (status === 'erased') assert.equal(next.ok, false);
        if (!next.ok) continue;
        if (status === 'dormant' && next.value === 'active') assert.equal(event, 'confirm');
        if (status === 'draft' && next.value !== 'erased') assert.equal(event, 'finish');
        status = next.value;
      }
    }),
  );
});
