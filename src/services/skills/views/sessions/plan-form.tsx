import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { texts } from '../../messages/index.ts';

export interface PlanFormProps {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function PlanForm({ values, errors }: PlanFormProps) {
  const m = texts(useFrame().lang).sessions;
  return (
    <Form>
      <h2 class="govuk-heading-m">{m.plan}</h2>
      <DateField
        name="starts_at"
        label={m.startsAt}
        withTime
        value={values['starts_at']}
        error={errors['starts_at']}
      />
      <TextField
        name="places"
        label={m.placesLabel}
        width="short"
        inputmode="numeric"
        value={values['places'] ?? '6'}
        error={errors['places']}
      />
      <TextField
        name="price"
        label={m.priceLabel}
        width="short"
        inputmode="decimal"
        suffix="€"
        value={values['price'] ?? '30'}
        error={errors['price']}
      />
      <Button>{m.planButton}</Button>
    </Form>
  );
}
