import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import type { Cli, Command } from '#platform/cli/command.ts';
import { readConfig } from '#platform/config.ts';
import { capInspect, capPropose, parisTime } from './commands.ts';
import { GARD, meteoFranceAlert } from './fixtures.ts';

function text(identifier: string, change: Partial<Parameters<typeof meteoFranceAlert>[0]> = {}) {
  return meteoFranceAlert({
    identifier,
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type: 12,
    areas: [GARD],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
    ...change,
  });
}

function files(t: TestContext, contents: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'renfort-cap-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(contents))
    writeFileSync(join(folder, name), content);
  return folder;
}

async function run(command: Command, args: readonly string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const cli: Cli = {
    config: readConfig({}),
    stdin: new PassThrough(),
    stdout,
    stderr,
    open: () => Promise.reject(new Error('no database is needed')),
  };
  const code = await command.run(args, cli);
  const lines = `${stdout.read() ?? ''}`.trim().split('\n').filter(Boolean);
  return { code, lines: lines.map((line) => JSON.parse(line)), errors: `${stderr.read() ?? ''}` };
}

test('cap inspect prints one document per file and goes on after a refusal', async (t) => {
  const folder = files(t, {
    'a.xml': text('a'),
    'b.xml': '<!DOCTYPE alert><alert/>',
    'c.json': '{"warnings":[]}',
  });
  const paths = ['a.xml', 'b.xml', 'c.json'].map((name) => join(folder, name));
  const { code, lines } = await run(capInspect, paths);
  assert.equal(code, 2);
  assert.deepEqual(
    lines.map((line) => [line.file, line.outcome, line.error]),
    [
      [paths[0], 'alert', undefined],
      [paths[1], 'refused', 'doctype'],
      [paths[2], 'feed', undefined],
    ],
  );
  assert.equal(lines[0].identifier, 'a');
  assert.equal(lines[0].signature, 'none');
  assert.deepEqual(lines[0].infos[0].areas[0].geocodes, [{ valueName: 'NUTS3', value: 'FR812' }]);
});

test('cap propose keeps its memory from file to file', async (t) => {
  const folder = files(t, {
    '1.xml': text('one'),
    '2.xml': text('two', { level: 'red', sent: '2026-11-24T07:00:00+01:00' }),
    '3.xml': 'nonsense',
  });
  const paths = ['1.xml', '1.xml', '2.xml', '3.xml'].map((name) => join(folder, name));
  const { code, lines } = await run(capPropose, ['--now', '2026-11-24T07:05:00Z', ...paths]);
  assert.equal(code, 2);
  assert.deepEqual(lines[0], {
    file: paths[0],
    action: 'propose',
    reason: 'new_alert',
    level: 'orange',
    hazard: 'flood',
    departments: ['30'],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
  });
  assert.deepEqual(
    lines.map((line) => `${line.action} ${line.reason}`),
    ['propose new_alert', 'ignore duplicate', 'update level_raised', 'refuse malformed'],
  );
});

test('wrong usage and missing files have their exit codes', async () => {
  assert.equal((await run(capInspect, [])).code, 2);
  assert.equal((await run(capPropose, ['--now', 'yesterday', 'x'])).code, 2);
  assert.equal((await run(capPropose, ['--min-level', 'green', 'x'])).code, 2);
  const missing = await run(capInspect, ['/nonexistent/file.xml']);
  assert.equal(missing.code, 1);
  assert.match(missing.errors, /nonexistent/);
});

test('instants are printed as Météo-France writes them', () => {
  assert.equal(parisTime(Date.parse('2025-11-19T23:00:00Z')), '2025-11-20T00:00:00+01:00');
  assert.equal(parisTime(Date.parse('2026-07-14T10:30:15Z')), '2026-07-14T12:30:15+02:00');
});

test('--now sent judges old messages as if just sent, even when only the identifier says when', async (t) => {
  const warning = (level: string) => ({
    alert: {
      identifier: '2.49.0.0.250.0.FR.20200812160107.974023',
      info: [
        {
          language: 'fr-FR',
          event: 'Vigilance orages',
          onset: '2020-08-12T16:01:00+02:00',
          expires: '2020-08-13T06:00:00+02:00',
          area: [{ areaDesc: 'Var', geocode: [{ value: 'FR825' }] }],
          parameter: [{ valueName: 'awareness_level', value: level }],
        },
      ],
    },
  });
  const feed = JSON.stringify({ warnings: [warning('3; orange; Severe')] });
  const folder = files(t, { 'old.json': feed });
  const path = join(folder, 'old.json');
  const then = await run(capPropose, ['--now', 'sent', path]);
  assert.deepEqual(
    then.lines.map((line) => [line.action, line.level, line.hazard, line.departments]),
    [['propose', 'orange', 'thunderstorm', ['83']]],
  );
  const now = await run(capPropose, [path]);
  assert.deepEqual(
    now.lines.map((line) => line.reason),
    ['expired'],
  );
});
