import { z } from '@hono/zod-openapi';

/** Where the next page begins: opaque to callers, checked when it comes back. */
export function encodeCursor(position: { readonly createdAt: Date; readonly id: string }): string {
  const text = JSON.stringify([position.createdAt.toISOString(), position.id]);
  return Buffer.from(text).toString('base64url');
}

const position = z.tuple([z.iso.datetime(), z.uuid()]);

export const cursorQuery = z
  .string()
  .max(200)
  .transform((text, check) => {
    const parsed = position.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
    if (parsed.success) return { createdAt: new Date(parsed.data[0]), id: parsed.data[1] };
    check.addIssue({ code: 'custom', message: 'Not a cursor of this list' });
    return z.NEVER;
  })
  .openapi({ type: 'string', description: '“next” of the page before' });

export const limitQuery = z.coerce
  .number()
  .int()
  .min(1)
  .max(100)
  .default(50)
  .openapi({ description: 'How many, at most 100' });

/** One more row than asked for was read, to know whether there is a next page. */
export function paged<Row extends { readonly createdAt: Date; readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, next: rows.length > limit && last ? encodeCursor(last) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
