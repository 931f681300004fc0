import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type CapReadError, MAX_BYTES } from './cap-xml.ts';

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};

/** Bytes to text: by byte order mark, by the look of the first bytes, then by the XML declaration. */
export function decodeText(bytes: Uint8Array): Result<string, CapReadError> {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > MAX_BYTES) return refuse('too_large', { bytes: bytes.length, max: MAX_BYTES });
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return refuse('encoding_unsupported');
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // XML allows nothing before its declaration; an empty line there is common and harmless.
    return ok(text.replace(/^\s+(?=<)/, ''));
  } catch {
    return refuse('encoding_broken');
  }
}

function encodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  // UTF-32, big or little endian, with or without mark: nobody sends it, and it hides text.
  if (c === 0 && d === 0 && (b === 0 || (a === 0xff && b === 0xfe))) return undefined;
  if (a === 0 && b === 0) return undefined;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a !== 0 && b === 0) return 'utf-16le';
  if (a === 0 && b !== 0) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).trimStart();
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
  // Some writers declare utf-16 on bytes that are not: what was sent is UTF-8.
  if (declared === undefined || declared.startsWith('utf-16')) return 'utf-8';
  return ENCODINGS[declared];
}
