import { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import { openFile } from './store.ts';

/**
 * The answer that gives a stored file to a visitor whose right was checked: always to be saved,
 * never shown by the browser in our origin. Undefined when there is no such file.
 */
export async function downloadResponse(ctx: Context, id: string): Promise<Response | undefined> {
  const file = await openFile(ctx, id);
  if (!file) return undefined;
  const ascii = file.name.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '');
  return new Response(Readable.toWeb(file.stream()) as ReadableStream, {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(file.bytes),
      'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${rfc5987(file.name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  });
}

function rfc5987(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
