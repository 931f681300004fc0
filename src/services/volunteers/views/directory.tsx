import { useFrame } from '#platform/http/frame.ts';
import { ageOn, localDate } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { Icon } from '#platform/ui/icon/icon.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { communeLabel } from '../actions/commune-choice.ts';
import type { DirectorySearch, DirectoryPage as Found } from '../actions/directory.ts';
import { CERTIFICATE_KINDS, SKILLS } from '../domain/skill-referential.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import type { ListedVolunteer } from '../queries/directory.ts';
import { STATUS_TONES } from './profile.tsx';

const SHOWN_ABILITIES = 4;

export interface DirectoryProps {
  readonly search: DirectorySearch;
  readonly found: Found;
  readonly query: (changes: Readonly<Record<string, string>>) => string;
}

export function DirectoryPage({ search, found, query }: DirectoryProps) {
  const { staff: m, duplicates } = texts(useFrame().lang);
  return (
    <>
      <SearchForm search={search} />
      {found.communeUnknown ? (
        <Notice tone="caution">
          <p>{m.communeUnknown}</p>
        </Notice>
      ) : null}
      {found.people.length === 0 ? (
        <EmptyState title={m.notFoundTitle}>
          <p>{m.notFoundText}</p>
        </EmptyState>
      ) : (
        <>
          <ListHead count={found.count} what={m.found(found.count)}>
            <a href={`/volunteers/export.csv${query({ page: '' })}`}>
              <Icon name="download" /> {m.exportCsv}
            </a>
            <a href="/volunteers/duplicates">{duplicates.title}</a>
          </ListHead>
          <PeopleTable people={found.people} />
          <Pagination
            page={found.page}
            pages={found.pages}
            href={(page) => `/volunteers${query({ page: String(page) })}`}
          />
        </>
      )}
    </>
  );
}

function SearchForm({ search }: { readonly search: DirectorySearch }) {
  const { lang } = useFrame();
  const { staff: m, labels } = texts(lang);
  const abilities = [...CERTIFICATE_KINDS, ...SKILLS]
    .map(({ id }) => ({ value: String(id), label: abilityLabel(lang, id) }))
    .sort((a, b) => a.label.localeCompare(b.label, lang));
  const statuses = (['active', 'paused', 'dormant', 'draft'] as const).map((value) => ({
    value,
    label: labels.volunteerStatuses[value],
  }));
  return (
    <div class="rf-no-print">
      <GetForm action="/volunteers">
        <TextField name="q" label={m.query} type="search" value={search.q} width="medium" />
        <TextField name="commune" label={m.commune} value={search.commune} width="medium" />
        <Select
          name="ability"
          label={m.ability}
          options={[{ value: '', label: m.anyAbility }, ...abilities]}
          value={search.ability}
        />
        <Select
          name="status"
          label={m.status}
          options={[{ value: '', label: m.anyStatus }, ...statuses]}
          value={search.status}
        />
        <Button>{m.search}</Button>
      </GetForm>
    </div>
  );
}

function PeopleTable({ people }: { readonly people: readonly ListedVolunteer[] }) {
  const { lang, now } = useFrame();
  const { staff: m, labels } = texts(lang);
  const today = localDate(now);
  return (
    <Table
      caption={m.title}
      captionHidden
      dense
      columns={[
        { key: 'name', label: m.columns.name },
        { key: 'commune', label: m.columns.commune },
        { key: 'age', label: m.columns.age },
        { key: 'abilities', label: m.columns.abilities },
        { key: 'status', label: m.columns.status },
        { key: 'crisis', label: m.columns.crisis },
      ]}
      rows={people.map((person) => ({
        key: person.id,
        cells: [
          <a class="govuk-link" key="name" href={`/volunteers/${person.id}`}>
            {person.lastName} {person.firstName}
          </a>,
          communeLabel(person.communeCode) || m.unknown,
          person.birthDate ? m.years(ageOn(person.birthDate, today)) : m.unknown,
          abilitiesText(lang, person.abilities),
          <Tag key="status" tone={STATUS_TONES[person.status]}>
            {labels.volunteerStatuses[person.status]}
          </Tag>,
          callable(lang, person),
        ],
      }))}
    />
  );
}

function callable(lang: 'fr' | 'en', person: ListedVolunteer): string {
  const m = texts(lang).staff.callable;
  if (!person.consents.crisis) return m.no;
  return person.reachable ? m.yes : m.unreachable;
}

function abilitiesText(lang: 'fr' | 'en', ids: readonly number[]): string {
  const m = texts(lang).staff;
  const shown = ids.slice(0, SHOWN_ABILITIES).map((id) => abilityLabel(lang, id));
  const rest = ids.length - shown.length;
  return [...shown, ...(rest > 0 ? [m.more(rest)] : [])].join(', ');
}
