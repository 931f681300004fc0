import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import type { Cli, Command } from './command.ts';
import { createProgress } from './progress.ts';
import { runCommandLine } from './run.ts';

const command = (name: string, run: Command['run']): Command => ({
  name,
  summary: `summary of ${name}`,
  help: `usage: renfort ${name}`,
  run,
});

const COMMANDS = [
  command('serve', async () => 0),
  command('cap propose', async (args, cli) => {
    cli.stdout.write(args.join('|'));
    return 3;
  }),
  command('cap inspect', async () => 0),
  command('strict', async (args) => {
    parseArgs({ args: [...args], options: { demo: { type: 'boolean' } } });
    return 0;
  }),
  command('broken', async () => {
    throw new Error('the disk is full');
  }),
];

async function run(line: string) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const cli: Cli = {
    config: readConfig({}),
    stdin: new PassThrough(),
    stdout,
    stderr,
    open: () => Promise.reject(new Error('no database is needed')),
  };
  const args = line.split(' ').filter(Boolean);
  const code = await runCommandLine(args, { version: '1.2.3', commands: COMMANDS }, cli);
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

test('a command of two words gets the other arguments and gives its exit code', async () => {
  assert.deepEqual(await run('cap propose a.xml --x'), { code: 3, out: 'a.xml|--x', err: '' });
});

test('help and version go to standard output and succeed', async () => {
  assert.deepEqual(await run('--version'), { code: 0, out: 'renfort 1.2.3\n', err: '' });
  const overview = await run('--help');
  assert.equal(overview.code, 0);
  for (const { name, summary } of COMMANDS) {
    assert.match(overview.out, new RegExp(`${name} +${summary}`));
  }
  assert.equal((await run('cap propose --help')).out, 'usage: renfort cap propose\n');
  assert.equal((await run('help serve')).out, 'usage: renfort serve\n');
});

test('wrong usage ends with 2 and a message on standard error', async () => {
  const nothing = await run('');
  assert.equal(nothing.code, 2);
  assert.match(nothing.err, /usage: renfort COMMAND/);
  const family = await run('cap');
  assert.equal(family.code, 2);
  assert.match(family.err, /cap inspect/);
  assert.doesNotMatch(family.err, /serve/);
  const option = await run('strict --dmeo');
  assert.equal(option.code, 2);
  assert.match(option.err, /--dmeo.*\nTry: renfort strict --help/s);
});

test('an unknown command suggests the nearest one, and nothing when none is near', async () => {
  for (const [typed, meant] of [
    ['sreve', 'serve'],
    ['cap porpose f.xml', 'cap propose'],
    ['cpa inspect', 'cap inspect'],
  ]) {
    const { code, err } = await run(typed as string);
    assert.equal(code, 2);
    assert.match(err, new RegExp(`Did you mean: renfort ${meant}\n`), typed);
  }
  assert.doesNotMatch((await run('quantum')).err, /Did you mean/);
});

test('a failure ends with 1 and its message, without a stack', async () => {
  assert.deepEqual(await run('broken'), { code: 1, out: '', err: 'the disk is full\n' });
});

test('progress is one moving line on a terminal and few lines elsewhere', () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  const bar = createProgress(terminal);
  for (let done = 0; done <= 1000; done++) bar.update('Loading', done, 1000);
  bar.finish();
  const drawn = String(terminal.read());
  assert.match(drawn, /\[#{24}\] 100 %\n$/);
  assert.equal(drawn.split('\n').length, 2);
  const pipe = new PassThrough();
  const plain = createProgress(pipe);
  for (let done = 0; done <= 1000; done++) plain.update('Loading', done, 1000);
  plain.finish();
  assert.equal(String(pipe.read()), 'Loading: 0 % (0 of 1000)\nLoading: 100 % (1000 of 1000)\n');
});
