import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { zoneOfCrisis } from '../crisis-zone.ts';
import { texts } from '../messages/index.ts';
import type { CrisisSummary } from '../queries/crises.ts';
import { momentText } from '../shift-text.ts';
import { CRISIS_TONES, departmentsText, hazardText } from './words.tsx';

export interface CrisisListProps {
  readonly crises: readonly CrisisSummary[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly mayCreate: boolean;
}

export function CrisisList({ crises, total, page, pages, mayCreate }: CrisisListProps) {
  const { lang } = useFrame();
  const m = texts(lang).crisis;
  const create = mayCreate ? <Button href="/crises/new">{m.list.create}</Button> : null;
  if (total === 0) {
    return (
      <EmptyState title={m.list.none_title} action={create}>
        <p>{m.list.none}</p>
        <p>
          <a href="/crises/alerts">{m.list.alerts}</a>
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      <p>{create}</p>
      <ListHead count={total} what={m.list.count(total)}>
        <a href="/crises/alerts">{m.list.alerts}</a>
      </ListHead>
      <Table
        caption={m.list.title}
        captionHidden
        columns={[
          { key: 'title', label: m.list.columns.title },
          { key: 'where', label: m.list.columns.where },
          { key: 'state', label: m.list.columns.state },
          { key: 'filled', label: m.list.columns.filled, numeric: true },
          { key: 'since', label: m.list.columns.since },
        ]}
        rows={crises.map((one) => ({
          key: one.id,
          cells: [
            <>
              <a href={`/crises/${one.id}`}>{one.title}</a>
              <br />
              <span class="rf-soft">{hazardText(lang, one.hazard)}</span>
            </>,
            departmentsText(one.departments),
            <>
              <Tag tone={CRISIS_TONES[one.status]}>{m.states[one.status]}</Tag>{' '}
              {one.exercise ? <Tag tone="caution">{m.exercise}</Tag> : null}
            </>,
            <Filled key="filled" {...one} />,
            <Time key="since" at={one.createdAt} relative />,
          ],
        }))}
      />
      <Pagination page={page} pages={pages} href={(n) => `/crises?page=${n}`} />
    </>
  );
}

/** "2 / 44", and under it how many are still to find, by when. */
function Filled(one: CrisisSummary) {
  const { lang, now } = useFrame();
  const m = texts(lang).crisis.list;
  if (one.places === 0) return <span class="rf-soft">{m.no_need}</span>;
  const waiting = one.status === 'active' && one.missing > 0 && one.deadline;
  return (
    <>
      <strong>
        {one.confirmed} / {one.places}
      </strong>
      {waiting ? (
        <>
          <br />
          <span class="rf-list-missing">
            {m.missing(one.missing, momentText(lang, waiting, now, zoneOfCrisis(one)))}
          </span>
        </>
      ) : null}
    </>
  );
}
