import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { Command } from '#platform/cli/command.ts';
import { readConfig } from '#platform/config.ts';
import { planCommand, simulateCommand } from './commands.ts';

async function run(command: Command, args: readonly string[], input = '') {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await command.run(args, {
    config: readConfig({}),
    stdin: Readable.from([input]),
    stdout,
    stderr,
    open: () => Promise.reject(new Error('this command needs no database')),
  });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const START = { now: 0, deadline: 120, places: 20, eligible: 1000, invitations: [] };
const lines = (...documents: readonly unknown[]) =>
  documents.map((document) => `${JSON.stringify(document)}\n`).join('');

test('crises plan answers each line, whatever surrounds it', async () => {
  const silent = Array.from({ length: 60 }, () => ({ sentAt: 0, channel: 'sms' }));
  const full = Array.from({ length: 20 }, () => ({ sentAt: 0, reply: 'yes', repliedAt: 4 }));
  const input = lines(
    START,
    { ...START, now: 40, invitations: silent },
    { ...START, now: 40, invitations: full },
  );
  const { code, out } = await run(planCommand, [], `${input}\r\n`);
  assert.equal(code, 0);
  const plans = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(plans.length, 3);
  assert.ok(plans[0].send > 0 && plans[0].send < 200);
  assert.ok(plans[1].send > plans[0].send, 'nobody answered: call more');
  assert.deepEqual(plans[2], { send: 0, fillProbability: 1, expectedAlerts: 0 });
  assert.equal((await run(planCommand, [], input)).out, out);
});

test('crises plan starts from what past calls taught, by the channel of each invitation', async () => {
  const past = { sms: { rate: 0.3, pace: 0.7 }, email: { rate: 0.05, pace: 1.5 } };
  const called = (channel: string) => Array.from({ length: 60 }, () => ({ sentAt: 0, channel }));
  const { code, out } = await run(
    planCommand,
    [],
    lines(
      START,
      { ...START, past: { email: past.email } },
      { ...START, now: 20, past, invitations: called('sms') },
      { ...START, now: 20, past, invitations: called('email') },
    ),
  );
  assert.equal(code, 0);
  const [plain, rare, sms, email] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(rare.send > plain.send && rare.expectedAlerts > 2 * plain.expectedAlerts);
  assert.notEqual(sms.send, email.send);
  const wrong = await run(planCommand, [], lines({ ...START, past: { fax: { rate: 0.1 } } }));
  assert.match(wrong.out, /past/);
});

test('crises plan says which line it cannot read, and goes on', async () => {
  const { code, out, err } = await run(
    planCommand,
    [],
    `{"now": 0\n${lines({ ...START, places: -1 }, { ...START, colour: 'red' }, START)}`,
  );
  assert.equal(code, 2);
  const plans = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(plans.filter(({ error }) => error).length, 3);
  assert.ok(plans[3].send > 0);
  assert.match(err, /Line 1: not JSON/);
  assert.match(err, /Line 2: places/);
  assert.match(err, /Line 3: .*colour/);
});

test('crises simulate gives the same runs for the same seed, in JSON and in words', async () => {
  const args = ['--places', '5', '--eligible', '200', '--runs', '40', '--seed', '3'];
  const { code, out } = await run(simulateCommand, [...args, '--json']);
  assert.equal(code, 0);
  const summary = JSON.parse(out);
  assert.equal(summary.policy, 'adaptive');
  assert.ok(summary.fillRate >= 0.95 && summary.mostConfirmed === 5);
  assert.equal((await run(simulateCommand, [...args, '--json'])).out, out);
  const everyone = await run(simulateCommand, [...args, '--policy', 'broadcast']);
  assert.match(everyone.out, /40\.0 alerts per place/);
});

test('crises simulate refuses what it cannot play, naming the option', async () => {
  for (const [args, named] of [
    [['--accept', '1.5'], /--accept/],
    [['--policy', 'magic'], /--policy/],
    [['--places', 'many'], /--places/],
    [['--nothing'], /nothing/],
  ] as const) {
    const { code, err, out } = await run(simulateCommand, args);
    assert.equal(code, 2);
    assert.match(err, named);
    assert.equal(out, '');
  }
});
