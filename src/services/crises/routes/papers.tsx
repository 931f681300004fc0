import { stringify } from 'csv-stringify/sync';
import { recordAudit } from '#platform/audit/index.ts';
import { communeByCode } from '#platform/geo/index.ts';
import { download } from '#platform/http/download.ts';
import type { Request } from '#platform/http/env.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { assignmentTexts } from '../assignment/messages/index.ts';
import { texts } from '../messages/index.ts';
import { mayOnCrisis, PAGE_ROLES } from '../policy.ts';
import type { Crisis } from '../queries/crises.ts';
import { latestEntries, logHead } from '../queries/log.ts';
import { fileName } from '../report/file-name.ts';
import { authorNames } from '../report/load.ts';
import { loadRoster } from '../roster.ts';
import { verifyLog } from '../situation-log.ts';
import { LogPage } from '../views/log-page.tsx';
import { RosterPage } from '../views/roster-page.tsx';
import { crumbs, viewed } from './crises.tsx';
import { CRISIS_PATH } from './forms.ts';

const PER_PAGE = 100;

/** What a crisis leaves on paper: the situation log and the roster. */
export function paperPages(pages: Routes): void {
  pages.get(`${CRISIS_PATH}/log`, PAGE_ROLES.view, async (c) => {
    const crisis = await viewed(c);
    if (crisis instanceof Response) return crisis;
    const { db } = c.get('ctx');
    const m = texts(c.get('lang')).crisis.log;
    const count = Math.max(1, Math.ceil(((await logHead(db, crisis.id))?.length ?? 0) / PER_PAGE));
    const wanted = Math.min(count, Math.max(1, Number(c.req.query('page')) || 1));
    const entries = await latestEntries(db, crisis.id, PER_PAGE, (wanted - 1) * PER_PAGE);
    return page(c, {
      title: m.title_of(crisis.title),
      lead: m.lead,
      breadcrumbs: crumbs(c, crisis),
      mood: 'crisis',
      wide: true,
      exercise: crisis.exercise,
      body: (
        <LogPage
          crisis={crisis}
          entries={entries}
          authors={await authorNames(c.get('ctx'), entries)}
          verdict={await verifyLog(c.get('ctx'), crisis.id)}
          page={wanted}
          pages={count}
        />
      ),
    });
  });

  pages.get(`${CRISIS_PATH}/roster`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    const m = texts(c.get('lang')).crisis.roster;
    await auditReading(c, crisis);
    return page(c, {
      title: m.title(crisis.title),
      lead: m.lead,
      breadcrumbs: crumbs(c, crisis),
      wide: true,
      mood: 'crisis',
      exercise: crisis.exercise,
      body: (
        <RosterPage
          crisis={crisis}
          sites={await loadRoster(c.get('ctx'), crisis)}
          mayManage={mayOnCrisis(c.get('actor'), 'manage', crisis)}
          moved={Number(c.req.query('moved')) || 0}
        />
      ),
    });
  });

  pages.get(`${CRISIS_PATH}/roster.csv`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    await auditReading(c, crisis);
    return download(c, {
      name: fileName('roster', crisis, 'csv'),
      type: 'text/csv; charset=utf-8',
      body: await rosterCsv(c, crisis),
    });
  });
}

/** With a byte-order mark and semicolons, so that a spreadsheet in French opens it right. */
async function rosterCsv(c: Request, crisis: Crisis): Promise<string> {
  const m = texts(c.get('lang')).crisis;
  const k = m.roster.csv_columns;
  const a = assignmentTexts(c.get('lang'));
  const sites = await loadRoster(c.get('ctx'), crisis);
  const rows = sites.flatMap(({ site, shifts }) =>
    shifts.flatMap(({ need, lines }) =>
      lines.map((line) => [
        crisis.title,
        crisis.exercise ? m.exercise : '',
        site.name,
        communeByCode(site.commune)?.name ?? site.commune,
        need.position,
        need.startsAt.toISOString(),
        need.endsAt.toISOString(),
        line.lastName,
        line.firstName,
        line.phone ?? '',
        line.email ?? '',
        m.place_states[line.state],
        String(line.rank),
        line.conflicts.map(({ kind, position = '' }) => a.conflict[kind](position)).join(' ; '),
        line.briefed === undefined ? '' : line.briefed ? a.briefing.read : a.briefing.unread,
      ]),
    ),
  );
  const header = [
    k.crisis,
    k.exercise,
    k.site,
    k.commune_site,
    k.position,
    k.starts,
    k.ends,
    k.last_name,
    k.first_name,
    k.phone,
    k.email,
    k.state,
    k.rank,
    a.conflict_column,
    a.briefing.column,
  ];
  return stringify([header, ...rows], { bom: true, delimiter: ';', escape_formulas: true });
}

/** A roster is a list of people with their numbers: who reads it is kept. */
async function auditReading(c: Request, crisis: Crisis): Promise<void> {
  await recordAudit(c.get('ctx'), c.get('actor'), {
    action: 'roster.read',
    subject: { kind: 'crisis', id: crisis.id },
  });
}
