import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { distributorTexts } from '../../messages/distributors/index.ts';
import type { DistributorRow } from '../../queries/distributors.ts';
import { DISTRIBUTOR_TONES } from './tones.ts';

export interface DistributorListProps {
  readonly rows: readonly DistributorRow[];
  readonly values: Readonly<Record<string, string>>;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
}

export function DistributorList({ rows, values, errors }: DistributorListProps) {
  const { lang } = useFrame();
  const m = distributorTexts(lang);
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={m.nothing}>
          <p>{m.nothingHelp}</p>
        </EmptyState>
      ) : (
        <>
          <ListHead count={rows.length} what={m.count(rows.length)} />
          <Table
            caption={m.title}
            captionHidden
            dense
            columns={[
              { key: 'name', label: m.name },
              { key: 'state', label: m.state },
              { key: 'products', label: m.productsSold, numeric: true },
              { key: 'orders', label: m.openOrders, numeric: true },
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <a class="govuk-link" href={`/distributors/${row.id}`}>
                  {row.name}
                </a>,
                <Tag tone={DISTRIBUTOR_TONES[row.state]}>{m.states[row.state]}</Tag>,
                formatNumber(lang, row.products),
                formatNumber(lang, row.openOrders),
              ],
            }))}
          />
        </>
      )}
      <section>
        <h2 class="govuk-heading-m">{m.add}</h2>
        <Form action="/distributors">
          <TextField name="name" label={m.name} value={values.name} error={errors.name} />
          <TextField
            name="email"
            type="email"
            label={m.email}
            hint={m.emailHelp}
            value={values.email}
            error={errors.email}
          />
          <TextField
            name="siren"
            label={m.siren}
            width="medium"
            inputmode="numeric"
            value={values.siren}
            error={errors.siren}
          />
          <TextField
            name="website"
            type="url"
            label={m.website}
            value={values.website}
            error={errors.website}
          />
          <Button>{m.addButton}</Button>
        </Form>
      </section>
    </>
  );
}
