import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { badgeBody, base32, readBadge, typedCode, writeBadge } from './badge.ts';

test('a badge reads as it was written, alone or in an address, in small letters too', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.constantFrom('volunteer' as const, 'walk_up' as const),
      fc.integer({ min: 0, max: 60_000_000 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }),
      (personId, personKind, minute, signature) => {
        const badge = { personId, personKind, expires: new Date(minute * 60_000) };
        const text = writeBadge(badgeBody(badge), signature);
        assert.equal(text.length, 138);
        for (const shown of [
          text,
          `HTTPS://RENFORT.EXAMPLE/B/${text}`,
          ` ${text.toLowerCase()}\n`,
        ]) {
          const { body, signature: found, ...read } = readBadge(shown) ?? assert.fail(shown);
          assert.deepEqual(read, badge);
          assert.deepEqual([body, found], [badgeBody(badge), Uint8Array.from(signature)]);
        }
        assert.equal(readBadge(text.slice(0, -2)), undefined);
        assert.equal(readBadge(`${text}A`.slice(1)), undefined);
      },
    ),
  );
  assert.equal(readBadge(''), undefined);
  assert.equal(readBadge('https://elsewhere.example/menu'), undefined);
});

test('base 32 is that of RFC 4648', () => {
  assert.equal(base32(new TextEncoder().encode('foobar')), 'MZXW6YTBOI');
});

test('a typed code forgives spaces, dashes and look-alikes', () => {
  assert.equal(typedCode(' ab-c 01'), 'ABCOI');
});
