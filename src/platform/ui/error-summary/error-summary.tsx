import { useFrame } from '../../http/frame.ts';
import { fieldId } from '../field/field.tsx';
import { uiTexts } from '../messages.ts';

export interface ErrorSummaryProps {
  /** `field` is the name of the control; an empty one makes a line without link. */
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

/**
 * Comes first on the page, before the h1's form, and takes the focus (no script needed), so that a
 * keyboard or a screen reader starts from what went wrong. Draws nothing when all is well.
 */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const m = uiTexts(useFrame().lang);
  if (errors.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: a page with errors is about them first.
    <div class="govuk-error-summary" tabIndex={-1} id="error-summary" autoFocus>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{m.error_summary(errors.length)}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {errors.map((error) => (
              <li key={error.field + error.message}>
                {error.field ? (
                  <a href={`#${fieldId(error.field)}`}>{error.message}</a>
                ) : (
                  <span>{error.message}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
