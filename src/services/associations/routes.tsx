import { communeByCode, departmentByCode, searchCommunes } from '#platform/geo/index.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import {
  organisationRecord,
  type OrganisationRecord as RecordData,
  standingOf,
} from './actions/record.ts';
import { MOST_FOUND, searchAssociations } from './actions/search.ts';
import { jsonLd } from './domain/json-ld.ts';
import { eligibilityPages } from './eligibility/routes.tsx';
import { texts } from './messages/index.ts';
import { claimReviewRoutes } from './routes/claim-review.tsx';
import { claimRoutes } from './routes/claims.tsx';
import { peopleRoutes } from './routes/people.tsx';
import { AssociationList } from './views/association-list.tsx';
import { OrganisationRecord } from './views/organisation-record.tsx';

const PAGE_SIZE = 25;

const site = routes();
claimRoutes(site);
peopleRoutes(site);
claimReviewRoutes(site);

site.get('/associations', 'public', async (c) => {
  const m = texts(c.get('lang'));
  const q = (c.req.query('q') ?? '').slice(0, 200).trim();
  const department = departmentByCode(c.req.query('department') ?? '')?.code ?? '';
  const typed = (c.req.query('commune') ?? '').slice(0, 100).trim();
  const commune = typed === '' ? undefined : searchCommunes(typed, 1)[0];
  const theme = c.req.query('theme') ?? '';
  const found =
    typed !== '' && !commune
      ? { rows: [], more: false }
      : await searchAssociations(c.get('ctx'), {
          q,
          department,
          communeCode: commune?.code ?? '',
          theme,
        });
  const pages = Math.ceil(found.rows.length / PAGE_SIZE);
  const number = Math.min(
    MOST_FOUND / PAGE_SIZE,
    Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1),
  );
  const body = (
    <AssociationList
      q={q}
      department={department}
      commune={commune?.name ?? typed}
      communeUnknown={typed !== '' && !commune}
      theme={theme}
      rows={found.rows.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE).map((row) => ({
        ...row,
        commune: communeByCode(row.communeCode)?.name ?? row.communeName,
      }))}
      total={found.rows.length}
      more={found.more}
      page={number}
      pages={pages}
    />
  );
  return page(c, { title: m.title, lead: m.lead, body });
});

site.get('/associations/:id', 'public', async (c) => {
  const ctx = c.get('ctx');
  const record = await organisationRecord(ctx, c.req.param('id') ?? '');
  if (!record) return notFoundPage(c);
  const body = (
    <OrganisationRecord
      {...record}
      standing={standingOf(record)}
      today={localDate(ctx.clock.now(), record.timeZone)}
      jsonLd={jsonLdOf(record, ctx.config.publicUrl)}
    />
  );
  const m = texts(c.get('lang'));
  const breadcrumbs = [{ text: m.title, href: '/associations' }];
  return page(c, { title: record.facts.name, breadcrumbs, body });
});

function jsonLdOf({ facts, unit, commune }: RecordData, origin: string) {
  return jsonLd({
    ...facts,
    url: `${origin}/associations/${facts.id}`,
    isAssociation: facts.kind === 'association',
    siren: facts.siren ?? unit?.siren ?? null,
    commune,
  });
}

site.hono.route('/', eligibilityPages);

export const pages = site.hono;
