import { useFrame } from '#platform/http/frame.ts';
import { Details } from '#platform/ui/details/details.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Pagination } from '#platform/ui/pagination/pagination.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { LogFault } from '../domain/log-check.ts';
import { texts } from '../messages/index.ts';
import type { Crisis } from '../queries/crises.ts';
import type { SealedEntry } from '../queries/log.ts';
import type { LogVerdict } from '../situation-log.ts';
import { PrintedPages } from './printed-pages.tsx';
import { logText } from './words.tsx';

type LogTexts = ReturnType<typeof texts>['crisis']['log'];
const FILE_NAME = 'main-courante';

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
        {verdict.intact ? (
          <p>{m.intact(verdict.length)}</p>
        ) : (
          <>
            <p>{m.broken}</p>
            <ul>
              {verdict.faults.slice(0, 20).map((fault) => (
                <li key={`${fault.kind}${fault.number}`}>{faultText(m, fault)}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
      <PrintedPages title={m.title_of(crisis.title)} />
      <div class="rf-no-print">
        <Details summary={m.check}>
          <p>{m.check_how}</p>
          <p>
            <code>bin/renfort crises log verify {crisis.id}</code>
          </p>
          <p>{m.check_file}</p>
          <p>
            <code>bin/renfort crises log verify --file {FILE_NAME}.jsonl</code>
          </p>
          {verdict.intact ? (
            <p>
              {m.check_seal}{' '}
              <code class="rf-seal">
                {verdict.length}:{verdict.seal}
              </code>
            </p>
          ) : null}
        </Details>
        <p>
          {m.download} <a href={`/crises/${crisis.id}/log.csv`}>CSV</a>,{' '}
          <a href={`/crises/${crisis.id}/log.jsonl`}>{m.json_lines}</a>
        </p>
      </div>
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

function faultText(m: LogTexts, fault: LogFault): string {
  if (fault.kind === 'removed') return m.faults.removed(fault.number, fault.last);
  if (fault.kind === 'moved') return m.faults.moved(fault.number, fault.was);
  return m.faults[fault.kind](fault.number);
}
