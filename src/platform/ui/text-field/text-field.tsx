import { classNames } from '../class-names.ts';
import { describedBy, Field, type FieldProps, fieldId } from '../field/field.tsx';

export interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'url' | 'time' | 'number' | undefined;
  /** The HTML autocomplete token, so that browsers and people with motor difficulties need not type. */
  readonly autocomplete?: string | undefined;
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | undefined;
  readonly width?: 'short' | 'medium' | 'full' | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly maxlength?: number | undefined;
  /** A unit shown after the field: km, minutes. */
  readonly suffix?: string | undefined;
}

const WIDTHS = { short: 'govuk-input--width-5', medium: 'govuk-input--width-20', full: undefined };

export function TextField(props: TextFieldProps) {
  const { name, value, type = 'text', width = 'full', error, suffix } = props;
  const input = (
    <input
      id={fieldId(name)}
      name={name}
      // One literal stands for all: the JSX types split <input> by type.
      type={type as 'text'}
      value={value}
      class={classNames('govuk-input', WIDTHS[width], error !== undefined && 'govuk-input--error')}
      autocomplete={props.autocomplete as 'on' | undefined}
      inputMode={props.inputmode}
      spellcheck={props.spellcheck}
      min={props.min}
      max={props.max}
      maxLength={props.maxlength}
      aria-describedby={describedBy(props)}
      aria-invalid={error !== undefined ? true : undefined}
    />
  );
  return (
    <Field {...props}>
      {suffix === undefined ? (
        input
      ) : (
        <div class="govuk-input__wrapper">
          {input}
          <div class="govuk-input__suffix" aria-hidden="true">
            {suffix}
          </div>
        </div>
      )}
    </Field>
  );
}
