/**
 * The database did not answer: down, restarting, out of connections or of disk, or too slow for a
 * web request.
 * Nothing is known about the statement that failed; trying again later is the remedy.
 */
export class DatabaseUnavailable extends Error {
  readonly reason: 'unreachable' | 'too_slow';

  constructor(reason: 'unreachable' | 'too_slow', cause: unknown) {
    super(`The database is unavailable (${reason}): ${(cause as Error)?.message}`, { cause });
    this.name = 'DatabaseUnavailable';
    this.reason = reason;
  }
}

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // a Unix socket that is gone
]);

/** SQLSTATE: shutdown, crash, starting up, too many connections, a limit reached, disk full. */
const SERVER = new Set(['57P01', '57P02', '57P03', '53300', '53400', '53100']);
const CANCELLED = '57014';

/** pg gives these without a code. */
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Connection ended|Query read timeout|Cannot use a pool after calling end)/;

/** An error of the driver, as `DatabaseUnavailable` when it means that; any other error unchanged. */
export function fromDriver(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || !(error instanceof Error)) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === CANCELLED) return new DatabaseUnavailable('too_slow', error);
  const unreachable =
    NETWORK.has(code) || SERVER.has(code) || code.startsWith('08') || DRIVER.test(error.message);
  return unreachable ? new DatabaseUnavailable('unreachable', error) : error;
}

/** For the request pipeline (503 with Retry-After) and the jobs (try again later). */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof DatabaseUnavailable) return true;
  }
  return false;
}
