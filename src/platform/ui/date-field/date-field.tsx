import { classNames } from '../class-names.ts';
import { describedBy, Field, type FieldProps, fieldId } from '../field/field.tsx';

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or what the person typed. */
  readonly value?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly autocomplete?: 'bday' | undefined;
  /** `YYYY-MM-DDTHH:MM` instead of a day. */
  readonly withTime?: boolean | undefined;
}

export function DateField(props: DateFieldProps) {
  const { name, value, error, min, max, autocomplete, withTime = false } = props;
  return (
    <Field {...props}>
      <input
        id={fieldId(name)}
        name={name}
        type={withTime ? 'datetime-local' : 'date'}
        value={value}
        min={min}
        max={max}
        autocomplete={autocomplete}
        class={classNames('govuk-input rf-date', error !== undefined && 'govuk-input--error')}
        aria-describedby={describedBy(props)}
        aria-invalid={error !== undefined ? true : undefined}
      />
    </Field>
  );
}
