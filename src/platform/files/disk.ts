import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Opens a file for writing; tests pass one whose disk is full. */
export type OpenForWriting = (
  path: string,
) => Promise<Pick<FileHandle, 'write' | 'sync' | 'close'>>;

const openNew: OpenForWriting = (path) => open(path, 'wx', 0o600);

/** Spread over 256 folders by the end of the id, which is random (its beginning is the time). */
export function pathOf(dataDirectory: string, id: string): string {
  return join(dataDirectory, 'uploads', id.slice(-2), id);
}

/**
 * Writes a file whole, or not at all: aside, flushed to the disk, then renamed. False when the disk
 * (or the quota) is full.
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array,
  openFile: OpenForWriting = openNew,
): Promise<boolean> {
  const aside = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await openFile(aside);
    try {
      for (let at = 0; at < bytes.byteLength; ) {
        at += (await handle.write(bytes, at, bytes.byteLength - at)).bytesWritten;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    await rm(aside, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return false;
    throw error;
  }
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

export function readWhole(path: string): ReadStream {
  return createReadStream(path);
}

/** Paths of files, whole or unfinished (`.part`), last written before an instant. */
export async function filesBefore(dataDirectory: string, instant: Date): Promise<string[]> {
  const root = join(dataDirectory, 'uploads');
  const found: string[] = [];
  for (const folder of await readdir(root).catch(() => [])) {
    for (const name of await readdir(join(root, folder))) {
      const path = join(root, folder, name);
      const { mtime } = await stat(path);
      if (mtime < instant) found.push(path);
    }
  }
  return found;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows does not open folders.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
