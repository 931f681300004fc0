import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { csvResponse } from '#platform/http/csv.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm, readForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import type { Refused, Result } from '#platform/kernel/result.ts';
import type { ImportError } from '../actions/import.ts';
import {
  checkList,
  confirmList,
  dropList,
  isStalled,
  LIST_BYTES,
  mappingOf,
  ownRuns,
  previewOf,
  progressOf,
  readRun,
  resumeList,
  stageList,
} from '../actions/import-run.ts';
import { importErrorText } from '../import/error-text.ts';
import { rejectedCsv } from '../import/report.ts';
import { texts } from '../messages/index.ts';
import { IMPORT_ROLES } from '../policy.ts';
import type { ImportRun } from '../queries/import-run.ts';
import { ColumnsPage, UploadPage, WorkingPage } from '../views/import.tsx';
import { ReportPage } from '../views/import-report.tsx';

const LISTS = '/volunteers/import';
const REFRESH_SECONDS = '3';

export function importRoutes(pages: Routes): void {
  pages.get(LISTS, IMPORT_ROLES, (c) => uploadPage(c, undefined));

  pages.post(LISTS, IMPORT_ROLES, upload, { maxBytes: LIST_BYTES + 64 * 1024 });

  pages.get(`${LISTS}/:id`, IMPORT_ROLES, (c) => withRun(c, (run) => runPage(c, run, undefined)));

  pages.get(`${LISTS}/:id/rejected.csv`, IMPORT_ROLES, (c) =>
    withRun(c, async (run) => {
      const mapped = await mappingOf(c.get('ctx'), run);
      const progress = progressOf(run);
      if (!mapped || !progress) return notFoundPage(c);
      return csvResponse(
        rejectedCsv({ ...progress, ...mapped }, c.get('lang')),
        'lignes-refusees.csv',
      );
    }),
  );

  pages.post(`${LISTS}/:id/check`, IMPORT_ROLES, (c) =>
    withRun(c, async (run) => {
      const form = await readForm(c);
      const fields = Object.entries(form)
        .map(([name, value]) => [/^column_(\d{1,4})$/.exec(name)?.[1], String(value)] as const)
        .filter(([at]) => at !== undefined)
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([, value]) => value);
      const contactsVerified = form.verified !== undefined;
      const checked = await checkList(c.get('ctx'), c.get('actor'), run.id, {
        fields,
        contactsVerified,
      });
      return after(c, run, checked, fields);
    }),
  );

  pages.post(`${LISTS}/:id/confirm`, IMPORT_ROLES, (c) =>
    withRun(c, async (run) =>
      after(c, run, await confirmList(c.get('ctx'), c.get('actor'), run.id)),
    ),
  );

  pages.post(`${LISTS}/:id/resume`, IMPORT_ROLES, (c) =>
    withRun(c, async (run) => {
      await resumeList(c.get('ctx'), c.get('actor'), run.id);
      return c.redirect(`${LISTS}/${run.id}`, 303);
    }),
  );

  pages.post(`${LISTS}/:id/remove`, IMPORT_ROLES, (c) =>
    withRun(c, async (run) => after(c, run, await dropList(c.get('ctx'), c.get('actor'), run.id))),
  );
}

/** Of somebody else, or unknown: not found. */
async function withRun(
  c: Request,
  answer: (run: ImportRun) => Response | Promise<Response>,
): Promise<Response> {
  const run = await readRun(c.get('ctx'), c.get('actor'), c.req.param('id') ?? '');
  return run ? answer(run) : notFoundPage(c);
}

async function upload(c: Request): Promise<Response> {
  const m = texts(c.get('lang')).staff.importErrors;
  const form = await parseForm(c, z.object({ file: z.instanceof(File) }));
  if (!form.ok || form.value.file.size === 0) return uploadPage(c, m.file_missing);
  const staged = await stageList(c.get('ctx'), c.get('actor'), form.value.file);
  if (staged.ok) return c.redirect(`${LISTS}/${staged.value}`, 303);
  switch (staged.error) {
    case 'file_too_large':
      return uploadPage(c, m.too_large);
    case 'file_empty':
      return uploadPage(c, m.empty);
    case 'file_type_refused':
      return uploadPage(c, m.not_text);
    case 'storage_full':
      return uploadPage(c, m.storage_full);
    default:
      return uploadPage(c, importErrorText(c.get('lang'), staged as Refused<ImportError>));
  }
}

/**
 * A second click finds the list a step further: its owner is led there. Only a choice of columns that
 * cannot be used is said.
 */
async function after(
  c: Request,
  run: ImportRun,
  result: Result<undefined, string>,
  chosen?: readonly string[],
): Promise<Response> {
  if (result.ok || result.error === 'transition_not_allowed')
    return c.redirect(`${LISTS}/${run.id}`, 303);
  if (result.error === 'not_found') return notFoundPage(c);
  return runPage(c, run, {
    chosen,
    error: importErrorText(c.get('lang'), result as Refused<ImportError>),
  });
}

interface Correction {
  readonly chosen: readonly string[] | undefined;
  readonly error: string;
}

async function runPage(
  c: Request,
  run: ImportRun,
  correction: Correction | undefined,
): Promise<Response> {
  const ctx = c.get('ctx');
  if (run.state === 'checking' || run.state === 'importing') {
    const stalled = isStalled(run, ctx.clock.now());
    const answer = listPage(c, run, <WorkingPage run={run} stalled={stalled} />);
    answer.headers.set('refresh', REFRESH_SECONDS);
    return answer;
  }
  const asksColumns =
    run.state === 'uploaded' ||
    correction !== undefined ||
    (c.req.query('columns') !== undefined && (run.state === 'checked' || run.state === 'failed'));
  const preview = asksColumns ? await previewOf(ctx, run) : undefined;
  if (preview) {
    const { chosen, error } = correction ?? { chosen: undefined, error: undefined };
    return listPage(
      c,
      run,
      <ColumnsPage run={run} preview={preview} chosen={chosen} error={error} />,
      error ? 422 : 200,
    );
  }
  return listPage(
    c,
    run,
    <ReportPage
      run={run}
      progress={progressOf(run)}
      mapped={await mappingOf(ctx, run)}
      error={run.error ? failureText(c, run.error) : undefined}
    />,
  );
}

function failureText(c: Request, text: string): string {
  const lang = c.get('lang');
  if (text === 'file_gone') return texts(lang).staff.importErrors.file_gone;
  return importErrorText(lang, { ok: false, ...JSON.parse(text) });
}

function listPage(
  c: Request,
  run: ImportRun,
  body: ComponentChildren,
  status: 200 | 422 = 200,
): Response {
  const m = texts(c.get('lang')).staff;
  return page(c, {
    title: run.fileName,
    status,
    breadcrumbs: [
      { text: m.title, href: '/volunteers' },
      { text: m.importTitle, href: LISTS },
    ],
    body,
  });
}

async function uploadPage(c: Request, error: string | undefined): Promise<Response> {
  const m = texts(c.get('lang')).staff;
  return page(c, {
    title: m.importTitle,
    lead: m.importLead,
    status: error ? 422 : 200,
    breadcrumbs: [{ text: m.title, href: '/volunteers' }],
    body: <UploadPage runs={await ownRuns(c.get('ctx'), c.get('actor'))} error={error} />,
  });
}
