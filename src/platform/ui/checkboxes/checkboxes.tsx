import { classNames } from '../class-names.ts';
import { ChoiceGroup, FieldError, FormGroup, fieldId } from '../field/field.tsx';
import { type ChoiceItem, choiceId } from '../radios/radios.tsx';

export interface CheckboxesProps {
  /** Posted as `name[]`, read as a list by `parseForm`. */
  readonly name: string;
  readonly legend: string;
  /** When the heading just above says the same. */
  readonly legendHidden?: boolean | undefined;
  readonly items: readonly ChoiceItem[];
  readonly values?: readonly string[] | undefined;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  /** Two or three columns where there is room, for long lists of short labels. */
  readonly columns?: boolean | undefined;
}

export function Checkboxes(props: CheckboxesProps) {
  const { name, legend, legendHidden, items, values = [], error, hint, columns } = props;
  return (
    <ChoiceGroup name={name} legend={legend} legendHidden={legendHidden} hint={hint} error={error}>
      <div class={classNames('govuk-checkboxes', columns && 'rf-checkboxes--columns')}>
        {items.map((item, index) => (
          <CheckboxItem
            key={item.value}
            id={choiceId(name, index)}
            name={`${name}[]`}
            item={item}
            checked={values.includes(item.value)}
          />
        ))}
      </div>
    </ChoiceGroup>
  );
}

export interface CheckboxProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly checked?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** One box of its own: a consent, a switch. Posts `on` unless told otherwise, nothing when empty. */
export function Checkbox({ name, label, value = 'on', checked, hint, error }: CheckboxProps) {
  return (
    <FormGroup error={error}>
      <FieldError name={name} error={error} />
      <div class="govuk-checkboxes">
        <CheckboxItem
          id={fieldId(name)}
          name={name}
          item={{ value, label, hint }}
          checked={checked}
          errorId={error ? `${fieldId(name)}-error` : undefined}
        />
      </div>
    </FormGroup>
  );
}

function CheckboxItem({
  id,
  name,
  item,
  checked,
  errorId,
}: {
  readonly id: string;
  readonly name: string;
  readonly item: ChoiceItem;
  readonly checked?: boolean | undefined;
  readonly errorId?: string | undefined;
}) {
  const described = [item.hint && `${id}-item-hint`, errorId].filter(Boolean).join(' ');
  return (
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        id={id}
        name={name}
        type="checkbox"
        value={item.value}
        checked={checked}
        aria-describedby={described || undefined}
      />
      <label class="govuk-label govuk-checkboxes__label" for={id}>
        {item.label}
      </label>
      {item.hint ? (
        <div id={`${id}-item-hint`} class="govuk-hint govuk-checkboxes__hint">
          {item.hint}
        </div>
      ) : null}
    </div>
  );
}
