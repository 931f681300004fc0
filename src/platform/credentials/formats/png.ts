import { crc32 } from 'node:zlib';

/** Open Badges 3.0, 5.3.1: the credential is the text of one uncompressed iTXt chunk of this name. */
const KEYWORD = 'openbadgecredential';
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly start: number;
  readonly intact: boolean;
}

export type BakedPng =
  | { readonly ok: true; readonly text: string; readonly intact: boolean }
  | { readonly ok: false; readonly error: 'png_broken' | 'no_badge' | 'several_badges' };

/** What was baked into the image. `intact`: the checksum of its chunk is right. */
export function readPng(png: Buffer): BakedPng {
  const chunks = chunksOf(png);
  if (!chunks) return { ok: false, error: 'png_broken' };
  const badges = chunks.filter(({ type, data }) => type === 'iTXt' && keywordOf(data) === KEYWORD);
  const [badge] = badges;
  if (!badge) return { ok: false, error: 'no_badge' };
  if (badges.length > 1) return { ok: false, error: 'several_badges' };
  const text = textOf(badge.data);
  if (text === undefined) return { ok: false, error: 'png_broken' };
  return { ok: true, text, intact: badge.intact };
}

/** A copy of the image that carries the credential, JSON or JWT. The image must be a whole PNG. */
export function bakePng(png: Buffer, credential: string): Buffer {
  const chunks = chunksOf(png);
  const second = chunks?.[1];
  if (!second) throw new Error('Only a whole PNG can carry a credential');
  if (chunks.some(({ data }) => keywordOf(data) === KEYWORD))
    throw new Error('This image carries a credential already');
  const head = Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1');
  const chunk = pngChunk('iTXt', Buffer.concat([head, Buffer.from(credential)]));
  return Buffer.concat([png.subarray(0, second.start), chunk, png.subarray(second.start)]);
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** From IHDR to IEND; undefined when the bytes do not add up. */
function chunksOf(png: Buffer): readonly Chunk[] | undefined {
  if (!png.subarray(0, 8).equals(PNG_SIGNATURE)) return undefined;
  const chunks: Chunk[] = [];
  for (let start = 8; start + 12 <= png.length; ) {
    const length = png.readUInt32BE(start);
    const end = start + 12 + length;
    if (end > png.length) return undefined;
    const type = png.toString('latin1', start + 4, start + 8);
    const intact = png.readUInt32BE(end - 4) === crc32(png.subarray(start + 4, end - 4));
    chunks.push({ type, data: png.subarray(start + 8, end - 4), start, intact });
    if (type === 'IEND') return chunks[0]?.type === 'IHDR' ? chunks : undefined;
    start = end;
  }
  return undefined;
}

function keywordOf(data: Buffer): string {
  return data.toString('latin1', 0, Math.max(0, data.indexOf(0)));
}

/** After the keyword: not compressed (two zeros), a language and a translated keyword, each ended by zero. */
function textOf(data: Buffer): string | undefined {
  const flags = KEYWORD.length + 1;
  if (data[flags] !== 0) return undefined;
  const language = data.indexOf(0, flags + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  return translated < 0 ? undefined : data.toString('utf8', translated + 1);
}
