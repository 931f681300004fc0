import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Fields that never reach the log, at the top of a line or one level down. */
const PERSONAL = [
  'email',
  'phone',
  'recipient',
  'name',
  'firstName',
  'lastName',
  'displayName',
  'birthDate',
  'token',
  'code',
  'secret',
  'password',
  'cookie',
  'authorization',
];

/** JSON lines without personal data: fields are removed by name, addresses and numbers in errors masked. */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`]), censor: '[removed]' },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * Type, code, message and stack only: a database error also carries the row it refused (`detail`),
 * and its message may quote a value.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    message: masked(error.message),
    stack: masked(error.stack ?? ''),
    ...(error.cause ? { cause: describeError(error.cause) } : {}),
  };
}

function masked(text: string): string {
  return text
    .replace(/[^\s"'<>()=:;,]+@[^\s"'<>()=:;,]+\.[^\s"'<>()=:;,]+/g, '[e-mail]')
    .replace(/(?<![\w/:.-])(?:\+\d{8,15}|0\d(?:[ .]?\d{2}){4})(?!\w)/g, '[number]')
    .replace(/[\w-]{43,}/g, '[token]');
}
