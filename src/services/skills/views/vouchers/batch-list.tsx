import { useFrame } from '#platform/http/frame.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { committed } from '../../domain/vouchers/ledger.ts';
import { texts } from '../../messages/index.ts';
import type { CountedBatch } from '../../queries/vouchers.ts';
import { euros } from '../money.ts';

export interface BatchListProps {
  readonly batches: readonly CountedBatch[];
  readonly manages: boolean;
}

/** Who pays for whom, with what is left of each budget. */
export function BatchList({ batches, manages }: BatchListProps) {
  const { lang } = useFrame();
  const m = texts(lang).vouchers;
  const add = manages ? <Button href="/vouchers/new">{m.add}</Button> : null;
  if (batches.length === 0) {
    return (
      <EmptyState title={m.none} action={add}>
        <p>{m.noneText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {add}
      <Table
        caption={m.title}
        captionHidden
        columns={[
          { key: 'funder', label: m.funder },
          { key: 'until', label: m.untilDay },
          { key: 'issued', label: m.counts.issued, numeric: true },
          { key: 'used', label: m.counts.used, numeric: true },
          { key: 'budget', label: m.budget, numeric: true },
        ]}
        rows={batches.map(({ id, funder, until, counts, budgetCents, valueCents }) => ({
          key: id,
          cells: [
            <a href={`/vouchers/${id}`}>{funder}</a>,
            <Time at={localDate(until)} />,
            counts.issued,
            counts.used,
            m.budgetLeft(
              euros(lang, budgetCents - committed(valueCents, counts)),
              euros(lang, budgetCents),
            ),
          ],
        }))}
      />
    </>
  );
}
