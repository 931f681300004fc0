import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { KEY_FILE } from '../../credentials/keys/seal.ts';
import { type Check, failure, ok, warning } from './finding.ts';

const GB = 1024 ** 3;
const LEAST_DISK = GB;
const LITTLE_DISK = 5 * GB;
const LITTLE_MEMORY = GB / 4;

export const dataCheck: Check = {
  about: 'data folder',
  needsDatabase: false,
  async look({ config: { dataDirectory } }) {
    try {
      mkdirSync(dataDirectory, { recursive: true });
      accessSync(dataDirectory, constants.R_OK | constants.W_OK);
    } catch (error) {
      const todo = 'give the folder of RENFORT_DATA to the user that runs Renfort';
      return [failure((error as Error).message, todo)];
    }
    const { bavail, bsize } = statfsSync(dataDirectory);
    const free = bavail * bsize;
    const says = `${dataDirectory}, ${(free / GB).toFixed(1)} GB free`;
    const todo = 'make room: a full disk stops every change';
    const disk =
      free < LEAST_DISK ? failure(says, todo) : free < LITTLE_DISK ? warning(says, todo) : ok(says);
    const keys = join(dataDirectory, KEY_FILE);
    const isOpen = existsSync(keys) && (statSync(keys).mode & 0o077) !== 0;
    return isOpen
      ? [disk, failure(`others may read ${keys}`, `chmod 600 ${keys}, then "renfort keys rotate"`)]
      : [disk];
  },
};

export const memoryCheck: Check = {
  about: 'memory',
  needsDatabase: false,
  async look() {
    const says = `${(freemem() / GB).toFixed(1)} GB free`;
    return [
      freemem() < LITTLE_MEMORY
        ? warning(says, 'end what else runs here, or add memory')
        : ok(says),
    ];
  },
};
