import { departmentByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { abilityLabel, isSkillId, LANGUAGES, languageLabel } from '#services/volunteers/index.ts';
import { texts } from './messages/index.ts';
import { searchFrom, searchValues } from './search-query.ts';
import { dayText } from './views/parts.tsx';

/** A kept search in words: « comptabilité », à 35 km au plus de Nîmes. */
export function searchWords(lang: Lang, query: string): string {
  const { labels, search: s, news: m } = texts(lang);
  const read = new URLSearchParams(query);
  const values = searchValues((name) => read.get(name));
  const { search } = searchFrom(values);
  const place = departmentByCode(values.department);
  const language = LANGUAGES.find((code) => code === values.language);
  const skill = Number(values.skill);
  const words = [
    ...(values.q ? [lang === 'fr' ? `« ${values.q} »` : `“${values.q}”`] : []),
    ...named(labels.families, search.families),
    ...named(labels.domains, search.domains),
    ...named(labels.remote, search.remote),
    ...named(labels.paces, search.paces),
    ...(isSkillId(skill) ? [abilityLabel(lang, skill)] : []),
    ...(language ? [languageLabel(lang, language)] : []),
    ...(search.maxMinutes !== null ? [m.atMost(values.hours)] : []),
    ...(search.day ? [m.on(dayText(lang, search.day))] : []),
    ...(search.commune ? [m.around(values.near, String(search.radiusKm))] : []),
    ...(place ? [place.name] : []),
    ...(search.minors ? [s.minors] : []),
    ...(search.accessible ? [s.accessible] : []),
    ...(search.organisationId ? [m.oneAssociation] : []),
  ];
  return words.length > 0 ? words.join(', ') : m.everything;
}

function named(names: Readonly<Record<string, string>>, values: readonly string[]): string[] {
  return values.map((value) => names[value] ?? value);
}
