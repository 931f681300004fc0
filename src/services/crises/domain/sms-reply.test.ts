import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSmsReply } from './sms-reply.ts';

const codes = (text: string) =>
  parseSmsReply(text).codes.map(({ letter, answer }) => `${letter}:${answer}`);

test('a code is read however it is typed', () => {
  for (const text of ['A1', 'a1', ' A 1 ', 'a-1', 'A.1!', 'A1 merci', 'Bonjour, A1', 'A1 oui']) {
    assert.deepEqual(codes(text), ['A:yes'], text);
  }
  assert.deepEqual(codes('b2'), ['B:no']);
});

test('several codes in one message', () => {
  assert.deepEqual(codes('A1 B2'), ['A:yes', 'B:no']);
  assert.deepEqual(codes('a1,b2 et c1'), ['A:yes', 'B:no', 'C:yes']);
  assert.deepEqual(codes('A1B2'), ['A:yes', 'B:no']);
});

test('plain words answer the latest call', () => {
  assert.equal(parseSmsReply('Oui').plain, 'yes');
  assert.equal(parseSmsReply('OUI merci !').plain, 'yes');
  assert.equal(parseSmsReply('d’accord').plain, 'yes');
  assert.equal(parseSmsReply('1').plain, 'yes');
  assert.equal(parseSmsReply('non').plain, 'no');
  assert.equal(parseSmsReply('Bonsoir, non merci').plain, 'no');
});

test('stop is heard alone, in any spelling', () => {
  for (const text of ['STOP', 'stop', 'Stop SMS', 'arrêt', 'STOP merci']) {
    assert.equal(parseSmsReply(text).stop, true, text);
  }
});

test('a doubtful message engages nobody', () => {
  for (const text of [
    '',
    '???',
    'A1 A2',
    'oui non',
    'A1 non',
    'oui mais pas avant 14h',
    'A3',
    'peut-être',
    'stop je rigole A1',
    'AA1',
    '12',
  ]) {
    assert.deepEqual(
      parseSmsReply(text),
      { codes: [], plain: undefined, stop: false, clear: false },
      text,
    );
  }
});

test('any text is read without failing, each letter once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const reply = parseSmsReply(text);
      const letters = reply.codes.map(({ letter }) => letter);
      assert.equal(new Set(letters).size, letters.length);
      if (!reply.clear) assert.ok(!reply.stop && !reply.plain && letters.length === 0);
    }),
  );
});
