import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import type { KeptProgress } from '../actions/import-run.ts';
import { headerOf, type MappedSource } from '../import/report.ts';
import { texts } from '../messages/index.ts';
import type { ImportRun } from '../queries/import-run.ts';
import { RemoveForm } from './import.tsx';

const SHOWN = 20;

export interface ReportProps {
  readonly run: ImportRun;
  readonly progress: KeptProgress | undefined;
  /** Undefined once the file is gone. */
  readonly mapped: MappedSource | undefined;
  /** Said above, when the list is not where its owner thought. */
  readonly error: string | undefined;
}

/** What a trial found, or what an import did; then what to do next. */
export function ReportPage({ run, progress, mapped, error }: ReportProps) {
  const { lang } = useFrame();
  const { staff: m } = texts(lang);
  const isTrial = run.state === 'checked';
  const writes = progress ? progress.created + progress.updated - progress.same : 0;
  return (
    <>
      {error ? (
        <Notice tone="caution" title={run.state === 'failed' ? m.importFailedTitle : undefined}>
          <p>{error}</p>
        </Notice>
      ) : null}
      {isTrial ? <p class="govuk-caption-l">{m.importStep(2)}</p> : null}
      {isTrial ? <h2 class="govuk-heading-m">{m.importTrial}</h2> : null}
      {run.state === 'done' ? (
        <Notice tone="success" title={m.importFinished}>
          <p>{run.fileName}</p>
        </Notice>
      ) : null}
      {progress && run.state !== 'failed' ? <Counts progress={progress} /> : null}
      {progress && mapped ? <Lines run={run} progress={progress} mapped={mapped} /> : null}
      {run.fileId === null ? <p class="govuk-body">{m.importGone}</p> : null}
      {isTrial && writes > 0 ? (
        <Form action={`/volunteers/import/${run.id}/confirm`}>
          <Button>{m.importConfirm(formatNumber(lang, writes))}</Button>
        </Form>
      ) : null}
      {isTrial && writes <= 0 ? <p class="govuk-body">{m.importNothing}</p> : null}
      {(isTrial || run.state === 'failed') && run.fileId !== null ? (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={`/volunteers/import/${run.id}?columns=1`}>
              {m.importChange}
            </a>
          </p>
          <RemoveForm run={run} />
        </>
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href="/volunteers/import">
            {m.importAgain}
          </a>
        </p>
      )}
    </>
  );
}

function Counts({ progress }: { readonly progress: KeptProgress }) {
  const { lang } = useFrame();
  const { staff: m } = texts(lang);
  const { created, updated, same, duplicates, rejectedCount, differingCount } = progress;
  const counts = {
    created,
    completed: updated - same - differingCount,
    same,
    differing: differingCount,
    duplicates,
    rejected: rejectedCount,
  };
  return (
    <SummaryList
      rows={(Object.keys(counts) as (keyof typeof counts)[]).map((key) => ({
        key: m.importCounts[key],
        value: formatNumber(lang, counts[key]),
      }))}
    />
  );
}

function Lines({
  run,
  progress,
  mapped,
}: Required<Pick<ReportProps, 'run'>> & {
  readonly progress: KeptProgress;
  readonly mapped: MappedSource;
}) {
  const { staff: m } = texts(useFrame().lang);
  const { rejected, differing } = progress;
  if (rejected.length + differing.length === 0) return null;
  return (
    <>
      {rejected.length > 0 ? (
        <Table
          caption={m.importRejected}
          columns={[
            { key: 'line', label: m.importLine, numeric: true },
            { key: 'column', label: m.importColumn },
            { key: 'value', label: m.importValue },
            { key: 'cause', label: m.importCause },
          ]}
          rows={rejected.slice(0, SHOWN).map((item) => ({
            key: `${item.line}`,
            cells: [
              item.line,
              item.field ? headerOf(mapped, item.field) : '',
              item.value,
              m.importCauses[item.cause],
            ],
          }))}
        />
      ) : null}
      {differing.length > 0 ? (
        <Table
          caption={m.importDiffering}
          columns={[
            { key: 'line', label: m.importLine, numeric: true },
            { key: 'fields', label: m.importColumn },
          ]}
          rows={differing.slice(0, SHOWN).map((item) => ({
            key: `${item.line}`,
            cells: [item.line, item.fields.map((field) => m.importFields[field]).join(', ')],
          }))}
        />
      ) : null}
      {rejected.length > SHOWN || differing.length > SHOWN ? (
        <p class="govuk-hint">{m.importRejectedMore(SHOWN)}</p>
      ) : null}
      <p class="govuk-body">
        <a class="govuk-link" href={`/volunteers/import/${run.id}/rejected.csv`}>
          {m.importCsv}
        </a>
      </p>
    </>
  );
}
