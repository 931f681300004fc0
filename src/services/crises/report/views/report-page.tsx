import { useFrame } from '#platform/http/frame.ts';
import { BarChart } from '#platform/ui/bar-chart/bar-chart.tsx';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { GetForm } from '#platform/ui/form/form.tsx';
import { formatPercent } from '#platform/ui/format.ts';
import { LineChart } from '#platform/ui/line-chart/line-chart.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Select } from '#platform/ui/select/select.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { zoneOfCrisis } from '../../crisis-zone.ts';
import type { Comparable } from '../../queries/report.ts';
import { momentText } from '../../shift-text.ts';
import { PrintedPages } from '../../views/printed-pages.tsx';
import { isOver, logText } from '../../views/words.tsx';
import { exclusionLines, figuresOf, needsTable } from '../figures.ts';
import type { LoadedReport } from '../load.ts';
import { reportTexts } from '../messages/index.ts';

export interface ReportPageProps {
  readonly loaded: LoadedReport;
  readonly comparable: readonly Comparable[];
  readonly other: LoadedReport | undefined;
  readonly problem: string | undefined;
  /** May read who came: the list of arrivals, the hours. */
  readonly mayReadPeople: boolean;
}

export function ReportPage(props: ReportPageProps) {
  const { loaded, mayReadPeople, problem } = props;
  const { crisis, report } = loaded;
  const { lang } = useFrame();
  const m = reportTexts(lang);
  const figures = figuresOf(lang, report);
  const needs = needsTable(lang, report.needs);
  return (
    <>
      <PrintedPages title={m.title(crisis.title)} />
      {problem ? <Notice tone="crisis">{problem}</Notice> : null}
      {isOver(crisis) ? null : <Notice tone="info">{m.lead_running}</Notice>}
      <section aria-label={m.in_figures}>
        <Numbers>
          {figures.map(({ key, label, value }) => (
            <BigNumber key={key} value={value} label={label} />
          ))}
        </Numbers>
      </section>
      <nav class="rf-no-print" aria-label={m.downloads}>
        <ul>
          <li>
            <a
              href={`/crises/${crisis.id}/report.pdf${props.other ? `?with=${props.other.crisis.id}` : ''}`}
            >
              {m.pdf}
            </a>
          </li>
          {mayReadPeople ? (
            <>
              <li>
                <a href={`/crises/${crisis.id}/ics211.csv`}>{m.ics211}</a>
              </li>
              <li>
                <a href={`/crises/${crisis.id}/hours`}>{m.to_hours}</a>
              </li>
            </>
          ) : null}
          <li>
            <a href={`/crises/${crisis.id}/log`}>{m.to_log}</a>
          </li>
        </ul>
      </nav>
      <Latency {...loaded} />
      <h2>{m.needs.title}</h2>
      {needs.rows.length === 0 ? (
        <p>{m.needs.none}</p>
      ) : (
        <Table
          caption={m.needs.title}
          captionHidden
          dense
          columns={needs.columns.map((column) => ({ key: column.label, ...column }))}
          rows={needs.rows.map((cells, index) => ({
            key: report.needs[index]?.need.id ?? '',
            cells,
          }))}
        />
      )}
      <OnSite {...loaded} />
      <h2>{m.exclusions.title}</h2>
      {report.exclusions.length === 0 ? (
        <p>{m.exclusions.none}</p>
      ) : (
        <BarChart title={m.exclusions.title} items={exclusionLines(lang, report)} />
      )}
      <Decisions {...loaded} />
      <Comparison {...props} />
    </>
  );
}

function Latency({ report }: LoadedReport) {
  const { lang } = useFrame();
  const m = reportTexts(lang).latency;
  // Marks after the last answer say nothing more.
  const last = report.latency.findIndex(({ share }) => share >= 1);
  const marks = last < 0 ? report.latency : report.latency.slice(0, last + 1);
  return (
    <>
      <h2>{m.title}</h2>
      {report.medianMinutes === null ? (
        <p>{m.none}</p>
      ) : (
        <LineChart
          title={m.title}
          xLabel={m.x}
          yLabel={m.y}
          maxY={1}
          formatY={(y) => formatPercent(lang, y)}
          series={[
            { label: m.y, points: marks.map(({ minutes, share }) => ({ x: minutes, y: share })) },
          ]}
        />
      )}
    </>
  );
}

function OnSite({ crisis, report }: LoadedReport) {
  const { lang, now } = useFrame();
  const m = reportTexts(lang).presence;
  const { curve } = report.presence;
  return (
    <>
      <h2>{m.title}</h2>
      {curve.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <LineChart
          title={m.title}
          xLabel={m.x}
          yLabel={m.y}
          formatX={(x) => momentText(lang, new Date(x), now, zoneOfCrisis(crisis))}
          series={[
            { label: m.y, points: curve.map(({ at, people }) => ({ x: at.getTime(), y: people })) },
          ]}
        />
      )}
    </>
  );
}

function Decisions({ crisis, report, entries, authors }: LoadedReport) {
  const { lang } = useFrame();
  const m = reportTexts(lang).decisions;
  return (
    <>
      <h2>{m.title}</h2>
      {report.decisions.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <Table
          caption={m.title}
          captionHidden
          dense
          columns={[
            { key: 'at', label: m.at },
            { key: 'what', label: m.what },
            { key: 'who', label: m.who },
          ]}
          rows={report.decisions.map(({ number, at, author }) => {
            const entry = entries.get(number);
            const said = entry && entry.kind !== 'note' && entry.text ? ` (${entry.text})` : '';
            return {
              key: String(number),
              cells: [
                <Time key="at" at={at} timeZone={zoneOfCrisis(crisis)} />,
                entry ? logText(lang, entry) + said : '',
                authors.get(author ?? '') ?? m.somebody,
              ],
            };
          })}
        />
      )}
    </>
  );
}

function Comparison({ loaded, other, comparable }: ReportPageProps) {
  const { lang } = useFrame();
  const m = reportTexts(lang);
  const titled = ({ title, exercise, createdAt }: Comparable) =>
    `${exercise ? `${m.exercise} · ` : ''}${title} (${createdAt.toISOString().slice(0, 10)})`;
  if (comparable.length === 0) {
    return (
      <>
        <h2 id="compare">{m.compare.title}</h2>
        <p>{m.compare.none}</p>
      </>
    );
  }
  const theirs = other && figuresOf(lang, other.report);
  return (
    <>
      <h2 id="compare">{m.compare.title}</h2>
      <GetForm action={`/crises/${loaded.crisis.id}/report#compare`}>
        <Select
          name="with"
          label={m.compare.with}
          value={other?.crisis.id ?? ''}
          options={[
            { value: '', label: m.compare.choose },
            ...comparable.map((one) => ({ value: one.id, label: titled(one) })),
          ]}
        />
        <Button variant="secondary">{m.compare.button}</Button>
      </GetForm>
      {other && theirs ? (
        <Table
          caption={m.compare.title}
          captionHidden
          dense
          columns={[
            { key: 'figure', label: m.figure },
            { key: 'here', label: m.compare.here, numeric: true },
            { key: 'there', label: titled(other.crisis), numeric: true },
          ]}
          rows={figuresOf(lang, loaded.report).map(({ key, label, value }, index) => ({
            key,
            cells: [label, value, theirs[index]?.value ?? ''],
          }))}
        />
      ) : null}
    </>
  );
}
