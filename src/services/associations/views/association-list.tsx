import { departments } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { THEMES } from '../domain/themes.ts';
import { claimTexts, texts } from '../messages/index.ts';
import type { SearchRow } from '../queries/search.ts';

export interface AssociationListProps {
  readonly q: string;
  readonly department: string;
  /** As typed. */
  readonly commune: string;
  /** It is not one that we know. */
  readonly communeUnknown: boolean;
  readonly theme: string;
  readonly rows: readonly (SearchRow & { readonly commune: string })[];
  readonly total: number;
  readonly more: boolean;
  readonly page: number;
  readonly pages: number;
}

export function AssociationList(props: AssociationListProps) {
  const { q, department, commune, communeUnknown, theme, rows, total, more, page, pages } = props;
  const { lang, actor } = useFrame();
  const m = texts(lang);
  const href = (number: number) =>
    `/associations?${new URLSearchParams({ q, department, commune, theme, page: String(number) })}`;
  return (
    <>
      <GetForm action="/associations">
        <TextField
          name="q"
          label={m.query}
          hint={m.queryHint}
          value={q}
          type="search"
          width="full"
        />
        <TextField
          name="commune"
          label={m.communeFilter}
          hint={m.communeHint}
          value={commune}
          error={communeUnknown ? m.communeUnknown : undefined}
        />
        <Select
          name="department"
          label={m.department}
          value={department}
          options={[
            { value: '', label: m.anyDepartment },
            ...departments().map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
          ]}
        />
        <Select
          name="theme"
          label={m.theme}
          value={theme}
          options={[
            { value: '', label: m.anyTheme },
            ...THEMES.map((code) => ({ value: code, label: m.themes[code] })),
          ]}
        />
        <Button>{m.search}</Button>
      </GetForm>
      {actor.kind === 'person' ? (
        <p>
          <a class="govuk-link" href="/claims">
            {claimTexts(lang).mineTitle}
          </a>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={m.nothing}>
          <p>{m.nothingHelp}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={more ? m.countOver(total) : m.count(total)}
            columns={[
              { key: 'name', label: m.name },
              { key: 'commune', label: m.commune },
              { key: 'number', label: m.number },
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <>
                  <a class="govuk-link" href={`/associations/${row.id}`}>
                    {row.name}
                  </a>
                  {row.ended ? (
                    <>
                      {' '}
                      <Tag tone="neutral">{m.endedTag}</Tag>
                    </>
                  ) : null}
                </>,
                row.department === '' ? row.commune : `${row.commune} (${row.department})`,
                row.rna ?? row.siren ?? row.localRegister ?? row.legacyNumber ?? '',
              ],
            }))}
          />
          <Pagination page={page} pages={pages} href={href} />
        </>
      )}
    </>
  );
}
