import { type ComponentChildren, Fragment } from 'preact';
import { classNames } from '../class-names.ts';
import { ChoiceGroup, fieldId } from '../field/field.tsx';

export interface ChoiceItem {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Fields that make sense with this choice only; hidden until it is chosen, where CSS can. */
  readonly reveal?: ComponentChildren;
}

export interface RadiosProps {
  readonly name: string;
  readonly legend: string;
  /** When the heading just above says the same. */
  readonly legendHidden?: boolean | undefined;
  readonly items: readonly ChoiceItem[];
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly inline?: boolean | undefined;
}

/** The first choice carries the field's id, so that an error summary lands on it. */
export function choiceId(name: string, index: number): string {
  return index === 0 ? fieldId(name) : `${fieldId(name)}-${index + 1}`;
}

export function Radios(props: RadiosProps) {
  const { name, legend, legendHidden, items, value, error, hint, inline } = props;
  return (
    <ChoiceGroup name={name} legend={legend} legendHidden={legendHidden} hint={hint} error={error}>
      <div class={classNames('govuk-radios', inline && 'govuk-radios--inline')}>
        {items.map((item, index) => {
          const id = choiceId(name, index);
          return (
            <Fragment key={item.value}>
              <div class="govuk-radios__item">
                <input
                  class="govuk-radios__input"
                  id={id}
                  name={name}
                  type="radio"
                  value={item.value}
                  checked={item.value === value}
                  aria-describedby={item.hint ? `${id}-item-hint` : undefined}
                />
                <label class="govuk-label govuk-radios__label" for={id}>
                  {item.label}
                </label>
                {item.hint ? (
                  <div id={`${id}-item-hint`} class="govuk-hint govuk-radios__hint">
                    {item.hint}
                  </div>
                ) : null}
              </div>
              {item.reveal ? <div class="rf-reveal">{item.reveal}</div> : null}
            </Fragment>
          );
        })}
      </div>
    </ChoiceGroup>
  );
}
