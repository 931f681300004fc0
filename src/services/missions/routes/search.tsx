import type { Request } from '#platform/http/env.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { helperOf } from '#services/volunteers/index.ts';
import { findByDepartment, findMissions, LAST_PAGE, PAGE_SIZE } from '../actions/find.ts';
import { texts } from '../messages/index.ts';
import { reasonsFor } from '../reasons.ts';
import { searchAddress, searchFrom, searchValues } from '../search-query.ts';
import { KeepSearch } from '../views/news.tsx';
import { SearchPage } from '../views/search.tsx';
import { namesOf } from './forms.ts';

export function searchRoutes(pages: Routes): void {
  pages.get('/missions', 'public', async (c) => {
    const ctx = c.get('ctx');
    const lang = c.get('lang');
    const m = texts(lang).search;
    const values = searchValues((name) => c.req.query(name));
    const { search, unknownPlace } = searchFrom(values);
    const view = c.req.query('view') === 'map' ? 'map' : '';
    const number = Math.min(LAST_PAGE, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1));
    const result = await findMissions(ctx, search, number);
    const names = await namesOf(
      c,
      result.found.map(({ mission }) => mission.organisationId),
    );
    const helper = await helperFor(c);
    return page(c, {
      title: m.title,
      lead: m.lead,
      body: (
        <SearchPage
          {...result}
          values={values}
          errors={unknownPlace ? { near: texts(lang).errors.commune_unknown as string } : {}}
          cards={result.found.map(({ mission, km }) => ({
            mission,
            km,
            association: names.get(mission.organisationId) || mission.externalName,
            reasons: helper ? reasonsFor(lang, mission, helper) : [],
          }))}
          departments={view === 'map' ? await findByDepartment(ctx, search) : undefined}
          keep={
            <KeepSearch
              values={values}
              standing={
                helper ? 'volunteer' : c.get('actor').kind === 'person' ? 'signed_in' : 'visitor'
              }
            />
          }
          page={number}
          pages={Math.min(LAST_PAGE, Math.ceil(result.total / PAGE_SIZE))}
          query={searchAddress(values).slice('/missions'.length)}
          href={(changes) => searchAddress({ ...values, view, ...changes })}
        />
      ),
    });
  });
}

async function helperFor(c: Request) {
  return c.get('actor').kind === 'person' ? helperOf(c.get('ctx'), c.get('actor')) : undefined;
}
