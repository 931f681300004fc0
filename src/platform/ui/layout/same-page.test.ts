import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samePageIn } from './same-page.ts';

test('the language switch keeps the page and its question', () => {
  assert.equal(samePageIn('/volunteers', 'en'), '/volunteers?lang=en');
  assert.equal(samePageIn('/volunteers?q=a%20b&lang=en', 'fr'), '/volunteers?q=a+b&lang=fr');
});
