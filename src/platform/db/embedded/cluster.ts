import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { SystemUser } from './system-user.ts';

/** A data directory of PostgreSQL, with its superuser's password beside its files. */
export interface Cluster {
  readonly data: string;
  readonly password: string;
  readonly user: SystemUser | undefined;
  readonly binaries: Binaries;
}

export const SUPERUSER = 'renfort';

/** Bytewise order and UTF-8 letters, under the name each system gives that. */
const LOCALE =
  process.platform === 'linux'
    ? ['--locale=C.UTF-8']
    : process.platform === 'darwin'
      ? ['--locale=C', '--lc-ctype=UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const PASSWORD_FILE = 'renfort.password';

/** Opens the data directory `folder/postgres`, made on first use. */
export function openCluster(
  folder: string,
  binaries: Binaries,
  user: SystemUser | undefined,
): Cluster {
  const data = join(folder, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (user) chmodSync(folder, statSync(folder).mode | 0o011);
  if (!existsSync(data)) createCluster(folder, data, binaries, user);
  const major = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'));
  if (major !== binaries.major) {
    throw new Error(
      `The data in ${data} was made by PostgreSQL ${major} and this Renfort brings PostgreSQL ${binaries.major}. ` +
        'With the Renfort that made it, run "bin/renfort backup FILE"; then restore FILE in a new folder with this one.',
    );
  }
  if (!existsSync(join(data, PASSWORD_FILE))) {
    throw new Error(`${join(data, PASSWORD_FILE)} is missing: the password of the database.`);
  }
  const password = readFileSync(join(data, PASSWORD_FILE), 'utf8').trim();
  return { data, password, user, binaries };
}

/** Makes it aside, then renames: it is whole or absent, even when two programs start at once. */
function createCluster(
  folder: string,
  data: string,
  binaries: Binaries,
  user: SystemUser | undefined,
): void {
  const aside = join(folder, `postgres.${process.pid}`);
  const passwordFile = join(folder, `password.${process.pid}`);
  try {
    mkdirSync(aside, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    for (const path of user ? [aside, passwordFile] : []) {
      chownSync(path, user?.uid as number, user?.gid as number);
    }
    const made = spawnSync(
      join(binaries.folder, 'initdb'),
      [
        `--pgdata=${aside}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        ...LOCALE,
        '--data-checksums',
      ],
      { ...identity(user), cwd: folder, encoding: 'utf8' },
    );
    if (made.status !== 0) {
      throw new Error(`initdb failed: ${made.stderr || made.error?.message || made.signal}`);
    }
    renameSync(passwordFile, join(aside, PASSWORD_FILE));
    renameSync(aside, data);
  } catch (error) {
    if (!existsSync(join(data, PASSWORD_FILE))) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

/** For spawn: as whom PostgreSQL runs, never with our environment's settings for its clients. */
export function identity(user: SystemUser | undefined) {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  if (process.platform === 'win32') Object.assign(env, process.env);
  return user ? { uid: user.uid, gid: user.gid, env } : { env };
}
