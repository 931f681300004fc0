import type { ComponentChildren } from 'preact';
import type { FieldErrors } from '#platform/http/form.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { summaryOf } from './form-errors.ts';

export interface QuestionProps {
  readonly errors?: FieldErrors;
  readonly action?: string;
  readonly button: string;
  readonly variant?: 'primary' | 'secondary' | 'warning';
  /** Beside the button: another way out. */
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One thing asked: what is wrong on top, the fields, and the one button that sends them. */
export function Question(props: QuestionProps) {
  const { errors, action, button, variant, beside, children } = props;
  return (
    <>
      {errors ? <ErrorSummary errors={summaryOf(errors)} /> : null}
      <Form action={action}>
        {children}
        {beside ? (
          <div class="govuk-button-group">
            <Button variant={variant}>{button}</Button>
            {beside}
          </div>
        ) : (
          <Button variant={variant}>{button}</Button>
        )}
      </Form>
    </>
  );
}
