import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { holdsRole } from '#platform/kernel/actor.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DepartmentMap } from '#platform/ui/department-map/department-map.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { ResultCard, ResultList } from '#platform/ui/result-card/result-card.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { ZoneMap } from '#platform/ui/zone-map/zone-map.tsx';
import type { FoundSpace } from '../actions/find.ts';
import { ACCESSIBILITY, SERVICES } from '../domain/vocabularies.ts';
import { texts } from '../messages/index.ts';
import { DESK_ROLES } from '../policy.ts';
import { townOf, wordsOf } from './parts.tsx';

export interface SpaceListProps {
  readonly values: Readonly<
    Record<'near' | 'radius' | 'service' | 'accessibility' | 'department', string>
  >;
  readonly nearUnknown: boolean;
  /** Of this page. */
  readonly found: readonly FoundSpace[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly href: (changes: Readonly<Record<string, string>>) => string;
  readonly departmentName: string | undefined;
  readonly map: MapOfSpaces;
}

export type MapOfSpaces =
  | { readonly kind: 'country'; readonly counts: ReadonlyMap<string, number> }
  | { readonly kind: 'near'; readonly communeCode: string; readonly radiusKm: number }
  | { readonly kind: 'none' };

const RADII = ['5', '10', '20', '50', '100'];

export function SpaceList(props: SpaceListProps) {
  const { values, found, total, page, pages, href, departmentName } = props;
  const { lang } = useFrame();
  const { publicTexts: m } = texts(lang);
  const searched = Object.values(values).some((value) => value !== '');
  return (
    <>
      <SearchForm {...props} />
      {total === 0 ? (
        <EmptyState title={m.nothing}>
          <p>{m.nothingHelp}</p>
        </EmptyState>
      ) : (
        <>
          <h2 class="govuk-visually-hidden">{m.title}</h2>
          <ListHead
            count={total}
            what={departmentName ? `${m.count(total)} (${departmentName})` : m.count(total)}
          >
            {searched ? (
              <a class="govuk-link" href="/spaces">
                {m.clear}
              </a>
            ) : null}
          </ListHead>
          <Cards found={found} />
          <Pagination page={page} pages={pages} href={(n) => href({ page: String(n) })} />
        </>
      )}
      <MapPart {...props} />
      <Ways />
    </>
  );
}

function SearchForm({ values, nearUnknown }: SpaceListProps) {
  const { publicTexts: m, labels } = texts(useFrame().lang);
  return (
    <GetForm action="/spaces">
      <TextField
        name="near"
        label={m.near}
        hint={m.nearHint}
        value={values.near}
        error={nearUnknown ? m.nearUnknown : undefined}
        maxlength={80}
      />
      <Select
        name="radius"
        label={m.radius}
        value={values.radius || '20'}
        options={RADII.map((value) => ({ value, label: `${value} km` }))}
      />
      <Select
        name="service"
        label={m.service}
        value={values.service}
        options={[
          { value: '', label: m.anyService },
          ...SERVICES.map((value) => ({ value, label: labels.services[value] })),
        ]}
      />
      <Select
        name="accessibility"
        label={m.accessibility}
        value={values.accessibility}
        options={[
          { value: '', label: m.anyAccessibility },
          ...ACCESSIBILITY.map((value) => ({ value, label: labels.accessibility[value] })),
        ]}
      />
      {values.department ? (
        <input type="hidden" name="department" value={values.department} />
      ) : null}
      <Button>{m.search}</Button>
    </GetForm>
  );
}

function Cards({ found }: { readonly found: readonly FoundSpace[] }) {
  const { publicTexts: m, labels } = texts(useFrame().lang);
  return (
    <ResultList>
      {found.map(({ space, km }) => (
        <ResultCard
          key={space.id}
          href={`/spaces/${space.id}`}
          title={space.name}
          facts={[townOf(space), ...(km === null ? [] : [m.km(km)])].join(' · ')}
        >
          <p>{wordsOf(labels.services, space.services)}</p>
        </ResultCard>
      ))}
    </ResultList>
  );
}

/** Where else one may want to go from here. */
function Ways() {
  const { lang, actor } = useFrame();
  const { publicTexts: m, mine, manage } = texts(lang);
  const ways = [
    ...(actor.kind === 'person' ? [['/spaces/mine', mine.link] as const] : []),
    ...(holdsRole(actor, ...DESK_ROLES) ? [['/spaces/manage', manage.title] as const] : []),
    ['/spaces.csv', m.csv] as const,
  ];
  return (
    <ul class="govuk-list">
      {ways.map(([href, text]) => (
        <li key={href}>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A picture beside the list, which says it all. */
function MapPart({ map, found, href }: SpaceListProps) {
  const { publicTexts: m } = texts(useFrame().lang);
  if (map.kind === 'country') {
    const values = [...map.counts].map(([code, value]) => ({ code, value }));
    return (
      <DepartmentMap
        title={m.mapTitle}
        values={values}
        valueLabel={m.mapValue}
        href={(code) => href({ department: code })}
      />
    );
  }
  const centre = map.kind === 'near' ? communeByCode(map.communeCode) : undefined;
  if (map.kind !== 'near' || !centre) return null;
  const sites = found.flatMap(({ space }) => {
    const at = communeByCode(space.communeCode);
    return at ? [{ name: space.name, latitude: at.latitude, longitude: at.longitude }] : [];
  });
  return (
    <ZoneMap
      title={m.nearMap(centre.name)}
      zone={{ kind: 'circle', centre, radiusKm: map.radiusKm }}
      sites={sites}
      calm
    />
  );
}
