import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from '#platform/config.ts';
import { runCommand } from '#test/harness/cli.ts';
import { service } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'renfort-skills-'));
after(() => rmSync(folder, { recursive: true }));
const DATA = process.env.RENFORT_TEST_DATA;
const SKIPPED = 'RENFORT_TEST_DATA is unset: nothing to compare with mirt';

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function run(line: string[], stdin = '') {
  return runCommand({ config: readConfig({}) }, service.commands!, ['skills', ...line], stdin);
}

function rowsOf(csv: string): Record<string, string>[] {
  const [titles, ...rows] = csv
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').split(','));
  return rows.map((row) => Object.fromEntries(titles!.map((title, i) => [title, row[i]!])));
}

/** The largest difference between a column of ours and one of theirs. */
function apart(ours: Record<string, string>[], mine: string, theirs: typeof ours, their: string) {
  assert.equal(ours.length, theirs.length);
  return Math.max(...ours.map((row, i) => Math.abs(Number(row[mine]) - Number(theirs[i]![their]))));
}

const reference = (name: string) => rowsOf(readFileSync(join(DATA!, 'irt', name), 'utf8'));

test('calibration gives what mirt gives: log-likelihood, parameters, standard errors', async (t) => {
  if (!DATA) return t.skip(SKIPPED);
  for (const [set, logLikelihood, rasch] of [
    ['lsat6', -2466.6534, 'b_rasch_mirt'],
    ['wirs', undefined, 'b_rasch_mirt'],
    ['calib_small_300x30', undefined, undefined],
  ] as const) {
    const theirs = reference(`${set}_2pl_reference.csv`);
    const responses = join(DATA, 'irt', `${set}_responses.csv`);
    const out = join(folder, `${set}.csv`);
    const line = ['calibrate', '--responses', responses, '--out', out, '--model'];
    const { code, out: said } = await run([...line, '2pl']);
    assert.equal(code, 0);
    if (logLikelihood) {
      const printed = Number(/log-likelihood: (-[\d.]+)/.exec(said)?.[1]);
      assert.ok(Math.abs(printed - logLikelihood) < 1e-4, said);
    }
    const ours = rowsOf(readFileSync(out, 'utf8'));
    const their = (name: string) => (name in theirs[0]! ? name : `${name}_mirt`);
    assert.ok(apart(ours, 'a', theirs, 'a_mirt') < 2e-4);
    assert.ok(apart(ours, 'b', theirs, 'b_mirt') < 2e-4);
    assert.ok(apart(ours, 'se_a', theirs, their('se_a')) < 1e-3);
    assert.ok(apart(ours, 'se_b', theirs, their('se_b')) < 1e-3);
    if (rasch) {
      await run([...line, 'rasch']);
      assert.ok(apart(rowsOf(readFileSync(out, 'utf8')), 'b', theirs, rasch) < 2e-4);
    }
  }
});

test('scores are those of mirt: EAP, MAP, WLE and their errors', async (t) => {
  if (!DATA) return t.skip(SKIPPED);
  for (const set of ['lsat6', 'wirs']) {
    const items = reference(`${set}_2pl_reference.csv`);
    const lines = items.map((row) => `${row.item},${row.a_mirt},${row.b_mirt}`);
    const bank = file('bank.csv', ['item,a,b', ...lines].join('\n'));
    const theirs = reference(`${set}_scores_reference.csv`);
    const responses = join(DATA, 'irt', `${set}_responses.csv`);
    for (const [method, se, within] of [
      ['eap', 'eap_sd', 1e-8],
      ['map', 'map_se', 5e-5],
      ['wle', 'wle_se', 5e-4],
    ] as const) {
      const line = ['score', '--bank', bank, '--responses', responses, '--method', method];
      const ours = rowsOf((await run(line)).out);
      assert.ok(apart(ours, 'theta', theirs, method) < Math.min(within, 1e-5), method);
      assert.ok(apart(ours, 'se', theirs, se) < within, method);
    }
  }
});

const BANK = '\uFEFF"item","a","b","c"\r\n"x, y",1.2,-0.5,\r\nz,0.9,0.4,0.2\r\nw,,,\r\n';

test('files of spreadsheets: byte order mark, CRLF, quotes, empty cells, NA, no last line end', async () => {
  const bank = file('bank.csv', BANK);
  const responses = file('r.csv', '\uFEFF"x, y",z,w\r\n1,0,1\r\n,,1\r\n0,NA,\r\n1,1,');
  const { code, out, err } = await run(['score', '--bank', bank, '--responses', responses]);
  assert.equal(code, 0);
  assert.match(err, /Not counted, without parameters in the bank: w/);
  const rows = rowsOf(out);
  assert.deepEqual(
    rows.map(({ row }) => row),
    ['1', '2', '3', '4'],
  );
  assert.deepEqual(rows[1], { row: '2', theta: '0', se: '0.9999999732' });
  const wle = await run(['score', '--bank', bank, '--responses', responses, '--method', 'wle']);
  assert.match(wle.out, /^2,,$/m);
  const wide = await run(['score', '--bank', bank, '--responses', responses, '--prior-sd', '3']);
  assert.ok(Number(rowsOf(wide.out)[3]!.theta) > Number(rows[3]!.theta));
});

test('a file to mend is told with its line, and ends with 2', async () => {
  const bank = file('bank.csv', BANK);
  const cases: [string, string, RegExp][] = [
    ['x,x\n1,0\n', 'calibrate', /line 1: "x" is the title of columns 1 and 2/],
    ['x,y\n1,0\n1,2\n', 'calibrate', /line 3, column "y": "2" is neither 0, 1 nor empty/],
    ['x,y\n1,0\n\n1\n', 'calibrate', /line 4: 1 cells where the titles are 2/],
    ['x,y\n1,"0\n1,0\n', 'calibrate', /line 3: the quotes do not match/],
    ['', 'calibrate', /is empty/],
    ['x,y\n', 'calibrate', /no row under its titles/],
    ['x,\n1,0\n', 'calibrate', /line 1: column 2 has no title/],
    ['x,y\n,\n', 'calibrate', /holds no answer/],
    ['x,y,z\n1,1,0\n0,1,1\n', 'calibrate', /at least 3 items that some got right and others wrong/],
    ['x,y\0\n', 'calibrate', /is not a text file/],
    ['z,nobody\n1,0\n', 'score', /line 1, column 2: "nobody" is not in the bank/],
  ];
  for (const [text, command, message] of cases) {
    const path = file('bad.csv', text);
    const options = command === 'score' ? ['--bank', bank] : ['--model', '2pl'];
    const { code, err } = await run([command, '--responses', path, ...options]);
    assert.equal(code, 2, text);
    assert.match(err, message);
  }
  for (const [text, message] of [
    ['item,a\nx,1\n', /line 1: no column "b"/],
    ['item,a,b\nx,1,0\nx,1,1\n', /line 3: this item is there already/],
    ['item,a,b\nx,"1,2",0\n', /line 2, a: "1,2" is not a number \(use a point/],
    ['item,a,b,c\nx,1,0,1\n', /line 2: a chance of guessing is at least 0 and below 1/],
    ['item,a,b\nx,,\n', /no item with parameters/],
  ] as const) {
    const line = ['score', '--bank', file('bad.csv', text), '--responses', file('r.csv', 'x\n1\n')];
    const { code, err } = await run(line);
    assert.equal(code, 2, text);
    assert.match(err, message);
  }
});

test('options that are wrong or missing are told', async () => {
  const responses = file('r.csv', 'x,y,z\n1,0,1\n0,1,0\n');
  for (const [line, message] of [
    [['calibrate', '--model', '2pl'], /--responses FILE is missing/],
    [['calibrate', '--responses', responses], /--model wants 2pl, 3pl, rasch/],
    [['calibrate', '--responses', 'nowhere.csv', '--model', '2pl'], /nowhere\.csv cannot be read/],
    [['calibrate', '--responses', responses, '--model', '2pl', '--guess', '.2'], /goes with/],
    [['score', '--method', 'best'], /--method wants eap, map, wle/],
    [['score', '--prior-sd', '0'], /--prior-sd wants a number between/],
  ] as const) {
    const { code, err } = await run([...line]);
    assert.equal(code, 2);
    assert.match(err, message);
  }
});

test('a constant item is left out with its name, the others are written', async () => {
  const rows = ['1,1,0,1', '1,0,0,0', '1,1,1,1', '1,0,1,0', '1,1,0,1', '1,0,0,0', '1,1,1,0'];
  const path = file('r.csv', `easy,b,c,d\n${rows.join('\n')}\n`);
  const { code, out, err } = await run(['calibrate', '--responses', path, '--model', 'rasch']);
  assert.equal(code, 0);
  assert.match(err, /Left out: "easy", which everybody got right \(7 answers\)/);
  assert.match(err, /log-likelihood: -/);
  assert.match(out, /^easy,,,,,,7,1$/m);
  assert.equal(rowsOf(out).length, 4);
});

const AREAS_BANK = [
  'item,a,b,area',
  ...Array.from({ length: 30 }, (_, i) => `i${i},${1 + (i % 3) / 4},${(i - 15) / 8},${i % 5}`),
].join('\n');

test('next: one line out for one line in, and a wrong line does not stop the others', async () => {
  const bank = file('bank.csv', 'item,a,b\n"x, y",1.2,0\nz,1,2\n3,0.5,-1\n');
  const lines = [
    '{"answered": []}',
    '{"answered": [["x, y", 1]], "method": "wle"}',
    '{"answered": [["nobody", 1]]}',
    '{"answered": [["z", 1], ["z", 1]]}',
    '{"answered": [["z", 2]]}',
    'theta?',
    '{"answered": [["x, y", 1], ["z", 0], ["3", 1]], "method": "map"}',
    '{"answered": [], "method": "wle"}',
  ];
  const { code, out, err } = await run(['next', '--bank', bank], `${lines.join('\r\n')}\r\n`);
  assert.equal(code, 2);
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(answers.length, lines.length);
  assert.deepEqual([answers[0].theta, answers[0].next], [0, 'x, y']);
  assert.ok(Math.abs(answers[1].theta - Math.log(3) / 1.2) < 1e-9);
  assert.match(answers[2].error, /line 3: "nobody" is not in the bank/);
  assert.match(answers[3].error, /line 4: "z" is answered twice/);
  assert.match(answers[4].error, /line 5: answered/);
  assert.match(answers[5].error, /line 6: not JSON/);
  assert.equal(answers[6].next, null);
  assert.deepEqual(answers[7], { theta: null, se: null, next: 'x, y' });
  assert.match(err, /line 3.*\nline 4/);
});

test('next agrees with score', async () => {
  const bank = file('bank.csv', AREAS_BANK);
  const responses = file('r.csv', 'i3,i9,i21\n1,1,0\n');
  const request = {
    answered: [
      ['i3', 1],
      ['i9', 1],
      ['i21', 0],
    ],
  };
  for (const method of ['eap', 'map', 'wle']) {
    const scored = await run([
      'score',
      '--bank',
      bank,
      '--responses',
      responses,
      '--method',
      method,
    ]);
    const { out } = await run(['next', '--bank', bank], JSON.stringify({ ...request, method }));
    const { theta, se } = JSON.parse(out);
    assert.equal(scored.out.split('\n')[1], `1,${theta},${se}`);
  }
});

test('simulate prints what was asked for, and refuses people that do not match', async () => {
  const bank = file('bank.csv', AREAS_BANK);
  const people = Array.from({ length: 40 }, (_, i) => (i - 20) / 10);
  const thetas = file('t.csv', `row,theta\n${people.map((t, i) => `${i + 1},${t}`).join('\n')}\n`);
  const titles = Array.from({ length: 30 }, (_, i) => `i${i}`).join(',');
  const rows = people.map((theta, p) =>
    Array.from({ length: 30 }, (_, i) => Number(theta - (i - 15) / 8 > ((p * i) % 7) / 3 - 1)).join(
      ',',
    ),
  );
  const responses = file('r.csv', `${titles}\n${rows.join('\n')}\n`);
  const line = ['simulate', '--bank', bank, '--theta', thetas, '--responses', responses];
  const full = JSON.parse((await run([...line, '--items', '10'])).out);
  assert.deepEqual([full.length, full.exposure, full.people], [10, 1, 40]);
  assert.ok(full.rmse > 0 && full.rmse < 0.8 && full.coverage > 0.7 && full.cpu_ms_per_item > 0);
  const options = ['--items', '10', '--exposure', '0.5', '--areas', '5', '--stop-se', '0.5'];
  const held = JSON.parse((await run([...line, ...options])).out);
  assert.ok(held.exposure <= 0.5 && held.length < 10 && held.overlap < full.overlap);
  assert.ok(held.wle.rmse > 0 && held.bias_low !== null);
  const drawn = JSON.parse(
    (await run([...line, '--items', '10', '--exposure', '0.6', '--sympson-hetter'])).out,
  );
  assert.ok(drawn.exposure < 0.95 && drawn.overlap < full.overlap, JSON.stringify(drawn));
  const unheld = await run([...line, '--items', '10', '--sympson-hetter']);
  assert.deepEqual([unheld.code, /wants --exposure/.test(unheld.err)], [2, true]);
  const { code, err } = await run([
    ...line.slice(0, -1),
    file('r.csv', `${titles}\n${rows[0]}\n`),
    '--items',
    '3',
  ]);
  assert.equal(code, 2);
  assert.match(err, /has 1 rows and .* has 40/);
  const areas = await run([...line, '--items', '3', '--areas', '4']);
  assert.match(areas.err, /--areas 4: the bank has 5/);
});
