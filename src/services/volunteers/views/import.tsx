import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import type { ImportReport } from '../actions/import.ts';
import type { ImportField } from '../import/columns.ts';
import { headerOf } from '../import/report.ts';
import { texts } from '../messages/index.ts';

const SHOWN_REJECTED = 100;

export interface ImportProps {
  readonly report: ImportReport | undefined;
  readonly dryRun: boolean;
  readonly error: string | undefined;
}

export function ImportPage({ report, dryRun, error }: ImportProps) {
  const { staff: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'file', message: error }] : []} />
      {report ? <ReportSection report={report} dryRun={dryRun} /> : null}
      <Form multipart>
        <FileField
          name="file"
          label={m.importFile}
          hint={m.importFileHint}
          accept=".csv,.txt,text/csv"
          error={error}
        />
        <Radios
          name="mode"
          legend={m.importMode}
          items={(['dry', 'report', 'real'] as const).map((value) => ({
            value,
            label: m.importModes[value],
          }))}
          value={report && dryRun && report.rejected.length === 0 ? 'real' : 'dry'}
        />
        <Checkbox name="verified" label={m.importVerified} hint={m.importVerifiedHint} />
        <Button>{m.importButton}</Button>
      </Form>
    </>
  );
}

function ReportSection({
  report,
  dryRun,
}: {
  readonly report: ImportReport;
  readonly dryRun: boolean;
}) {
  const { lang } = useFrame();
  const { staff: m } = texts(lang);
  const number = (n: number) => formatNumber(lang, n);
  return (
    <>
      <Notice
        tone={report.rejected.length > 0 ? 'caution' : 'success'}
        title={m.importDone(number(report.lines))}
      >
        {dryRun ? <p>{m.importDry}</p> : null}
      </Notice>
      <SummaryList
        rows={[
          { key: m.importCounts.created, value: number(report.created) },
          { key: m.importCounts.updated, value: number(report.updated) },
          { key: m.importCounts.duplicates, value: number(report.duplicates) },
          { key: m.importCounts.rejected, value: number(report.rejected.length) },
        ]}
      />
      <Table
        caption={m.importMapping}
        columns={[
          { key: 'header', label: m.importHeader },
          { key: 'field', label: m.importField },
        ]}
        rows={report.source.headers.map((header, index) => ({
          key: `${index}`,
          cells: [header, fieldText(lang, report, index)],
        }))}
      />
      {report.rejected.length > 0 ? (
        <>
          <Table
            caption={m.importRejected}
            columns={[
              { key: 'line', label: m.importLine, numeric: true },
              { key: 'column', label: m.importColumn },
              { key: 'value', label: m.importValue },
              { key: 'cause', label: m.importCause },
            ]}
            rows={report.rejected.slice(0, SHOWN_REJECTED).map((item) => ({
              key: `${item.line}`,
              cells: [
                item.line,
                item.field ? headerOf(report, item.field) : '',
                item.value,
                m.importCauses[item.cause],
              ],
            }))}
          />
          {report.rejected.length > SHOWN_REJECTED ? (
            <p class="govuk-hint">{m.importRejectedMore(SHOWN_REJECTED)}</p>
          ) : null}
        </>
      ) : null}
    </>
  );
}

function fieldText(lang: 'fr' | 'en', report: ImportReport, index: number): string {
  const m = texts(lang).staff;
  const found = Object.entries(report.mapping).find(([, at]) => at === index);
  return found ? m.importFields[found[0] as ImportField] : m.importIgnored;
}
