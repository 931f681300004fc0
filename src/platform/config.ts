import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Where people reach this Renfort, for links in messages. */
  RENFORT_URL: z.url().optional(),
  /** A PostgreSQL >= 15; without it Renfort runs its own. */
  DATABASE_URL: z.string().optional(),
  /** Holds the embedded database, uploads and keys. */
  RENFORT_DATA: z.string().default(join(ROOT, 'var')),
  RENFORT_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** A secret is read from NAME, or from the file that NAME_FILE names; `undefined` when neither is set. */
  secret(name: string): string | undefined;
  /** Any other setting of a module; the module validates it. */
  setting(name: string): string | undefined;
}

export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new ConfigError(`The configuration is not usable:\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.RENFORT_URL ?? `http://${values.HOST}:${values.PORT}`).replace(/\/$/, ''),
    databaseUrl: values.DATABASE_URL || undefined,
    dataDirectory: values.RENFORT_DATA,
    logLevel: values.RENFORT_LOG,
    secret(name) {
      const file = env[`${name}_FILE`];
      return file ? readFileSync(file, 'utf8').trim() : env[name];
    },
    setting: (name) => env[name],
  };
}
