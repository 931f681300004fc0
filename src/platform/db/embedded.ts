import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './embedded/binaries.ts';
import { type Cluster, openCluster, SUPERUSER } from './embedded/cluster.ts';
import { leave, type Ownership, takeOwnership } from './embedded/owner.ts';
import { ensureServer, isCurrent, type Running, stopServer } from './embedded/server.ts';
import { OWN_PLACE, reachable, type SystemUser, systemUser } from './embedded/system-user.ts';
import { fromDriver, isDatabaseUnavailable } from './unavailable.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** The process of the server. */
  readonly pid: number;
  /** False when another Renfort runs the server and we only use it. */
  readonly owner: boolean;
  /** Stops the server when we own it, and lets it be otherwise. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Server settings, `name=value` (tests give up durability for speed). */
  readonly settings?: readonly string[];
  /** Use the server that another Renfort owns (a command beside a running `serve`) instead of refusing. */
  readonly share?: boolean;
  /** One line for the operator about something unusual. */
  readonly onNotice?: (line: string) => void;
}

/** Another Renfort owns the data directory. */
export class DataDirectoryInUse extends Error {
  readonly pid: number;

  constructor(directory: string, pid: number) {
    super(
      `Another Renfort (process ${pid}) is using the data in ${directory}. ` +
        'Stop it first, or give this one another folder with RENFORT_DATA.',
    );
    this.name = 'DataDirectoryInUse';
    this.pid = pid;
  }
}

/**
 * Starts the embedded PostgreSQL of a data directory, or takes over the one that a killed Renfort
 * left running. As long as we live, a server that dies is started again on the same port.
 */
export async function startEmbedded(
  directory: string,
  { settings = [], share = false, onNotice = () => {} }: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  const user = systemUser();
  const place = placeFor(resolve(directory), user, onNotice);
  const cluster = openCluster(place, findBinaries(user, onNotice), user);
  let { running, ownership } = await bringUp(cluster, settings);
  if (!ownership.mine) {
    if (!share) throw new DataDirectoryInUse(directory, ownership.holder);
    return { url: urlOf(cluster, running.port), pid: running.pid, owner: false, async stop() {} };
  }
  if (running.found && !isCurrent(cluster, settings)) {
    // Left by a Renfort of another version, or with other settings.
    await leave(ownership.connection);
    await stopServer(cluster, running.pid);
    ({ running, ownership } = await bringUp(cluster, settings));
    if (!ownership.mine) throw new DataDirectoryInUse(directory, ownership.holder);
  }
  let held = ownership;
  let stopping = false;

  async function watch(): Promise<void> {
    while (!stopping) {
      await held.lost;
      for (let attempt = 0; !stopping; attempt++) {
        try {
          const again = await bringUp(cluster, settings);
          if (!again.ownership.mine)
            throw new DataDirectoryInUse(directory, again.ownership.holder);
          if (again.running.port !== running.port) {
            onNotice(`PostgreSQL had to move to port ${again.running.port}: restart Renfort.`);
          } else if (again.running.pid !== running.pid) {
            onNotice('PostgreSQL had died; it was started again.');
          }
          running = again.running;
          held = again.ownership;
          break;
        } catch (error) {
          if (attempt === 0)
            onNotice(`PostgreSQL does not start again: ${(error as Error).message}`);
          await sleep(Math.min(5000, 200 * 2 ** attempt));
        }
      }
    }
  }
  const watching = watch();

  return {
    url: urlOf(cluster, running.port),
    get pid() {
      return running.pid;
    },
    owner: true,
    async stop() {
      stopping = true;
      await leave(held.connection);
      await watching;
      await leave(held.connection);
      await stopServer(cluster, running.pid);
    },
  };
}

/** A server that is up, and who owns it. */
async function bringUp(
  cluster: Cluster,
  settings: readonly string[],
): Promise<{ running: Running; ownership: Ownership }> {
  for (let attempt = 0; ; attempt++) {
    const running = await ensureServer(cluster, settings);
    try {
      return { running, ownership: await takeOwnership(urlOf(cluster, running.port)) };
    } catch (error) {
      // It was just stopped by its former owner, or is recovering.
      if (attempt === 100 || !isDatabaseUnavailable(fromDriver(error))) throw error;
      await sleep(100);
    }
  }
}

/** The data directory itself, or one that PostgreSQL's user can reach when it is closed to it. */
function placeFor(
  directory: string,
  user: SystemUser | undefined,
  onNotice: (line: string) => void,
): string {
  if (!user || reachable(dirname(directory), user)) return directory;
  const mark = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  const place = join(OWN_PLACE, `data-${mark}`);
  onNotice(`${directory} is closed to the user "${user.name}": the database is in ${place}`);
  return place;
}

function urlOf(cluster: Cluster, port: number): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`;
}
