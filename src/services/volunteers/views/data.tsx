import { type Issued, shownCode, verifyPath } from '#platform/credentials/index.ts';
import type { FieldErrors } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { WholeRecord } from '../actions/export.ts';
import type { FreshnessTerms } from '../domain/freshness.ts';
import { abilityLabel, texts } from '../messages/index.ts';
import { validityText } from './certificates.tsx';
import { summaryOf } from './form-errors.ts';
import { ConsentHistory } from './parts.tsx';
import { RecordSections } from './profile.tsx';

export interface DataProps {
  readonly record: WholeRecord;
  /** What others can check, issued to this person. */
  readonly proofs: readonly Issued[];
  /** What the file holds. */
  readonly data: unknown;
  readonly terms: FreshnessTerms;
}

/** The record in words, then every value of the file as it is: nothing is chosen for the reader. */
export function DataPage({ record, proofs, data, terms }: DataProps) {
  const { lang } = useFrame();
  const { profile: m, certificates, labels } = texts(lang);
  const { guardian } = record;
  return (
    <>
      <div class="govuk-button-group rf-no-print">
        <Button href="/volunteer/data.json" variant="secondary">
          {m.dataDownload}
        </Button>
        <a class="govuk-link" href="/volunteer/data/erase">
          {m.dataErase}
        </a>
      </div>
      <RecordSections record={record} readOnly />
      {guardian ? (
        <SummaryList rows={[{ key: m.guardian, value: `${guardian.name}, ${guardian.email}` }]} />
      ) : null}
      {record.certificates.length > 0 ? (
        <Table
          caption={m.certificates}
          columns={[
            { key: 'kind', label: certificates.kind },
            { key: 'number', label: certificates.numberLabel },
            { key: 'validity', label: certificates.validity },
            { key: 'status', label: certificates.status },
          ]}
          rows={record.certificates.map((item) => ({
            key: item.id,
            cells: [
              abilityLabel(lang, item.kindId),
              item.number || m.none,
              validityText(lang, item),
              labels.certificateStatuses[item.status],
            ],
          }))}
        />
      ) : null}
      {proofs.length > 0 ? (
        <>
          <h2>{m.proofs}</h2>
          <ul>
            {proofs.map(({ code, issuedAt, revokedAt }) => (
              <li key={code}>
                <a href={verifyPath(code)}>{shownCode(code)}</a>{' '}
                <Time at={issuedAt} format="date" /> {revokedAt ? m.proofRevoked : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <ConsentHistory history={record.consents} />
      <Details summary={m.dataRaw}>
        <Values value={data} />
      </Details>
      {m.keeps(terms).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

function Values({ value }: { readonly value: unknown }) {
  const { profile: m } = texts(useFrame().lang);
  if (value === null || value === undefined || value === '') return <>{m.none}</>;
  if (value instanceof Date) return <>{value.toISOString()}</>;
  if (typeof value === 'boolean') return <>{value ? m.yes : m.no}</>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <>{m.none}</>;
    return (
      <ul class="govuk-list govuk-list--bullet">
        {value.map((item, index) => (
          <li key={`${index}`}>
            <Values value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object') {
    return (
      <dl class="govuk-summary-list">
        {Object.entries(value).map(([key, item]) => (
          <div class="govuk-summary-list__row govuk-summary-list__row--no-actions" key={key}>
            <dt class="govuk-summary-list__key">{key}</dt>
            <dd class="govuk-summary-list__value">
              <Values value={item} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return <>{String(value)}</>;
}

export function ErasePage({
  keepsAccount,
  errors,
}: {
  readonly keepsAccount: boolean;
  readonly errors: FieldErrors;
}) {
  const { profile: m } = texts(useFrame().lang);
  return (
    <>
      <ErrorSummary errors={summaryOf(errors)} />
      {m.eraseText.map((line) => (
        <p class="govuk-body" key={line}>
          {line}
        </p>
      ))}
      <p class="govuk-body">{keepsAccount ? m.eraseKeepsAccount : m.eraseAccount}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/volunteer/availability#pause">
          {m.eraseInstead}
        </a>
      </p>
      <Form>
        <Checkbox name="confirm" label={m.eraseBox} error={errors.confirm} />
        <Button variant="warning">{m.eraseButton}</Button>
      </Form>
    </>
  );
}
