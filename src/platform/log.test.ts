import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from './log.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(
    createLogger('info', {
      write: (line) => {
        text += line;
      },
    }),
  );
  return text;
}

test('personal fields are removed at both levels', () => {
  const text = logged((log) =>
    log.info(
      { email: 'ana@exemple.fr', person: { phone: '+33639980001', name: 'Ana' }, n: 3 },
      'x',
    ),
  );
  assert.doesNotMatch(text, /ana@|3363998|Ana/i);
  assert.equal(JSON.parse(text).n, 3);
});

test('an error keeps what helps to mend it, not the row that caused it', () => {
  const token = 'A'.repeat(43);
  const error = Object.assign(
    new Error(`duplicate key: "ana@exemple.fr", 06 39 98 00 01, +33639980001, ${token}`, {
      cause: new Error('from bob@exemple.fr'),
    }),
    { code: '23505', detail: 'Key (email)=(ana@exemple.fr) already exists.' },
  );
  const text = logged((log) => log.error({ err: error }, 'request failed'));
  assert.doesNotMatch(text, /ana@|bob@|06 39|3363998|already exists/);
  assert.ok(!text.includes(token));
  const { err } = JSON.parse(text);
  assert.equal(err.errorCode, '23505');
  assert.match(err.message, /^duplicate key: "\[e-mail\]", \[number\], \[number\], \[token\]$/);
  assert.match(err.stack, /log\.test\.ts:\d+/);
});
