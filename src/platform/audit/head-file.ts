import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Head } from './queries.ts';

/*
 * The end of the trail as the last check saw it, in a file of the data directory: outside the database,
 * because whoever can rewrite the chain can rewrite its end too.
 */

export function headText(head: Head): string {
  return `${head.seq}:${head.hash.toString('hex')}`;
}

export function parseHead(text: string): Head | undefined {
  const [, seq, hex] = /^(\d{1,15}):((?:[0-9a-f]{64})?)\s*$/.exec(text) ?? [];
  return seq === undefined || hex === undefined
    ? undefined
    : { seq: Number(seq), hash: Buffer.from(hex, 'hex') };
}

function fileIn(folder: string): string {
  return join(folder, 'audit-head');
}

export async function readKeptHead(folder: string): Promise<Head | undefined> {
  try {
    return parseHead(await readFile(fileIn(folder), 'utf8'));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function keepHead(folder: string, head: Head): Promise<void> {
  const file = fileIn(folder);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${headText(head)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Follows the trail to another end, keeping the former one beside it as evidence. */
export async function replaceHead(folder: string, head: Head): Promise<void> {
  const former = await readKeptHead(folder);
  if (former) {
    const mark = former.hash.toString('hex').slice(0, 8);
    await rename(fileIn(folder), `${fileIn(folder)}.before-${former.seq}-${mark}`);
  }
  await keepHead(folder, head);
}
