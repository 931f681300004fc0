import type { Config } from '../config.ts';
import { startEmbedded } from '../db/embedded.ts';
import { type ConnectOptions, checkServer, connect, type Database } from '../db/index.ts';

export interface OpenDatabase {
  readonly url: string;
  connect(options?: ConnectOptions): Database;
  /** Closes every connection made here, then stops the embedded server when it is ours. */
  close(): Promise<void>;
}

/**
 * The database of DATABASE_URL, else the embedded one, started when needed. `share` lets a command
 * use the embedded server of a running `serve`.
 */
export async function openDatabase(
  config: Config,
  { share, onNotice }: { share: boolean; onNotice: (line: string) => void },
): Promise<OpenDatabase> {
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded(config.dataDirectory, { share, onNotice });
  const url = config.databaseUrl ?? (embedded as { url: string }).url;
  const opened: Database[] = [];
  async function close(): Promise<void> {
    await Promise.all(opened.map((database) => database.close()));
    await embedded?.stop();
  }
  if (config.databaseUrl) await checkDatabaseUrl(url).catch((error) => failed(error, close));
  return {
    url,
    connect(options) {
      const database = connect(url, options);
      opened.push(database);
      return database;
    },
    close,
  };
}

async function failed(error: Error, close: () => Promise<void>): Promise<never> {
  await close();
  throw error;
}

async function checkDatabaseUrl(url: string): Promise<void> {
  const database = connect(url, { max: 1 });
  try {
    await checkServer(database.pool);
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith('Renfort needs')) throw error;
    const shown = URL.canParse(url) ? new URL(url) : undefined;
    const place = shown ? `${shown.host}${shown.pathname}` : 'that address';
    throw new Error(`The database of DATABASE_URL (${place}) does not answer: ${message}`, {
      cause: error,
    });
  } finally {
    await database.close();
  }
}
