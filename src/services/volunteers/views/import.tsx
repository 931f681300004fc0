import { useFrame } from '#platform/http/frame.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { FileField } from '#platform/ui/file-field/file-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { formatNumber } from '#platform/ui/format.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { Preview } from '../actions/import-run.ts';
import { IMPORT_FIELDS } from '../import/columns.ts';
import { texts } from '../messages/index.ts';
import type { ImportRun } from '../queries/import-run.ts';

export interface UploadProps {
  readonly runs: readonly ImportRun[];
  readonly error: string | undefined;
}

/** The upload, and where one's own lists are. */
export function UploadPage({ runs, error }: UploadProps) {
  const { staff: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'file', message: error }] : []} />
      <Form multipart>
        <FileField
          name="file"
          label={m.importFile}
          hint={m.importFileHint}
          accept=".csv,.txt,text/csv"
          error={error}
        />
        <Button>{m.importButton}</Button>
      </Form>
      <p class="govuk-body">{m.importKept}</p>
      {runs.length > 0 ? (
        <Table
          caption={m.importRuns}
          columns={[
            { key: 'file', label: m.importRunColumns.file },
            { key: 'state', label: m.importRunColumns.state },
            { key: 'at', label: m.importRunColumns.at },
          ]}
          rows={runs.map((run) => ({
            key: run.id,
            cells: [
              <a class="govuk-link" href={`/volunteers/import/${run.id}`} key="file">
                {run.fileName}
              </a>,
              m.importStates[run.state],
              <Time at={run.createdAt} key="at" />,
            ],
          }))}
        />
      ) : null}
    </>
  );
}

export interface ColumnsProps {
  readonly run: ImportRun;
  readonly preview: Preview;
  /** What was chosen and refused, to be corrected. */
  readonly chosen?: readonly string[] | undefined;
  readonly error: string | undefined;
}

/** What each column seems to hold, with the first lines beside it. */
export function ColumnsPage({ run, preview, chosen, error }: ColumnsProps) {
  const { staff: m } = texts(useFrame().lang);
  const { source, fields, samples, warnings } = preview;
  const options = [
    { value: '', label: m.importIgnored },
    ...IMPORT_FIELDS.map((field) => ({ value: field, label: m.importFields[field] })),
  ];
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'column_0', message: error }] : []} />
      <p class="govuk-caption-l">{m.importStep(1)}</p>
      <p class="govuk-body">{m.importColumnsLead}</p>
      <p class="govuk-body">
        {m.importEncoding} : {m.importEncodings[source.encoding]}
        {source.marked ? ` ${m.importMarked}` : ''}. {m.importDelimiter} :{' '}
        {m.importDelimiters[source.delimiter]}.
      </p>
      {warnings.map((warning) => (
        <Notice tone="caution" key={warning}>
          <p>{m.importWarnings[warning]}</p>
        </Notice>
      ))}
      <Form action={`/volunteers/import/${run.id}/check`}>
        <Table
          caption={m.importColumnsTitle}
          captionHidden
          columns={[
            { key: 'header', label: m.importHeader },
            { key: 'field', label: m.importField },
            { key: 'samples', label: m.importSamples },
          ]}
          rows={source.headers.map((header, at) => {
            const title = header || m.importUntitled(at + 1);
            const value = chosen?.[at] ?? fields[at] ?? '';
            return {
              key: `${at}`,
              cells: [
                title,
                <select
                  key="field"
                  id={`column_${at}`}
                  name={`column_${at}`}
                  class="govuk-select"
                  aria-label={m.importFieldOf(title)}
                >
                  {options.map((option) => (
                    <option
                      key={option.value}
                      value={option.value}
                      selected={option.value === value}
                    >
                      {option.label}
                    </option>
                  ))}
                </select>,
                samples
                  .map((row) => row[at] ?? '')
                  .filter(Boolean)
                  .join(' · '),
              ],
            };
          })}
        />
        <Checkbox
          name="verified"
          label={m.importVerified}
          hint={m.importVerifiedHint}
          checked={run.contactsVerified}
        />
        <Button>{m.importTry}</Button>
      </Form>
      <RemoveForm run={run} />
    </>
  );
}

/** Trial or import under way. */
export function WorkingPage({
  run,
  stalled,
}: {
  readonly run: ImportRun;
  readonly stalled: boolean;
}) {
  const { lang } = useFrame();
  const { staff: m } = texts(lang);
  const doing = run.state === 'importing' ? 'importing' : 'checking';
  return (
    <>
      <p class="govuk-caption-l">{m.importStep(doing === 'importing' ? 3 : 2)}</p>
      <Notice tone="info">
        <p>{m.importWorking[doing](formatNumber(lang, run.linesDone))}</p>
        <p>{m.importWait}</p>
      </Notice>
      {stalled ? (
        <Form action={`/volunteers/import/${run.id}/resume`}>
          <p class="govuk-body">{m.importStalled}</p>
          <Button>{m.importResume}</Button>
        </Form>
      ) : (
        <Button href={`/volunteers/import/${run.id}`} variant="secondary">
          {m.importRefresh}
        </Button>
      )}
    </>
  );
}

export function RemoveForm({ run }: { readonly run: ImportRun }) {
  const { staff: m } = texts(useFrame().lang);
  return (
    <Form action={`/volunteers/import/${run.id}/remove`}>
      <ButtonGroup>
        <Button variant="secondary">{m.importRemove}</Button>
      </ButtonGroup>
    </Form>
  );
}
