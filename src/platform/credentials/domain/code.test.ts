import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CODE_BYTES, CODE_LENGTH, codeFrom, readCode, shownCode } from './code.ts';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }).map(codeFrom);

test('a code has 60 bits: each of the twelve signs takes every value', () => {
  const seen = Array.from({ length: 12 }, () => new Set<string>());
  for (let i = 0; i < 2_000; i++) {
    const code = codeFrom(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
    assert.equal(code.length, CODE_LENGTH);
    for (const [at, set] of seen.entries()) set.add(code[at] as string);
  }
  for (const set of seen) assert.equal(set.size, 32);
});

test('a code is read as it is shown, typed small, with spaces, or with letters that look alike', () => {
  fc.assert(
    fc.property(codes, (code) => {
      assert.match(shownCode(code), /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}$/);
      const spoken = shownCode(code).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
      for (const typed of [code, shownCode(code), spoken, code.replaceAll('1', 'l')])
        assert.deepEqual(readCode(typed), { ok: true, code });
    }),
  );
});

test('every wrong sign and every pair of signs that changed places is told', () => {
  fc.assert(
    fc.property(codes, (code) => {
      for (let i = 0; i < CODE_LENGTH; i++) {
        for (const sign of SIGNS) {
          if (sign === code[i]) continue;
          const wrong = code.slice(0, i) + sign + code.slice(i + 1);
          assert.deepEqual(readCode(wrong), { ok: false, error: 'check' });
        }
        for (let j = i + 1; j < CODE_LENGTH; j++) {
          if (code[i] === code[j]) continue;
          const signs = [...code];
          [signs[i], signs[j]] = [signs[j] as string, signs[i] as string];
          assert.deepEqual(readCode(signs.join('')), { ok: false, error: 'check' });
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('what cannot be a code says why', () => {
  assert.deepEqual(readCode('7K3F-9QRT'), { ok: false, error: 'length' });
  assert.deepEqual(readCode(''), { ok: false, error: 'length' });
  assert.deepEqual(readCode('7K3F-9QRT-2MXB!'), { ok: false, error: 'sign' });
});
