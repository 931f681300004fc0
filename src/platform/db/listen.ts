import pg from 'pg';
import type { Db } from './index.ts';

/** The address behind each pool, for the connections that must stay out of it. */
const addresses = new WeakMap<object, string>();

export function rememberAddress(db: object, url: string): void {
  addresses.set(db, url);
}

/** The address of a database, for a library that keeps its own connections. */
export function addressOf(db: Db): string {
  const url = addresses.get(db);
  if (!url) throw new Error('The database itself is needed, outside a transaction');
  return url;
}

export interface Listener {
  stop(): Promise<void>;
}

export interface ListenHandlers {
  onNotification(payload: string): void;
  /** Also called after a lost connection is back: what was announced meanwhile was not heard. */
  onListening?(): void;
}

const RETRY_MS = 1_000;

/**
 * Hears a NOTIFY channel on one connection of its own, and comes back after a lost connection.
 * `channel` is a name of the program, never text from outside. Resolves when it first listens.
 */
export async function listen(
  db: Db,
  channel: string,
  { onNotification, onListening }: ListenHandlers,
): Promise<Listener> {
  const url = addressOf(db);
  let client: pg.Client | undefined;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;

  function again(from: pg.Client): void {
    if (stopped || client !== from) return;
    client = undefined;
    from.end().catch(() => {});
    retry = setTimeout(() => open().catch(() => {}), RETRY_MS).unref();
  }

  async function open(): Promise<void> {
    const opened = new pg.Client({
      connectionString: url,
      application_name: 'renfort listen',
      keepAlive: true,
    });
    client = opened;
    opened.on('notification', ({ payload }) => onNotification(payload ?? ''));
    opened.on('error', () => again(opened));
    opened.on('end', () => again(opened));
    try {
      await opened.connect();
      await opened.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      onListening?.();
    } catch (error) {
      again(opened);
      throw error;
    }
  }

  await open();
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => {});
    },
  };
}
