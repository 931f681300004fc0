import type { ComponentChildren } from 'preact';
import { useFrame } from '../../http/frame.ts';
import { classNames } from '../class-names.ts';
import { uiTexts } from '../messages.ts';

/** What every form control takes. The id of a control is its name, so that an error summary can link to it. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** The translated message, not its code. */
  readonly error?: string | undefined;
}

export function fieldId(name: string): string {
  return name.replace(/[^\w-]+/g, '-').replace(/-$/, '');
}

/** Ids of the hint and the error, in reading order, for `aria-describedby`. */
export function describedBy(props: { name: string; hint?: unknown; error?: unknown }) {
  const id = fieldId(props.name);
  const ids = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

export function FormGroup({
  error,
  children,
}: {
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={classNames('govuk-form-group', error !== undefined && 'govuk-form-group--error')}>
      {children}
    </div>
  );
}

export function Hint({
  name,
  hint,
}: {
  readonly name: string;
  readonly hint?: string | undefined;
}) {
  if (!hint) return null;
  return (
    <div id={`${fieldId(name)}-hint`} class="govuk-hint">
      {hint}
    </div>
  );
}

export function FieldError({
  name,
  error,
}: {
  readonly name: string;
  readonly error?: string | undefined;
}) {
  const m = uiTexts(useFrame().lang);
  if (!error) return null;
  return (
    <p id={`${fieldId(name)}-error`} class="govuk-error-message">
      <span class="govuk-visually-hidden">{m.error_prefix} </span>
      {error}
    </p>
  );
}

/** Label, hint and error around one control. */
export function Field({
  children,
  ...props
}: FieldProps & { readonly children: ComponentChildren }) {
  return (
    <FormGroup error={props.error}>
      <label class="govuk-label" for={fieldId(props.name)}>
        {props.label}
      </label>
      <Hint name={props.name} hint={props.hint} />
      <FieldError name={props.name} error={props.error} />
      {children}
    </FormGroup>
  );
}

/** Legend, hint and error around a set of choices. */
export function ChoiceGroup({
  name,
  legend,
  legendHidden = false,
  hint,
  error,
  children,
}: {
  readonly name: string;
  readonly legend: string;
  readonly legendHidden?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <FormGroup error={error}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy({ name, hint, error })}>
        <legend
          class={
            legendHidden
              ? 'govuk-visually-hidden'
              : 'govuk-fieldset__legend govuk-fieldset__legend--m'
          }
        >
          {legend}
        </legend>
        <Hint name={name} hint={hint} />
        <FieldError name={name} error={error} />
        {children}
      </fieldset>
    </FormGroup>
  );
}
