import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import type { Service } from '#platform/service.ts';
import { commands } from './commands.ts';
import { entriesAbout } from './queries.ts';

export { replaceHead } from './head-file.ts';
export type { Head } from './queries.ts';
export { type AuditEvent, recordAudit } from './record.ts';
export { setTrailAside } from './replaced-trail.ts';
export { recordRestoration } from './restoration.ts';

export type AuditLine = Awaited<ReturnType<typeof entriesAbout>>[number];

/** What the trail says about one thing, newest first. */
export async function auditOf(
  ctx: Context,
  subject: { readonly kind: string; readonly id: string },
  limit = 50,
): Promise<readonly AuditLine[]> {
  return entriesAbout(ctx.db, subject, limit);
}

export const service: Service = {
  name: 'audit',
  migrations: { module: 'audit', folder: join(import.meta.dirname, 'migrations') },
  commands,
};
