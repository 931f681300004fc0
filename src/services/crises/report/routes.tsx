import { recordAudit } from '#platform/audit/index.ts';
import { download } from '#platform/http/download.ts';
import type { Request } from '#platform/http/env.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { crisisFor } from '../actions/crisis.ts';
import { mayOnCrisis, PAGE_ROLES, visibleDepartments } from '../policy.ts';
import type { Crisis } from '../queries/crises.ts';
import { comparableCrises } from '../queries/report.ts';
import { crumbs, viewed } from '../routes/crises.tsx';
import { CRISIS_PATH } from '../routes/forms.ts';
import { wholeLog } from '../situation-log.ts';
import { fileName } from './file-name.ts';
import { hoursPages } from './hours-routes.tsx';
import { ics211 } from './ics211.ts';
import { type LoadedReport, loadReport } from './load.ts';
import { logAsCsv, logAsJsonLines } from './log-file.ts';
import { reportTexts } from './messages/index.ts';
import { reportPdf } from './report-pdf.ts';
import { ReportPage } from './views/report-page.tsx';

/** What remains of a crisis: its report, its log to take away, hours and certificates. */
export function reportPages(pages: Routes): void {
  hoursPages(pages);

  pages.get(`${CRISIS_PATH}/report`, PAGE_ROLES.view, async (c) => {
    const crisis = await viewed(c);
    return crisis instanceof Response ? crisis : reportPage(c, crisis);
  });

  pages.get(`${CRISIS_PATH}/report.pdf`, PAGE_ROLES.view, async (c) => {
    const crisis = await viewed(c);
    if (crisis instanceof Response) return crisis;
    const ctx = c.get('ctx');
    const other = await comparedWith(c);
    const body = await reportPdf(
      c.get('lang'),
      await loadReport(ctx, crisis),
      ctx.clock.now(),
      other,
    );
    return download(c, { name: fileName('bilan', crisis, 'pdf'), type: 'application/pdf', body });
  });

  pages.get(`${CRISIS_PATH}/ics211.csv`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    await recordAudit(c.get('ctx'), c.get('actor'), {
      action: 'arrivals.read',
      subject: { kind: 'crisis', id: crisis.id },
    });
    return download(c, {
      name: fileName('ics-211', crisis, 'csv'),
      type: 'text/csv; charset=utf-8',
      body: await ics211(c.get('ctx'), c.get('lang'), crisis),
    });
  });

  pages.get(`${CRISIS_PATH}/log.jsonl`, PAGE_ROLES.view, (c) => logFile(c, 'jsonl'));
  pages.get(`${CRISIS_PATH}/log.csv`, PAGE_ROLES.view, (c) => logFile(c, 'csv'));
}

async function reportPage(c: Request, crisis: Crisis): Promise<Response> {
  const { ctx, actor, lang } = { ctx: c.get('ctx'), actor: c.get('actor'), lang: c.get('lang') };
  const m = reportTexts(lang);
  const other = await comparedWith(c);
  return page(c, {
    title: m.title(crisis.title),
    lead: m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    wide: true,
    exercise: crisis.exercise,
    body: (
      <ReportPage
        loaded={await loadReport(ctx, crisis)}
        comparable={await comparableCrises(ctx.db, crisis, visibleDepartments(actor))}
        other={other}
        problem={c.req.query('with') && !other ? m.compare.unknown : undefined}
        mayReadPeople={mayOnCrisis(actor, 'read_roster', crisis)}
      />
    ),
  });
}

/** The crisis that the officer chose to compare with, when it is one they may see. */
async function comparedWith(c: Request): Promise<LoadedReport | undefined> {
  const wanted = c.req.query('with') ?? '';
  if (!isUuid(wanted)) return undefined;
  const other = await crisisFor(c.get('ctx'), c.get('actor'), wanted, 'view');
  return other.ok ? loadReport(c.get('ctx'), other.value) : undefined;
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
