import type { FieldErrors } from '#platform/http/form.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { texts } from '../messages/index.ts';
import { summaryOf } from './form-errors.ts';

/** The exported record, every value of it, as nested lists: nothing is chosen for the reader. */
export function DataPage({ data, months }: { readonly data: unknown; readonly months: number }) {
  const { profile: m } = texts(useFrame().lang);
  return (
    <>
      <p class="govuk-body-l">{m.dataLead}</p>
      <div class="govuk-button-group rf-no-print">
        <Button href="/volunteer/data.json" variant="secondary">
          {m.dataDownload}
        </Button>
        <a class="govuk-link" href="/volunteer/data/erase">
          {m.dataErase}
        </a>
      </div>
      <Values value={data} />
      <p class="govuk-body">{m.dataRetention(months)}</p>
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
