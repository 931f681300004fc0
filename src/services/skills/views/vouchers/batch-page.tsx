import type { AuditLine } from '#platform/audit/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { committed, roomIn } from '../../domain/vouchers/ledger.ts';
import { VOUCHER_STATES } from '../../domain/vouchers/voucher.ts';
import { texts } from '../../messages/index.ts';
import type { CountedBatch } from '../../queries/vouchers.ts';
import { euros } from '../money.ts';
import { ruleText } from './rule-text.ts';

export interface BatchPageProps {
  readonly batch: CountedBatch;
  readonly manages: boolean;
  /** Of the click that draws codes. */
  readonly issueKey: string;
  readonly history: readonly AuditLine[];
  readonly saved: boolean;
  readonly errors: Readonly<Record<string, string>>;
}

export function BatchPage({ batch, manages, issueKey, history, saved, errors }: BatchPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).vouchers;
  const path = `/vouchers/${batch.id}`;
  const { counts, budgetCents, valueCents } = batch;
  const room = roomIn({ budget: budgetCents, value: valueCents }, counts);
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {saved ? (
        <Notice tone="success">
          <p>{m.saved}</p>
        </Notice>
      ) : null}
      <h2 class="govuk-heading-m">{m.ledger}</h2>
      <Numbers>
        {(['issued', ...VOUCHER_STATES] as const).map((state) => (
          <BigNumber key={state} value={counts[state]} label={m.counts[state]} />
        ))}
      </Numbers>
      <p>
        {m.ledgerText}{' '}
        {m.budgetLeft(
          euros(lang, budgetCents - committed(valueCents, counts)),
          euros(lang, budgetCents),
        )}{' '}
        <a href={`${path}/ledger.csv`}>{m.csv}</a>
      </p>
      <SummaryList
        rows={[
          {
            key: m.who,
            value: (
              <ul class="govuk-list">
                {batch.rules.map((rule) => (
                  <li key={rule.kind}>{ruleText(lang, rule)}</li>
                ))}
              </ul>
            ),
          },
          { key: m.untilDay, value: <Time at={localDate(batch.until)} /> },
          { key: m.value, value: euros(lang, valueCents) },
          { key: m.retakes, value: m.retake(batch.retakes, batch.retakeDays) },
        ]}
      />
      {manages ? (
        <>
          <h2 class="govuk-heading-m">{m.issue}</h2>
          <p>{m.issueHint}</p>
          <Form action={`${path}/issue`}>
            <input type="hidden" name="key" value={issueKey} />
            <TextField
              name="count"
              label={m.issueCount(room)}
              error={errors['count']}
              width="short"
              inputmode="numeric"
            />
            <Button>{m.issueButton}</Button>
          </Form>
          <h2 class="govuk-heading-m">{m.extend}</h2>
          <p>{m.extendHint}</p>
          <Form action={`${path}/extend`}>
            <DateField
              name="until"
              label={m.until}
              value={localDate(batch.until)}
              error={errors['until']}
            />
            <Button variant="secondary">{m.extendButton}</Button>
          </Form>
          <h2 class="govuk-heading-m">{m.history}</h2>
          <Timeline
            items={history.map(({ at, action }) => ({
              time: at,
              title: m.actions[action] ?? action,
            }))}
          />
        </>
      ) : null}
    </>
  );
}

export interface CodesPageProps {
  readonly batchId: string;
  readonly codes: readonly string[];
}

/** The one time that codes are shown. */
export function CodesPage({ batchId, codes }: CodesPageProps) {
  const m = texts(useFrame().lang).vouchers;
  return (
    <>
      <ul class="rf-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p class="rf-no-print">
        <a href={`/vouchers/${batchId}`}>{m.codesBack}</a>
      </p>
    </>
  );
}
