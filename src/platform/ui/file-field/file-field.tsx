import { classNames } from '../class-names.ts';
import { describedBy, Field, type FieldProps, fieldId } from '../field/field.tsx';

export interface FileFieldProps extends FieldProps {
  /** Media types or extensions, as in HTML: `.pdf,image/jpeg`. The server looks at the content anyway. */
  readonly accept?: string | undefined;
}

export function FileField(props: FileFieldProps) {
  return (
    <Field {...props}>
      <input
        id={fieldId(props.name)}
        name={props.name}
        type="file"
        accept={props.accept}
        class={classNames(
          'govuk-file-upload',
          props.error !== undefined && 'govuk-file-upload--error',
        )}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error !== undefined ? true : undefined}
      />
    </Field>
  );
}
