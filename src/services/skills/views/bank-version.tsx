import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import type { DraftComparison } from '../bank/recalibrate-bank.ts';
import { texts } from '../messages/index.ts';

export interface BankVersionPageProps {
  readonly draft: DraftComparison;
  readonly adopted: boolean;
  readonly problem?: string | undefined;
}

/** A version beside the one in use: look before adopting. */
export function BankVersionPage({ draft, adopted, problem }: BankVersionPageProps) {
  const m = texts(useFrame().lang).bank;
  const { version, comparison, calibrated, items } = draft;
  const list = (ids: readonly string[]) => (ids.length === 0 ? m.none : ids.join(', '));
  return (
    <>
      {adopted ? (
        <Notice tone="success">
          <p>{m.adoptedNow}</p>
        </Notice>
      ) : null}
      {problem ? (
        <Notice tone="caution">
          <p>{problem}</p>
        </Notice>
      ) : null}
      <p>{m.measured(calibrated, items)}</p>
      <SummaryList
        rows={[
          { key: m.added, value: list(comparison.added) },
          { key: m.dropped, value: list(comparison.dropped) },
        ]}
      />
      {comparison.moved.length > 0 ? (
        <Table
          caption={m.moved}
          columns={[
            { key: 'item', label: m.columns.item },
            { key: 'by', label: m.movedBy, numeric: true },
          ]}
          rows={comparison.moved.map(({ id, by }) => ({
            key: id,
            cells: [id, m.points(Math.round(by * 100))],
          }))}
        />
      ) : null}
      {version.state === 'draft' ? (
        <Form action={`/admin/bank/${version.number}/adopt`}>
          <p>{m.adoptText}</p>
          <Button>{m.adopt}</Button>
        </Form>
      ) : null}
    </>
  );
}
