import { transaction } from '#platform/context.ts';
import { communeByCode, departmentByCode, plainText } from '#platform/geo/index.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { identifierText } from './domain/identifiers.ts';
import { texts } from './messages/index.ts';
import { searchAssociations, selectAgrements, selectOrganisation } from './queries.ts';
import { AssociationList } from './views/association-list.tsx';
import { OrganisationRecord } from './views/organisation-record.tsx';

const PAGE_SIZE = 25;
/** Deeper pages of a search help nobody. */
const LAST_PAGE = 400;

const site = routes();

site.get('/associations', 'public', async (c) => {
  const m = texts(c.get('lang'));
  const q = (c.req.query('q') ?? '').slice(0, 100).trim();
  const department = departmentByCode(c.req.query('department') ?? '')?.code ?? '';
  const number = Math.min(LAST_PAGE, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1));
  const { rows, total } = await transaction(c.get('ctx'), (tx) =>
    searchAssociations(tx.db, {
      nameKey: plainText(q),
      identifier: identifierText(q),
      department,
      limit: PAGE_SIZE,
      offset: (number - 1) * PAGE_SIZE,
    }),
  );
  const body = (
    <AssociationList
      q={q}
      department={department}
      rows={rows.map((row) => ({ ...row, commune: communeByCode(row.communeCode)?.name ?? '' }))}
      total={total}
      page={number}
      pages={Math.min(LAST_PAGE, Math.ceil(total / PAGE_SIZE))}
    />
  );
  return page(c, { title: m.title, lead: m.lead, body });
});

site.get('/associations/:id', 'public', async (c) => {
  const ctx = c.get('ctx');
  const id = c.req.param('id') ?? '';
  const organisation = isUuid(id) ? await selectOrganisation(ctx.db, id) : undefined;
  if (!organisation) return notFoundPage(c);
  const department = departmentByCode(organisation.department);
  const body = (
    <OrganisationRecord
      organisation={organisation}
      commune={communeByCode(organisation.communeCode)?.name ?? organisation.communeCode}
      department={department?.name ?? organisation.department}
      agrements={(await selectAgrements(ctx.db, id)).map((agrement) => ({
        ...agrement,
        area: agrement.department && (departmentByCode(agrement.department)?.name ?? null),
      }))}
      today={localDate(ctx.clock.now(), department?.timeZone)}
    />
  );
  const m = texts(c.get('lang'));
  const breadcrumbs = [{ text: m.title, href: '/associations' }];
  return page(c, { title: organisation.name, breadcrumbs, body });
});

export const pages = site.hono;
