import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { Cli } from '#platform/cli/command.ts';
import { decideCommand } from './commands.ts';

const TITLES =
  'case_id,rna_or_siren,name,object_text,nature,object_code1,object_code2,position,legal_category,naf';
const CHESS = 'c1,W302001234,"Échecs, du Val","jeu d’échecs\nen ""club""",D,007005,000000,A,,';

async function run(args: readonly string[], input: string | Buffer | Iterable<Buffer>) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const chunks = typeof input === 'string' || Buffer.isBuffer(input) ? [input] : input;
  const out = Readable.prototype.toArray.call(stdout);
  const err = Readable.prototype.toArray.call(stderr);
  const code = await decideCommand.run(args, {
    stdin: Readable.from(chunks),
    stdout,
    stderr,
  } as unknown as Cli);
  stdout.end();
  stderr.end();
  const lines = Buffer.concat(await out)
    .toString()
    .split('\n')
    .filter(Boolean);
  return {
    code,
    decided: lines.map((line) => JSON.parse(line)),
    err: Buffer.concat(await err).toString(),
  };
}

const pack = ['--pack', 'associations-1901'];

test('one JSON object per line, whatever the order of the columns and the separator', async () => {
  const { code, decided } = await run(pack, `${TITLES}\n${CHESS}\n`);
  assert.equal(code, 0);
  assert.deepEqual(
    [decided[0].case_id, decided[0].outcome, decided[0].pack, decided[0].version],
    ['c1', 'eligible', 'associations-1901', '2026-11-24'],
  );
  assert.deepEqual(decided[0].reasons[0], {
    code: 'no_exclusion',
    strength: 'info',
    source: 'rna_waldec',
    value: 'jeu d’échecs\nen "club"',
    sentence_fr: 'Aucun motif d’exclusion dans le registre, le nom ou l’objet.',
  });

  const titles = [...TITLES.split(','), 'phone', 'layout'].reverse().join(';');
  const row = 'import;0123;;;A;;001000;D;bridge;Bridge;061S0061023688;c2';
  const second = await run(pack, Buffer.from(`\ufeff${titles}\r\n${row}\r\n`));
  assert.equal(second.decided[0].case_id, 'c2');
  assert.equal(second.decided[0].outcome, 'manual_review');
});

test('what cannot be read is said, and the other lines are decided', async () => {
  const missing = await run(pack, 'case_id,name\n1,x\n');
  assert.equal(missing.code, 2);
  assert.match(missing.err, /Missing columns: rna_or_siren, object_text, .*Found: case_id, name/);
  assert.match((await run(pack, '')).err, /empty/);
  const short = await run(pack, `${TITLES}\nc0,too,short\n${CHESS}\n`);
  assert.deepEqual([short.code, short.decided.length], [2, 1]);
  assert.match(short.err, /^line 2 is left out: 3 cells under 10 titles/);
  const layout = await run(pack, `${TITLES},layout\n${CHESS},weldac\n`);
  assert.match(layout.err, /layout "weldac" is neither/);
  const latin = await run(pack, Buffer.from(`${TITLES}\nc1,,\xe9checs,,,,,,,\n`, 'latin1'));
  assert.equal(latin.code, 2);
  assert.match(latin.err, /not in UTF-8/);
  const quotes = await run(pack, `${TITLES}\n${CHESS}\nc2,"open,,,,,,,,\n`);
  assert.equal(quotes.code, 2);
  assert.match(quotes.err, /Near line 4.*quotes/);
  assert.match((await run(['--pack', 'microsoft'], '')).err, /Packs: associations-1901, slack/);
  assert.match((await run([...pack, '--version', '1'], '')).err, /Versions: 2026-11-24/);
});

test('a long list goes through piece by piece', async () => {
  const line = Buffer.from(`${CHESS}\n`);
  function* pieces() {
    yield Buffer.from(`${TITLES}\n`);
    // Cut in the middle of a letter of two bytes.
    for (let i = 0; i < 2000; i++) yield* [line.subarray(0, 16), line.subarray(16)];
  }
  const { code, decided } = await run(pack, pieces());
  assert.deepEqual([code, decided.length], [0, 2000]);
});

test('labelled cases: no wrong exclusion, nobody admitted wrongly, and the labels are met', async (t) => {
  const folder = process.env.RENFORT_TEST_DATA;
  if (!folder) return t.skip('RENFORT_TEST_DATA is unset: no labelled cases to compare with');
  const bytes = await readFile(join(folder, 'rna/eligibility_cases.csv'));
  const labels: { case_id: string; expected: string }[] = parse(bytes, {
    columns: true,
    bom: true,
  });
  const { decided } = await run(pack, bytes);
  assert.equal(decided.length, labels.length);
  const wrong = labels.filter(({ expected }, i) => decided[i].outcome !== expected);
  assert.deepEqual(
    wrong.map(({ case_id }) => case_id),
    [],
  );
});
