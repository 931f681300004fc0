import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { newPaper } from './paper.ts';
import { textRuns } from './text-runs.ts';

const POPPLER = spawnSync('pdfinfo', ['-v']).error === undefined;
const skip = POPPLER ? false : 'pdfinfo (poppler-utils) is not installed';

async function sample(t: TestContext, rows: number): Promise<string> {
  const paper = newPaper({
    title: 'Bilan : crue',
    lang: 'fr',
    author: 'Préfecture du Gard',
    madeAt: new Date('2026-11-24T12:00:00Z'),
    warning: 'EXERCICE',
    foot: (page, pages) => `Page ${page} sur ${pages}`,
  });
  paper.heading(1, 'Bilan : crue');
  paper.paragraph('Établi à Nîmes, chez Łukasz Kovář, pour 1\u202f234 personnes.');
  paper.heading(2, 'Besoin par besoin');
  paper.table(
    'Besoins',
    [
      { label: 'Poste', wide: 2 },
      { label: 'Places', numeric: true },
    ],
    Array.from({ length: rows }, (_, i) => [`Poste ${i + 1}`, String(i + 1)]),
  );
  paper.curve({
    alternative: 'La moitié répond en 10 minutes',
    points: [0, 5, 10].map((x) => ({ x, y: x / 10 })),
    maxY: 1,
    xLabel: 'Minutes',
    formatX: String,
    formatY: (y) => `${y * 100} %`,
  });
  const folder = mkdtempSync(join(tmpdir(), 'renfort-paper-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'paper.pdf');
  writeFileSync(file, await paper.finish());
  return file;
}

const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('a document is tagged, has its language, its title and its fonts inside', {
  skip,
}, async (t) => {
  const file = await sample(t, 3);
  const info = run('pdfinfo', file);
  assert.match(info, /Title:\s+Bilan : crue/);
  assert.match(info, /Tagged:\s+yes/);
  assert.match(readFileSync(file, 'latin1'), /\/Lang \(fr-FR\)/);
  assert.match(run('pdfinfo', '-meta', file), /pdfuaid:part(?:>|=")1/);
  const fonts = run('pdffonts', file).split('\n').slice(2).filter(Boolean);
  assert.ok(fonts.length >= 2);
  for (const font of fonts) assert.match(font, /AtkinsonHyperlegibleNext.* yes yes yes /);
});

test('what a screen reader is told, in order', { skip }, async (t) => {
  const told = run('pdfinfo', '-struct-text', await sample(t, 3));
  const order = ['H1', 'P', 'H2', 'Table', 'TR', 'TH', 'TD', 'Figure'].map((tag) =>
    told.search(new RegExp(`\\b${tag}\\b`)),
  );
  assert.ok(!order.includes(-1), told);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.match(told, /\/Scope \/Column/);
  assert.equal(told.match(/\bTD\b/g)?.length, 6);
  assert.match(told, /Łukasz Kovář/);
  // Head and foot of the sheets are for the eye: the document itself says them.
  assert.doesNotMatch(told, /Page 1 sur/);
});

test('every sheet says that it is an exercise, and its number', { skip }, async (t) => {
  const file = await sample(t, 120);
  const pages = Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', file))?.[1]);
  assert.ok(pages >= 3);
  for (let page = 1; page <= pages; page++) {
    const text = run('pdftotext', '-f', `${page}`, '-l', `${page}`, '-layout', file, '-');
    assert.match(text, /EXERCICE/);
    assert.match(text, new RegExp(`Page ${page} sur ${pages}`));
    assert.match(text, page === pages ? /Poste 120|Minutes/ : /Poste\s+Places/);
  }
  const told = run('pdfinfo', '-struct-text', file);
  assert.equal(told.match(/\bTH\b/g)?.length, 2);
  assert.equal(told.match(/\bTD\b/g)?.length, 240);
});

test('letters beyond the typeface are shown as question marks, never lost', () => {
  assert.deepEqual(textRuns('Łódź'), [
    { font: 'ext', text: 'Ł' },
    { font: 'latin', text: 'ód' },
    { font: 'ext', text: 'ź' },
  ]);
  assert.deepEqual(textRuns('Ольга 1\u202f000'), [{ font: 'latin', text: '????? 1\u00a0000' }]);
  assert.deepEqual(textRuns(''), [{ font: 'latin', text: ' ' }]);
});
