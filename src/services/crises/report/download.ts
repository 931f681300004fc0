import type { Request } from '#platform/http/env.ts';

/** An exercise says so in the very name of its files. */
export function fileName(
  what: string,
  crisis: { readonly id: string; readonly exercise: boolean },
  extension: string,
): string {
  return `${crisis.exercise ? 'EXERCICE-' : ''}${what}-${crisis.id}.${extension}`;
}

export function download(
  c: Request,
  file: { readonly name: string; readonly type: string; readonly body: string | Uint8Array },
): Response {
  c.header('Content-Type', file.type);
  c.header('Content-Disposition', `attachment; filename="${file.name}"`);
  c.header('Cache-Control', 'private, no-store');
  return c.body(file.body as string | Uint8Array<ArrayBuffer>);
}
