import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

export type SourceFault =
  | 'not_found'
  | 'empty'
  | 'not_text'
  | 'utf16'
  | 'zip_truncated'
  | 'zip_damaged'
  | 'zip_protected'
  | 'zip_without_csv';

/** The file is not what the command reads; nothing of it was taken. */
export class SourceError extends Error {
  readonly fault: SourceFault;
  readonly file: string;
  constructor(fault: SourceFault, file: string) {
    super(`${file}: ${fault}`);
    this.fault = fault;
    this.file = file;
  }
}

/** One CSV: a file, or a member of a zip. */
export interface SourcePart {
  readonly name: string;
  /** Bytes to read from the disk, for progress. */
  readonly size: number;
  /** `onBytes` hears how many bytes of the disk were read. */
  chunks(onBytes?: (count: number) => void): AsyncGenerator<Buffer>;
}

const CHUNK = 512 * 1024;

/** The CSV files that a path holds, in the order of their names in a zip. */
export async function sourceParts(path: string): Promise<readonly SourcePart[]> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) throw new SourceError('not_found', path);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new SourceError('not_found', path);
    if (stat.size === 0) throw new SourceError('empty', path);
    const head = Buffer.alloc(Math.min(4096, stat.size));
    await handle.read(head, 0, head.length, 0);
    if (head.readUInt32LE(0) === LOCAL) return await zipParts(path, handle, stat.size);
    if (head[0] === 0xff && head[1] === 0xfe) throw new SourceError('utf16', path);
    if (head[0] === 0xfe && head[1] === 0xff) throw new SourceError('utf16', path);
    if (head.includes(0)) throw new SourceError('not_text', path);
    return [{ name: path, size: stat.size, chunks: (onBytes) => fileChunks(path, onBytes) }];
  } finally {
    await handle.close();
  }
}

async function* fileChunks(
  path: string,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const handle = await open(path);
  try {
    for await (const chunk of handle.createReadStream({ highWaterMark: CHUNK, autoClose: false })) {
      onBytes(chunk.length);
      yield chunk;
    }
  } finally {
    await handle.close();
  }
}

// The zip format: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 to 4.3.16.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const MAX32 = 0xffffffff;

interface Member {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly offset: number;
}

async function zipParts(path: string, handle: FileHandle, size: number): Promise<SourcePart[]> {
  const members = (await readDirectory(path, handle, size)).filter(({ name }) =>
    /\.(csv|txt)$/i.test(name),
  );
  if (members.length === 0) throw new SourceError('zip_without_csv', path);
  for (const member of members) {
    if (member.flags & 1) throw new SourceError('zip_protected', path);
    if (member.method !== 0 && member.method !== 8) throw new SourceError('zip_damaged', path);
  }
  return members
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((member) => ({
      name: `${path}/${member.name}`,
      size: member.packed,
      chunks: (onBytes) => memberChunks(path, member, onBytes),
    }));
}

async function readDirectory(path: string, handle: FileHandle, size: number): Promise<Member[]> {
  const tail = Buffer.alloc(Math.min(size, 65_557));
  await handle.read(tail, 0, tail.length, size - tail.length);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new SourceError('zip_truncated', path);
  let bytes = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (offset === MAX32 || bytes === MAX32) {
    if (at < 20 || tail.readUInt32LE(at - 20) !== LOCATOR64) {
      throw new SourceError('zip_damaged', path);
    }
    const end64 = Buffer.alloc(56);
    await handle.read(end64, 0, 56, Number(tail.readBigUInt64LE(at - 12)));
    if (end64.readUInt32LE(0) !== END64) throw new SourceError('zip_damaged', path);
    bytes = Number(end64.readBigUInt64LE(40));
    offset = Number(end64.readBigUInt64LE(48));
  }
  if (offset + bytes > size) throw new SourceError('zip_truncated', path);
  const directory = Buffer.alloc(bytes);
  await handle.read(directory, 0, bytes, offset);
  const members: Member[] = [];
  for (let i = 0; i + 46 <= bytes; ) {
    if (directory.readUInt32LE(i) !== CENTRAL) throw new SourceError('zip_damaged', path);
    const nameLength = directory.readUInt16LE(i + 28);
    const extraLength = directory.readUInt16LE(i + 30);
    const name = directory.toString('utf8', i + 46, i + 46 + nameLength);
    const extra = directory.subarray(i + 46 + nameLength, i + 46 + nameLength + extraLength);
    members.push({
      name,
      flags: directory.readUInt16LE(i + 8),
      method: directory.readUInt16LE(i + 10),
      crc: directory.readUInt32LE(i + 16),
      ...wideSizes(extra, {
        packed: directory.readUInt32LE(i + 20),
        unpacked: directory.readUInt32LE(i + 24),
        offset: directory.readUInt32LE(i + 42),
      }),
    });
    i += 46 + nameLength + extraLength + directory.readUInt16LE(i + 32);
  }
  return members;
}

/** Sizes of 4 GB and more stand in the extra field 1, those that do not fit alone, in this order. */
function wideSizes(
  extra: Buffer,
  sizes: { readonly packed: number; readonly unpacked: number; readonly offset: number },
): { packed: number; offset: number } {
  let { packed, offset } = sizes;
  for (let i = 0; i + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(i + 2);
    if (extra.readUInt16LE(i) === 1) {
      let at = i + 4;
      if (sizes.unpacked === MAX32) at += 8;
      if (packed === MAX32) {
        packed = Number(extra.readBigUInt64LE(at));
        at += 8;
      }
      if (offset === MAX32) offset = Number(extra.readBigUInt64LE(at));
    }
    i += 4 + length;
  }
  return { packed, offset };
}

async function* memberChunks(
  path: string,
  member: Member,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const handle = await open(path);
  try {
    const header = Buffer.alloc(30);
    await handle.read(header, 0, 30, member.offset);
    if (header.readUInt32LE(0) !== LOCAL) throw new SourceError('zip_damaged', path);
    const start = member.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (member.packed === 0) return;
    const packed = handle.createReadStream({
      start,
      end: start + member.packed - 1,
      highWaterMark: CHUNK,
      autoClose: false,
    });
    packed.on('data', (chunk) => onBytes(chunk.length));
    const stream =
      member.method === 8 ? packed.pipe(createInflateRaw({ chunkSize: CHUNK })) : packed;
    let sum = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('Z_')) throw error;
      throw new SourceError('zip_damaged', path);
    }
    if (sum !== member.crc) throw new SourceError('zip_damaged', path);
  } finally {
    await handle.close();
  }
}
