import { departments } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { texts } from '../messages/index.ts';
import type { Organisation } from '../queries.ts';

export interface AssociationListProps {
  readonly q: string;
  readonly department: string;
  readonly rows: readonly (Organisation & { readonly commune: string })[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export function AssociationList({ q, department, rows, total, page, pages }: AssociationListProps) {
  const m = texts(useFrame().lang);
  const href = (number: number) =>
    `/associations?${new URLSearchParams({ q, department, page: String(number) })}`;
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
        <Select
          name="department"
          label={m.department}
          value={department}
          options={[
            { value: '', label: m.anyDepartment },
            ...departments().map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
          ]}
        />
        <Button>{m.search}</Button>
      </GetForm>
      {rows.length === 0 ? (
        <EmptyState title={m.nothing}>
          <p>{m.nothingHelp}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={m.count(total)}
            columns={[
              { key: 'name', label: m.name },
              { key: 'commune', label: m.commune },
              { key: 'number', label: m.number },
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <a class="govuk-link" href={`/associations/${row.id}`}>
                  {row.name}
                </a>,
                `${row.commune} (${row.department})`,
                row.rna ?? row.siren ?? row.localRegister ?? '',
              ],
            }))}
          />
          <Pagination page={page} pages={pages} href={href} />
        </>
      )}
    </>
  );
}
