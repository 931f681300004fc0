import { PNG_SIGNATURE, readPng } from './png.ts';
import { readSvg } from './svg.ts';

export type ReadProblem =
  | 'empty'
  | 'too_large'
  | 'not_recognised'
  | 'json_broken'
  | 'too_deep'
  | 'not_a_credential'
  | 'no_proof'
  | 'token_broken'
  | 'png_broken'
  | 'svg_broken'
  | 'doctype'
  | 'no_badge'
  | 'several_badges';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A credential as it came, nothing of it checked. */
export type Presented =
  | {
      readonly form: 'embedded';
      /** Without its proof. */
      readonly document: JsonObject;
      readonly proof: JsonObject;
      /** The container says that it was changed. */
      readonly damaged: boolean;
    }
  | {
      readonly form: 'jwt';
      readonly token: string;
      readonly header: JsonObject;
      /** Undefined when the middle part is not JSON. */
      readonly document: JsonObject | undefined;
      readonly damaged: boolean;
    };

export type ReadResult =
  | { readonly ok: true; readonly value: Presented }
  | { readonly ok: false; readonly error: ReadProblem };

export const MOST_FILE_BYTES = 5 * 1024 * 1024;
const MOST_CREDENTIAL_BYTES = 256 * 1024;
const DEEPEST = 40;

/** Reads JSON, JWT, PNG or SVG, told apart by what is inside, never by a name. Never throws. */
export function readCredential(file: Uint8Array): ReadResult {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length > MOST_FILE_BYTES) return fail('too_large');
  if (bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
    const baked = readPng(bytes);
    return baked.ok ? readText(baked.text, !baked.intact) : fail(baked.error);
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!/^\s*</.test(text)) return readText(text, false);
  const baked = readSvg(text);
  return baked.ok ? readText(baked.text, false) : fail(baked.error);
}

function readText(text: string, damaged: boolean): ReadResult {
  const body = text.trim();
  if (body === '') return fail('empty');
  if (body.length > MOST_CREDENTIAL_BYTES) return fail('too_large');
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(body)) return readToken(body, damaged);
  if (!body.startsWith('{')) return fail(damaged ? 'json_broken' : 'not_recognised');
  const json = parsed(body);
  if (!json) return fail('json_broken');
  if (deeperThan(json, DEEPEST)) return fail('too_deep');
  const { proof, ...document } = json;
  if (proof === undefined) {
    return fail('credentialSubject' in document ? 'no_proof' : 'not_a_credential');
  }
  const proofs = Array.isArray(proof) ? proof : [proof];
  const [first] = proofs;
  if (proofs.length === 0) return fail('no_proof');
  const one = proofs.length === 1 && typeof first === 'object' && first !== null ? first : {};
  return { ok: true, value: { form: 'embedded', document, proof: one as JsonObject, damaged } };
}

function readToken(token: string, damaged: boolean): ReadResult {
  const [head, body] = token.split('.') as [string, string];
  const header = parsed(Buffer.from(head, 'base64url').toString('utf8'));
  if (!header) return fail('token_broken');
  const document = parsed(Buffer.from(body, 'base64url').toString('utf8'));
  if (document && deeperThan(document, DEEPEST)) return fail('too_deep');
  return { ok: true, value: { form: 'jwt', token, header, document, damaged } };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((one) => deeperThan(one, levels - 1));
}

const fail = (error: ReadProblem): ReadResult => ({ ok: false, error });
