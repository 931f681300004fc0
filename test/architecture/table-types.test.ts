import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '#platform/config.ts';
import { testDatabase } from '#test/harness/database.ts';

test('the generated table types follow the migrations', async (t) => {
  const { url } = await testDatabase(t);
  const run = promisify(execFile)(
    process.execPath,
    [join(ROOT, 'bin/run.mjs'), 'bin/db-types.ts', '--check', url],
    { cwd: ROOT },
  );
  await assert.doesNotReject(run, 'Run "npm run db:types" and commit what it writes.');
});
