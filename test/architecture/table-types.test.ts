import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '#platform/config.ts';

test('the generated table types follow the migrations', async () => {
  const run = promisify(execFile)(
    process.execPath,
    [join(ROOT, 'bin/run.mjs'), 'bin/db-types.ts', '--check'],
    { cwd: ROOT },
  );
  await assert.doesNotReject(run, 'Run "npm run db:types" and commit what it writes.');
});
