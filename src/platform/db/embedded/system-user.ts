import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Where Renfort puts what must be out of a closed folder, when it runs as root. */
export const OWN_PLACE = '/var/lib/renfort';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const PREFERRED = ['postgres', 'nobody', 'daemon'];

/**
 * PostgreSQL refuses to run as root: the system user that runs it instead. Undefined when we are
 * not root (it then runs as ourselves).
 */
export function systemUser(passwd = '/etc/passwd'): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync(passwd, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  for (const name of PREFERRED) {
    const user = users.find((candidate) => candidate.name === name);
    if (user) return user;
  }
  throw new Error(
    'PostgreSQL does not run as root and no system user (postgres, nobody) was found. Start Renfort as an ordinary user.',
  );
}

/** May this user go through every folder down to `path`? Parts that do not exist yet are ours to make. */
export function reachable(path: string, user: SystemUser): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found) {
      const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
      if ((found.mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
