import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config.ts';
import { testApp } from '#test/harness/app.ts';
import { eventually } from '#test/harness/eventually.ts';
import { searchAssociations } from '../actions/search.ts';
import { loadRegister } from './load.ts';
import { rnaSource } from './rna-source.ts';

const TITLES =
  'id;titre;titre_court;objet;nature;position;date_creat;adrs_codepostal;adrs_libcommune;maj_time';

const ROWS = 30_000;

function rows(count: number, name: string): string {
  const lines = [TITLES];
  for (let i = 0; i < count; i++) {
    const number = `W3020${String(i).padStart(5, '0')}`;
    lines.push(
      `${number};${name} ${i};;${'x'.repeat(400)};D;A;2001-01-01;30000;Nîmes;2020-01-01 00:00:00`,
    );
  }
  return lines.join('\n');
}

test('an import killed by SIGKILL leaves the register in use, and can be started again', async (t) => {
  const app = await testApp(t);
  const folder = mkdtempSync(join(tmpdir(), 'renfort-killed-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [before, after] = [join(folder, 'before.csv'), join(folder, 'after.csv')];
  writeFileSync(before, rows(5, 'Ancien'));
  writeFileSync(after, rows(ROWS, 'Nouveau'));
  const options = { partial: false, force: false };
  assert.ok('runId' in (await loadRegister(app.ctx, rnaSource(), [before], options)));

  const child = spawn(
    process.execPath,
    [...process.execArgv, join(ROOT, 'src/main.ts'), 'import', 'rna', after],
    {
      env: { ...process.env, DATABASE_URL: app.database.url, RENFORT_DATA: folder },
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
    if (/Reading|Comparing|Indexing/.test(told)) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL', told);

  const found = async (q: string) =>
    (await searchAssociations(app.ctx, { q, department: '', communeCode: '', theme: '' })).rows
      .length;
  assert.equal(await found('ancien'), 5);
  assert.equal(await found('nouveau'), 0);
  // The server may take a moment to see that the program is gone.
  await eventually(async () => {
    const again = await loadRegister(app.ctx, rnaSource(), [after], options);
    if ('error' in again && again.error === 'busy') return false;
    assert.ok('runId' in again && again.rows === ROWS, JSON.stringify(again));
    return true;
  }, 'the import runs again');
  assert.equal(await found('ancien'), 0);
  assert.equal(await found('nouveau 29999'), 1);
});
