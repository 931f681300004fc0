import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/*
 * A backup is a gzip stream of frames: one letter, the length of the payload (4 bytes, big end
 * first), the payload. In this order:
 *   H  header: JSON, see Header
 *   T  a table begins: JSON { schema, table, columns }      then D frames: its rows as COPY text
 *   F  a file begins: JSON { path }                         then D frames: its bytes
 *   E  the table or file ends: JSON { rows?, bytes, sha256 }
 *   Z  the end: JSON { sections, sha256 }, the digest being that of all frames before it
 */
export type FrameKind = 'H' | 'T' | 'F' | 'D' | 'E' | 'Z';

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
}

export const FORMAT = 'renfort-backup';
export const FORMAT_VERSION = 1;

export interface Header {
  readonly format: typeof FORMAT;
  readonly formatVersion: number;
  readonly createdAt: string;
  readonly migrations: readonly { module: string; name: string; sha256: string }[];
  readonly sequences: readonly { schema: string; name: string; value: string; called: boolean }[];
}

export interface TableStart {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

export interface FileStart {
  /** Relative to the data directory, with slashes. */
  readonly path: string;
}

export interface SectionEnd {
  readonly rows?: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface BackupEnd {
  readonly sections: number;
  readonly sha256: string;
}

/** The file is not a whole, unaltered backup. */
export class BadBackup extends Error {
  constructor(what: string) {
    super(`This file is not a usable backup: ${what}. Nothing was changed.`);
    this.name = 'BadBackup';
  }
}

const PREFIX = 5;
const LARGEST = 64 * 1024 * 1024;

export function frame(kind: FrameKind, payload: Uint8Array | object): Buffer {
  const body = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload));
  const prefix = Buffer.alloc(PREFIX);
  prefix.write(kind, 'latin1');
  prefix.writeUInt32BE(body.byteLength, 1);
  return Buffer.concat([prefix, body]);
}

/** Reads a backup frame by frame; ends only after a `Z` whose digest is right, else throws `BadBackup`. */
export async function* readFrames(file: string): AsyncGenerator<Frame> {
  const digest = createHash('sha256');
  let pending = Buffer.alloc(0);
  let ended = false;
  for await (const chunk of unzipped(file)) {
    if (ended) throw new BadBackup('something follows its end');
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let at = 0;
    while (pending.length - at >= PREFIX) {
      const kind = pending.toString('latin1', at, at + 1);
      const length = pending.readUInt32BE(at + 1);
      if (!'HTFDEZ'.includes(kind) || length > LARGEST) throw new BadBackup('it is damaged');
      const next = at + PREFIX + length;
      if (next > pending.length) break;
      const found = { kind: kind as FrameKind, payload: pending.subarray(at + PREFIX, next) };
      if (found.kind === 'Z') {
        ended = true;
        const { sha256 } = parseFrame<BackupEnd>(found);
        if (sha256 !== digest.digest('hex')) throw new BadBackup('it was altered');
        if (next !== pending.length) throw new BadBackup('something follows its end');
      } else digest.update(pending.subarray(at, next));
      yield found;
      at = next;
    }
    pending = pending.subarray(at);
  }
  if (!ended) throw new BadBackup('it is cut short');
}

export function parseFrame<T>({ payload }: Frame): T {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    throw new BadBackup('it is damaged');
  }
}

async function* unzipped(file: string): AsyncGenerator<Buffer<ArrayBuffer>> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new BadBackup('it is cut short');
    if (code.startsWith('Z_')) throw new BadBackup('it is damaged, or is not a backup of Renfort');
    throw error;
  } finally {
    source.destroy();
  }
}
