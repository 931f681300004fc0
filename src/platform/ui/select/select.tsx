import { classNames } from '../class-names.ts';
import { describedBy, Field, type FieldProps, fieldId } from '../field/field.tsx';

export interface SelectProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string | undefined;
}

export function Select(props: SelectProps) {
  const { name, options, value, error } = props;
  return (
    <Field {...props}>
      <select
        id={fieldId(name)}
        name={name}
        class={classNames('govuk-select', error !== undefined && 'govuk-select--error')}
        aria-describedby={describedBy(props)}
        aria-invalid={error !== undefined ? true : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
