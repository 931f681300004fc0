import type { ComponentChildren } from 'preact';
import { departmentByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { DepartmentMap } from '#platform/ui/department-map/department-map.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { FilterLinks, ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Tabs } from '#platform/ui/tabs/tabs.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { abilityLabel, LANGUAGES, languageLabel, SKILLS } from '#services/volunteers/index.ts';
import { texts } from '../messages/index.ts';
import type { Mission } from '../queries/missions.ts';
import { FACETS, type Facet } from '../queries/search.ts';
import { Subscribe } from '../syndication/views.tsx';
import { dayText, effortText, placeText } from './parts.tsx';

export interface Card {
  readonly mission: Mission;
  readonly association: string;
  readonly km: number | null;
  readonly reasons: readonly string[];
}

export interface SearchPageProps {
  /** What the form shows, by field. */
  readonly values: Readonly<Record<string, string>>;
  /** Translated, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly cards: readonly Card[];
  readonly total: number;
  /** How to keep this search. */
  readonly keep: ComponentChildren;
  /** Counts of missions on the spot, when they are shown on the map. */
  readonly departments: readonly { readonly code: string; readonly value: number }[] | undefined;
  readonly page: number;
  readonly pages: number;
  readonly facets: Readonly<Record<Facet, Readonly<Record<string, number>>>>;
  readonly corrected: readonly { readonly typed: string; readonly meant: readonly string[] }[];
  /** The address with other values. */
  readonly href: (changes: Readonly<Record<string, string>>) => string;
  /** The same search as the end of an address. */
  readonly query: string;
}

const RADII = ['10', '20', '35', '50', '100'];
const MORE = ['skill', 'language', 'hours', 'day', 'minors', 'accessible'];
const HOURS = ['1', '2', '4', '8', '20'];

export function SearchPage(props: SearchPageProps) {
  const { values, cards, total, departments, page, pages, corrected, href, query } = props;
  const { lang } = useFrame();
  const m = texts(lang).search;
  return (
    <>
      <SearchForm {...props} />
      <Facets {...props} />
      {corrected.map(({ typed, meant }) => (
        <p key={typed} class="govuk-body">
          {m.corrected(typed, meant.join(', '))}
        </p>
      ))}
      {total === 0 ? (
        <EmptyState
          title={m.nothing}
          action={
            <Button href="/volunteer/join" variant="secondary">
              {m.join}
            </Button>
          }
        >
          <p>{m.nothingHelp}</p>
        </EmptyState>
      ) : (
        <>
          <h2 class="govuk-visually-hidden">{m.title}</h2>
          <ListHead count={total} what={m.count(total)}>
            {Object.values(values).some(Boolean) ? (
              <a class="govuk-link" href="/missions">
                {m.clear}
              </a>
            ) : null}
          </ListHead>
          <Tabs
            label={m.view}
            items={[
              { href: href({ view: '' }), text: m.list, current: !departments },
              { href: href({ view: 'map' }), text: m.map, current: departments !== undefined },
            ]}
          />
          {departments ? (
            <ResultMap {...props} departments={departments} />
          ) : (
            <>
              <Cards cards={cards} />
              <Pagination page={page} pages={pages} href={(n) => href({ page: String(n) })} />
            </>
          )}
        </>
      )}
      {props.keep}
      <p class="govuk-body">
        <a class="govuk-link" href="/missions/figures">
          {texts(lang).figures.title}
        </a>
      </p>
      <Subscribe query={query} />
    </>
  );
}

function ResultMap({
  departments,
  total,
  href,
}: Pick<SearchPageProps, 'total' | 'href'> & {
  readonly departments: NonNullable<SearchPageProps['departments']>;
}) {
  const { lang } = useFrame();
  const m = texts(lang).search;
  const elsewhere = total - departments.reduce((sum, { value }) => sum + value, 0);
  return (
    <>
      {elsewhere > 0 ? <p class="govuk-body">{m.mapRemote(elsewhere)}</p> : null}
      {departments.length > 0 ? (
        <DepartmentMap
          title={m.mapTitle}
          values={departments}
          valueLabel={m.mapValue}
          href={(department) => href({ department, view: '', page: '' })}
        />
      ) : null}
    </>
  );
}

function SearchForm({ values, errors }: SearchPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).search;
  const kept = [...FACETS, 'department', 'association'].filter((name) => values[name]);
  const isOpen = MORE.some((name) => values[name]);
  return (
    <GetForm action="/missions">
      <TextField
        name="q"
        label={m.query}
        hint={m.queryHint}
        value={values.q}
        type="search"
        maxlength={100}
      />
      <TextField
        name="near"
        label={m.near}
        hint={m.nearHint}
        value={values.near}
        error={errors.near}
        maxlength={80}
      />
      <Select
        name="radius"
        label={m.radius}
        value={values.radius || '35'}
        options={RADII.map((value) => ({ value, label: `${value} km` }))}
      />
      <Details summary={m.more} open={isOpen}>
        <Select
          name="skill"
          label={m.skill}
          value={values.skill}
          options={[
            { value: '', label: m.anySkill },
            ...SKILLS.map(({ id }) => ({ value: String(id), label: abilityLabel(lang, id) })),
          ]}
        />
        <Select
          name="hours"
          label={m.hoursAtMost}
          value={values.hours}
          options={[
            { value: '', label: m.anyHours },
            ...HOURS.map((value) => ({ value, label: m.hours(Number(value)) })),
          ]}
        />
        <Select
          name="language"
          label={m.language}
          value={values.language}
          options={[
            { value: '', label: m.anyLanguage },
            ...LANGUAGES.map((code) => ({ value: code, label: languageLabel(lang, code) })),
          ]}
        />
        <DateField name="day" label={m.day} hint={m.dayHint} value={values.day} />
        <Checkbox name="minors" label={m.minors} checked={values.minors === 'on'} />
        <Checkbox name="accessible" label={m.accessible} checked={values.accessible === 'on'} />
      </Details>
      {kept.map((name) => (
        <input key={name} type="hidden" name={name} value={values[name]} />
      ))}
      <Button>{m.search}</Button>
    </GetForm>
  );
}

function Facets({ values, facets, href }: SearchPageProps) {
  const { lang } = useFrame();
  const { search: m, labels } = texts(lang);
  const names: Readonly<Record<Facet, Readonly<Record<string, string>>>> = {
    remote: labels.remote,
    family: labels.families,
    domain: labels.domains,
    pace: labels.paces,
  };
  const place = departmentByCode(values.department ?? '');
  return (
    <>
      {place ? (
        <FilterLinks
          label={m.mapValue}
          items={[
            { href: href({ department: '', page: '' }), text: m.everywhere, current: false },
            { href: href({ page: '' }), text: place.name, current: true },
          ]}
        />
      ) : null}
      {FACETS.map((facet) => {
        const counts = Object.entries(facets[facet]).filter(([, count]) => count > 0);
        if (counts.length < 2 && !values[facet]) return null;
        return (
          <FilterLinks
            key={facet}
            label={m.facets[facet]}
            items={[
              { href: href({ [facet]: '', page: '' }), text: m.all, current: !values[facet] },
              ...Object.keys(names[facet])
                .filter((value) => facets[facet][value] || values[facet] === value)
                .map((value) => ({
                  href: href({ [facet]: value, page: '' }),
                  text: names[facet][value] ?? value,
                  current: values[facet] === value,
                  count: facets[facet][value] ?? 0,
                })),
            ]}
          />
        );
      })}
    </>
  );
}

export function Cards({ cards }: { readonly cards: readonly Card[] }) {
  const { lang } = useFrame();
  const { search: m, labels } = texts(lang);
  return (
    <ResultList>
      {cards.map(({ mission, association, km, reasons }) => {
        const free = mission.places - mission.held - mission.offered;
        return (
          <ResultCard
            key={mission.id}
            href={`/missions/${mission.id}`}
            title={mission.title}
            facts={[
              association,
              placeText(lang, mission),
              ...(km !== null && mission.remote !== 'full' ? [m.km(km)] : []),
            ].join(' · ')}
            reasons={reasons}
          >
            <p>
              {[
                labels.families[mission.family],
                ...(mission.effortMinutes > 0 ? [effortText(lang, mission)] : []),
                free > 0 ? m.places(free) : m.full,
                ...(mission.endsOn ? [`${m.until} ${dayText(lang, mission.endsOn)}`] : []),
              ].join(' · ')}
            </p>
          </ResultCard>
        );
      })}
    </ResultList>
  );
}
