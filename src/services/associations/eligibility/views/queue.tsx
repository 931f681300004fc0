import { useFrame } from '#platform/http/frame.ts';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { DueDate } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { packVersion } from '../../domain/eligibility/index.ts';
import { eligibilityTexts } from '../messages/index.ts';
import type { StoredDecision } from '../queries.ts';

export interface QueuePageProps {
  readonly waiting: readonly StoredDecision[];
  readonly page: number;
  readonly pages: number;
}

export function QueuePage({ waiting, page, pages }: QueuePageProps) {
  const { lang } = useFrame();
  const m = eligibilityTexts(lang);
  if (waiting.length === 0) {
    return (
      <EmptyState title={m.queueEmpty}>
        <p>{m.queueEmptyHelp}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        caption={m.queueTitle}
        captionHidden
        dense
        columns={[
          { key: 'name', label: m.columns.name },
          { key: 'state', label: m.columns.state },
          { key: 'programme', label: m.columns.programme },
          { key: 'due', label: m.columns.due },
        ]}
        rows={waiting.map((decision) => ({
          key: decision.id,
          cells: [
            <a key="name" class="govuk-link" href={`/eligibility/${decision.id}`}>
              {decision.organisationName}
            </a>,
            m.reviewStates[decision.state],
            packVersion(decision.pack, decision.version)?.title[lang] ?? decision.pack,
            <DueDate key="due" at={new Date(`${decision.dueOn}T21:59:59Z`)} />,
          ],
        }))}
      />
      <Pagination page={page} pages={pages} href={(n) => `/eligibility/queue?page=${n}`} />
    </>
  );
}
