import { communeNamed } from '#platform/geo/index.ts';
import type { Request } from '#platform/http/env.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { helperOf, isSkillId } from '#services/volunteers/index.ts';
import { findMissions, LAST_PAGE, PAGE_SIZE, type Search } from '../actions/find.ts';
import { DOMAINS, FAMILIES, PACES, REMOTE } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { reasonsFor } from '../reasons.ts';
import { SearchPage } from '../views/search.tsx';
import { namesOf } from './forms.ts';

export const FIELDS = [
  'q',
  'near',
  'radius',
  'remote',
  'family',
  'domain',
  'pace',
  'skill',
  'hours',
  'minors',
  'accessible',
] as const;

export function searchRoutes(pages: Routes): void {
  pages.get('/missions', 'public', async (c) => {
    const lang = c.get('lang');
    const m = texts(lang).search;
    const values = Object.fromEntries(
      FIELDS.map((name) => [name, (c.req.query(name) ?? '').trim().slice(0, 100)]),
    );
    const { search, unknownPlace } = searchFrom(values, c.req.query('association') ?? '');
    const number = Math.min(LAST_PAGE, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1));
    const result = await findMissions(c.get('ctx'), search, number);
    const names = await namesOf(
      c,
      result.found.map(({ mission }) => mission.organisationId),
    );
    const helper = await helperFor(c);
    const href = (changes: Readonly<Record<string, string>>) => {
      const kept = Object.entries({ ...values, ...changes }).filter(([, value]) => value !== '');
      return kept.length > 0 ? `/missions?${new URLSearchParams(kept)}` : '/missions';
    };
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
          page={number}
          pages={Math.min(LAST_PAGE, Math.ceil(result.total / PAGE_SIZE))}
          href={href}
          query={href({ page: '' }).slice('/missions'.length)}
        />
      ),
    });
  });
}

async function helperFor(c: Request) {
  return c.get('actor').kind === 'person' ? helperOf(c.get('ctx'), c.get('actor')) : undefined;
}

export function searchFrom(
  values: Readonly<Record<string, string>>,
  association: string,
): { search: Search; unknownPlace: boolean } {
  const oneOf = (name: string, known: readonly string[]) =>
    known.includes(values[name] ?? '') ? [values[name] as string] : [];
  const commune = communeNamed(values.near ?? '');
  const hours = Number(values.hours);
  const skill = Number(values.skill);
  const radius = Number(values.radius);
  return {
    unknownPlace: values.near !== '' && !commune,
    search: {
      q: values.q ?? '',
      remote: oneOf('remote', REMOTE),
      families: oneOf('family', FAMILIES),
      domains: oneOf('domain', DOMAINS),
      paces: oneOf('pace', PACES),
      skills: isSkillId(skill) ? [skill] : [],
      languages: [],
      maxMinutes: hours > 0 && hours <= 100 ? hours * 60 : null,
      minors: values.minors === 'on',
      accessible: values.accessible === 'on',
      commune: commune?.code ?? null,
      radiusKm: radius > 0 && radius <= 200 ? radius : 35,
      organisationId: isUuid(association) ? association : null,
    },
  };
}
