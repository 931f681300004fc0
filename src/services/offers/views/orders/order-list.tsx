import { useFrame } from '#platform/http/frame.ts';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { FilterLinks, ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { orderTexts } from '../../messages/orders/index.ts';
import type { OrderRow } from '../../queries/orders.ts';
import { euros } from '../price.tsx';
import { toneOf } from './state-tone.ts';

export interface OrderListProps {
  readonly rows: readonly (OrderRow & { readonly association: string })[];
  readonly total: number;
  readonly ended: boolean;
  readonly page: number;
  readonly pages: number;
}

export function OrderList({ rows, total, ended, page, pages }: OrderListProps) {
  const { lang } = useFrame();
  const m = orderTexts(lang);
  const href = (show: 'open' | 'ended', number = 1) => `/orders?show=${show}&page=${number}`;
  return (
    <>
      <FilterLinks
        label={m.state}
        items={[
          { href: href('open'), text: m.open, current: !ended },
          { href: href('ended'), text: m.ended, current: ended },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title={m.nothing}>
          <p>{m.nothingHelp}</p>
          <p>
            <a class="govuk-link" href="/offers">
              {m.toCatalogue}
            </a>
          </p>
        </EmptyState>
      ) : (
        <>
          <ListHead count={total} what={m.count(total)} />
          <Table
            caption={m.title}
            captionHidden
            dense
            columns={[
              { key: 'reference', label: m.reference },
              { key: 'association', label: m.association },
              { key: 'products', label: m.products },
              { key: 'seats', label: m.seats, numeric: true },
              { key: 'net', label: m.net, numeric: true },
              { key: 'state', label: m.state },
              { key: 'since', label: m.since },
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <a class="govuk-link" href={`/orders/${row.id}`}>
                  {row.reference}
                </a>,
                row.association,
                row.products,
                String(row.seats),
                euros(lang, row.net),
                <Tag tone={toneOf(row.state)}>{m.states[row.state]}</Tag>,
                <Time at={row.stateSince} format="date" />,
              ],
            }))}
          />
          <Pagination
            page={page}
            pages={pages}
            href={(number) => href(ended ? 'ended' : 'open', number)}
          />
        </>
      )}
    </>
  );
}
