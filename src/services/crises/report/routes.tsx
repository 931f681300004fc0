import type { Request } from '#platform/http/env.ts';
import type { Routes } from '#platform/http/routes.ts';
import { PAGE_ROLES } from '../policy.ts';
import { viewed } from '../routes/crises.tsx';
import { CRISIS_PATH } from '../routes/forms.ts';
import { wholeLog } from '../situation-log.ts';
import { logAsCsv, logAsJsonLines } from './log-file.ts';

/** What remains of a crisis: its report, its log to take away, hours and certificates. */
export function reportPages(pages: Routes): void {
  pages.get(`${CRISIS_PATH}/log.jsonl`, PAGE_ROLES.view, (c) => logFile(c, 'jsonl'));
  pages.get(`${CRISIS_PATH}/log.csv`, PAGE_ROLES.view, (c) => logFile(c, 'csv'));
}

async function logFile(c: Request, form: 'jsonl' | 'csv'): Promise<Response> {
  const crisis = await viewed(c);
  if (crisis instanceof Response) return crisis;
  const { entries, end } = await wholeLog(c.get('ctx'), crisis.id);
  const [type, write] =
    form === 'csv'
      ? (['text/csv', logAsCsv] as const)
      : (['application/jsonl', logAsJsonLines] as const);
  return download(c, {
    name: fileName('main-courante', crisis, form),
    type: `${type}; charset=utf-8`,
    body: write(crisis, end, entries),
  });
}

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
