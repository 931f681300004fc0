import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { texts } from '../../messages/index.ts';

export interface BatchFormProps {
  readonly values: Readonly<Record<string, string>>;
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, string>>;
}

export function BatchForm({ values, errors }: BatchFormProps) {
  const m = texts(useFrame().lang).vouchers;
  const field = (name: string, label: string, hint?: string) => (
    <TextField name={name} label={label} hint={hint} value={values[name]} error={errors[name]} />
  );
  const number = (name: string, label: string, suffix?: string) => (
    <TextField
      name={name}
      label={label}
      value={values[name]}
      error={errors[name]}
      width="short"
      inputmode="decimal"
      suffix={suffix}
    />
  );
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([name, message]) => ({ field: name, message }))}
      />
      <Form>
        {field('funder', m.funder, m.funderHint)}
        {field('funder_email', m.funderEmail, m.funderEmailHint)}
        {number('budget', m.budget, '€')}
        {number('value', m.value, '€')}
        <DateField name="until" label={m.until} value={values['until']} error={errors['until']} />
        {number('retakes', m.retakes)}
        {number('retake_days', m.retakeDays)}
        <h2 class="govuk-heading-m">{m.rules}</h2>
        <p>{m.rulesHint}</p>
        {number('anybody_price', m.ruleAnybody, '€')}
        {number('age_price', m.ruleAge, '€')}
        {number('hours', m.ruleHours)}
        {number('hours_price', m.ruleHoursPrice, '€')}
        {number('visits', m.ruleVisits)}
        {number('visits_price', m.ruleVisitsPrice, '€')}
        <Button>{m.save}</Button>
      </Form>
    </>
  );
}
