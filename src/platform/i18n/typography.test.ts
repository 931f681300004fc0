import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frenchSpaces } from './typography.ts';

test('narrow no-break spaces where French wants them', () => {
  assert.equal(
    frenchSpaces('<p>Prêt ? « Oui » : 10 h 30 ; merci !</p>'),
    '<p>Prêt\u202f? «\u202fOui\u202f»\u202f: 10 h 30\u202f; merci\u202f!</p>',
  );
});

test('attributes, styles, code and typed text are left alone', () => {
  const kept = [
    '<a href="/x ?y" title="Ici : là">a:b</a>',
    '<style nonce="n">a :hover{b : c}</style>',
    '<code>if x ? y : z</code>',
    '<textarea>Bonjour !</textarea>',
  ].join('');
  assert.equal(frenchSpaces(kept), kept);
});

test('what is already right stays', () => {
  const right = '<b>Prêt\u202f? https://x.example/?a=1 12:30 2026!</b>';
  assert.equal(frenchSpaces(right), right);
});
