import { isUtf8 } from 'node:buffer';

/**
 * Windows-1252, 0x80 to 0x9F (Unicode CP1252.TXT); the five bytes that it leaves undefined are dropped.
 * Written out because `TextDecoder` of some Node versions answers control characters for them.
 */
const C1 =
  '\u20ac\u0000\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u0000\u017d\u0000' +
  '\u0000\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u0000\u017e\u0178';

const HIGH = /[\x80-\xff]/;
const C1_BYTES = /[\x80-\x9f]/g;

export type Encoding = 'ascii' | 'utf-8' | 'windows-1252';

/** Which encoding a record is in, its bytes given one per character ("latin1"). */
export function encodingOf(bytes: string): Encoding {
  if (!HIGH.test(bytes)) return 'ascii';
  return isUtf8(Buffer.from(bytes, 'latin1')) ? 'utf-8' : 'windows-1252';
}

/** Text of bytes given one per character. */
export function decodeBytes(bytes: string, encoding: Encoding): string {
  if (encoding === 'ascii') return bytes;
  if (encoding === 'utf-8') return Buffer.from(bytes, 'latin1').toString('utf8');
  return bytes.replace(C1_BYTES, (byte) => {
    const character = C1.charAt(byte.charCodeAt(0) - 0x80);
    return character === '\u0000' ? '' : character;
  });
}
