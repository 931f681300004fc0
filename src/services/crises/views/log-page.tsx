import { useFrame } from '#platform/http/frame.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { texts } from '../messages/index.ts';
import type { Crisis } from '../queries/crises.ts';
import type { SealedEntry } from '../queries/log.ts';
import type { LogVerdict } from '../situation-log.ts';
import { PrintedPages } from './printed-pages.tsx';
import { logText } from './words.tsx';

export interface LogPageProps {
  readonly crisis: Crisis;
  readonly entries: readonly SealedEntry[];
  /** Names of the people who wrote, by account. */
  readonly authors: ReadonlyMap<string, string>;
  readonly verdict: LogVerdict;
  readonly page: number;
  readonly pages: number;
}

export function LogPage({ crisis, entries, authors, verdict, page, pages }: LogPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).crisis.log;
  return (
    <>
      <Notice tone={verdict.intact ? 'success' : 'crisis'}>
        <p>{verdict.intact ? m.intact(verdict.length) : m.broken(verdict.firstBroken)}</p>
      </Notice>
      <PrintedPages title={m.title_of(crisis.title)} />
      <div class="rf-log">
        <Table
          caption={m.title_of(crisis.title)}
          captionHidden
          dense
          columns={[
            { key: 'number', label: m.columns.number, numeric: true },
            { key: 'at', label: m.columns.at },
            { key: 'what', label: m.columns.what },
            { key: 'who', label: m.columns.who },
            { key: 'seal', label: m.columns.seal },
          ]}
          rows={entries.map((entry) => ({
            key: String(entry.number),
            cells: [
              String(entry.number),
              <Time key="at" at={entry.at} />,
              <>
                {logText(lang, entry)}
                {entry.text && entry.kind !== 'note' ? ` (${entry.text})` : null}
              </>,
              entry.author ? (authors.get(entry.author) ?? '') : m.by_itself,
              <span class="rf-seal" key="seal">
                {entry.hash.toString('hex').slice(0, 12)}
              </span>,
            ],
          }))}
        />
      </div>
      <Pagination page={page} pages={pages} href={(n) => `/crises/${crisis.id}/log?page=${n}`} />
    </>
  );
}
