// Installs the locked dependencies when they are missing or older than the lock file, so that
// "npm start" and "npm test" are the only commands a fresh clone needs. No dependency; runs on Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) process.exit(0);

process.stdout.write('Installing the locked dependencies (first start, about ten seconds)...\n');
const npm = process.env.npm_execpath;
const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
const result = npm
  ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
  : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
if (result.status !== 0) {
  process.stderr.write(
    'The dependencies could not be installed: see the message of npm above, then try again.\n',
  );
  process.exit(result.status ?? 1);
}
const now = new Date();
utimesSync(installed, now, now);
