import smpp from 'smpp';
import { countSegments } from '../segments.ts';

export interface Pieces {
  /** 0: GSM-7 of the gateway's default alphabet; 8: UCS-2. */
  readonly dataCoding: 0 | 8;
  /** What goes over the wire, cut, without headers. */
  readonly contents: readonly Buffer[];
}

/** Octets in one piece, and in each of several (six go to the header that joins them). */
const LIMITS = { 0: { one: 160, many: 153 }, 8: { one: 140, many: 134 } } as const;
const ESCAPE = 0x1b;

/** Cuts a text into what telephones join again; never inside a character. */
export function cutText(text: string): Pieces {
  const dataCoding = countSegments(text).encoding === 'GSM-7' ? 0 : 8;
  const whole = (dataCoding === 0 ? smpp.encodings.ASCII : smpp.encodings.UCS2).encode(text);
  const { one, many } = LIMITS[dataCoding];
  if (whole.length <= one) return { dataCoding, contents: [whole] };
  const contents: Buffer[] = [];
  for (let start = 0; start < whole.length; ) {
    let end = Math.min(start + many, whole.length);
    if (end < whole.length && splitsCharacter(whole, end, dataCoding))
      end -= dataCoding === 0 ? 1 : 2;
    contents.push(whole.subarray(start, end));
    start = end;
  }
  return { dataCoding, contents };
}

/** "€" is two septets in GSM-7, an emoji two units of UCS-2: a cut between them shows rubbish. */
function splitsCharacter(whole: Buffer, end: number, dataCoding: 0 | 8): boolean {
  if (dataCoding === 0) return whole[end - 1] === ESCAPE;
  const unit = whole.readUInt16BE(end - 2);
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** The header that joins pieces: an eight-bit reference, how many, which one (from 1). */
export function joinHeader(reference: number, total: number, position: number): Buffer {
  return Buffer.from([0x05, 0x00, 0x03, reference & 0xff, total, position]);
}
