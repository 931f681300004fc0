import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type CapDocument, readDocument } from '../domain/cap/document.ts';
import { readMeteoAlarm } from '../domain/cap/meteoalarm.ts';
import { type CapReadError, readXml } from './cap-xml.ts';
import { decodeText } from './decode.ts';
import { type Checked, checkSignatures, NONE } from './signature.ts';
import { NOBODY, type Signers } from './signers.ts';

export type ReadCap = CapDocument & Checked;

const MAX_JSON_DEPTH = 64;

/** Everything Renfort understands of the bytes of an alert or a feed; fetches nothing. */
export function readCap(
  bytes: Uint8Array,
  signers: Signers = NOBODY,
): Result<ReadCap, CapReadError> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  if (/^\s*[{[]/.test(decoded.value)) return readJson(decoded.value);
  const xml = readXml(decoded.value);
  if (!xml.ok) return xml;
  const document = readDocument(xml.value.root);
  if (document === null) return refuse('not_cap');
  return ok({ ...document, ...checkSignatures(decoded.value, xml.value, document, signers) });
}

function readJson(text: string): Result<ReadCap, CapReadError> {
  // Before JSON.parse: a million opening brackets would exhaust the stack of what reads them.
  if (depthOf(text) > MAX_JSON_DEPTH) return refuse('too_deep');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    return refuse('malformed', position ? { position: Number(position) } : undefined);
  }
  const document = readMeteoAlarm(json);
  return document ? ok({ ...document, ...NONE }) : refuse('not_cap');
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inText) {
      if (char === '\\') i++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}
