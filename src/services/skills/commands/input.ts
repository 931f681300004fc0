import { readFile } from 'node:fs/promises';
import type { Cli, Command } from '#platform/cli/command.ts';
import { InputError } from '../files/table.ts';

/** A command that reads files of people: what is wrong in them is told, with exit code 2. */
export function fileCommand(command: Command): Command {
  return {
    ...command,
    async run(args, cli) {
      try {
        return await command.run(args, cli);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        cli.stderr.write(`${error.message}\n`);
        return 2;
      }
    },
  };
}

/** The bytes of the file that an option names. @throws InputError */
export async function readOption(
  values: Readonly<Record<string, string | undefined>>,
  option: string,
): Promise<{ bytes: Uint8Array; name: string }> {
  const name = values[option];
  if (name === undefined) throw new InputError(`--${option} FILE is missing`);
  try {
    return { bytes: await readFile(name), name };
  } catch (error) {
    throw new InputError(
      `--${option}: ${name} cannot be read (${(error as { code?: string }).code})`,
    );
  }
}

/** A number given as an option. @throws InputError */
export function numberOption(
  text: string | undefined,
  option: string,
  {
    fallback,
    from,
    to = Number.POSITIVE_INFINITY,
  }: { fallback: number; from: number; to?: number },
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < from || value > to) {
    const range = Number.isFinite(to) ? `between ${from} and ${to}` : `of at least ${from}`;
    throw new InputError(`--${option} wants a number ${range}, not "${text}"`);
  }
  return value;
}

/** Waits for a slow reader, so that a long answer does not pile up in memory. */
export async function write(out: Cli['stdout'], text: string): Promise<void> {
  if (!out.write(text)) await new Promise((resolve) => out.once('drain', resolve));
}
