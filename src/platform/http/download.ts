import type { Request } from './env.ts';

/** A file to keep, for its reader alone. */
export function download(
  c: Request,
  file: { readonly name: string; readonly type: string; readonly body: string | Uint8Array },
): Response {
  c.header('Content-Type', file.type);
  c.header('Content-Disposition', `attachment; filename="${file.name}"`);
  c.header('Cache-Control', 'private, no-store');
  return c.body(file.body as string | Uint8Array<ArrayBuffer>);
}
