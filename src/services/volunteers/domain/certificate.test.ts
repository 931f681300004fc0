import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMonths } from '#platform/kernel/months.ts';
import {
  CERTIFICATE_EVENTS,
  type CertificateStatus,
  checkDeclaration,
  expiryNoticeDue,
  nextCertificateStatus,
  validityDuring,
} from './certificate.ts';
import { idOf } from './skill-referential.ts';

const pse1 = {
  kindId: idOf('pse1'),
  status: 'verified',
  issuedOn: '2026-01-10',
  expiresOn: '2027-01-10',
} as const;

test('a certificate holds through its last day and not one more', () => {
  assert.equal(validityDuring(pse1, '2027-01-09', '2027-01-10'), 'valid');
  assert.equal(validityDuring(pse1, '2027-01-10', '2027-01-11'), 'expires_during');
  assert.equal(validityDuring(pse1, '2027-01-11', '2027-01-11'), 'expired');
  assert.equal(validityDuring(pse1, '2026-01-09', '2026-01-09'), 'not_yet_valid');
});

test('a regulated certificate counts only when verified', () => {
  assert.equal(
    validityDuring({ ...pse1, status: 'declared' }, '2026-06-01', '2026-06-01'),
    'unverified',
  );
  const haccp = {
    kindId: idOf('haccp'),
    status: 'declared',
    issuedOn: null,
    expiresOn: null,
  } as const;
  assert.equal(validityDuring(haccp, '2026-06-01', '2026-06-01'), 'valid');
  assert.equal(
    validityDuring({ ...haccp, status: 'rejected' }, '2026-06-01', '2026-06-01'),
    'rejected',
  );
});

test('a declaration gets its term from the kind unless the document says otherwise', () => {
  const today = '2026-11-24';
  const check = (kindId: number, issuedOn: string | null, expiresOn: string | null) =>
    checkDeclaration({ kindId, issuedOn, expiresOn }, today);
  assert.deepEqual(check(idOf('pse1'), '2026-02-01', null), { expiresOn: '2027-02-01' });
  assert.deepEqual(check(idOf('licence_c'), '2024-02-29', null), { expiresOn: '2029-02-28' });
  assert.deepEqual(check(idOf('licence_c'), '2024-02-29', '2027-03-01'), {
    expiresOn: '2027-03-01',
  });
  assert.deepEqual(check(idOf('psc1'), null, null), { expiresOn: null });
  assert.deepEqual(check(idOf('pse1'), null, null), { error: 'expiry_missing' });
  assert.deepEqual(check(idOf('pse1'), '2026-11-25', null), { error: 'issued_in_future' });
  assert.deepEqual(check(idOf('pse1'), '2025-11-23', null), { error: 'already_expired' });
  assert.deepEqual(check(idOf('pse1'), '2025-11-24', null), { expiresOn: '2026-11-24' });
  assert.deepEqual(check(idOf('pse1'), '2026-01-02', '2026-01-01'), {
    error: 'expiry_before_issue',
  });
  assert.deepEqual(check(1, null, null), { error: 'kind_unknown' });
});

test('expiry notices: 60, 30 and 7 days, each once', () => {
  assert.equal(expiryNoticeDue(61, null), undefined);
  assert.equal(expiryNoticeDue(60, null), 60);
  assert.equal(expiryNoticeDue(59, 60), undefined);
  assert.equal(expiryNoticeDue(30, 60), 30);
  assert.equal(expiryNoticeDue(7, 30), 7);
  assert.equal(expiryNoticeDue(0, 7), undefined);
  assert.equal(expiryNoticeDue(5, null), 7);
  assert.equal(expiryNoticeDue(-1, null), undefined);
});

test('only a declared certificate becomes verified, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...CERTIFICATE_EVENTS)), (events) => {
      let status: CertificateStatus = 'declared';
      for (const event of events) {
        const next = nextCertificateStatus(status, event);
        if (!next.ok) continue;
        if (next.value === 'verified') assert.equal(status, 'declared');
        status = next.value;
      }
    }),
  );
});

test('adding months keeps to the end of the month', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(addMonths('2028-01-31', 1), '2028-02-29');
  assert.equal(addMonths('2026-12-15', 1), '2027-01-15');
  assert.equal(addMonths('2024-02-29', 12), '2025-02-28');
});
