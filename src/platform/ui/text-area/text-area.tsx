import { classNames } from '../class-names.ts';
import { describedBy, Field, type FieldProps, fieldId } from '../field/field.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly maxlength?: number | undefined;
  readonly spellcheck?: boolean | undefined;
}

export function TextArea(props: TextAreaProps) {
  const { name, value, rows = 5, error } = props;
  return (
    <Field {...props}>
      <textarea
        id={fieldId(name)}
        name={name}
        rows={rows}
        maxLength={props.maxlength}
        spellcheck={props.spellcheck}
        class={classNames('govuk-textarea', error !== undefined && 'govuk-textarea--error')}
        aria-describedby={describedBy(props)}
        aria-invalid={error !== undefined ? true : undefined}
      >
        {value}
      </textarea>
    </Field>
  );
}
