import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly variant?: 'primary' | 'secondary' | 'warning' | undefined;
  /** A link that looks like a button, for the way to the next page. */
  readonly href?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** As large as a thumb on a cold morning: for the one act of a reply or check-in page. */
  readonly size?: 'normal' | 'large' | undefined;
  readonly disabled?: boolean | undefined;
  /** Posts the form to another address than its own. */
  readonly formAction?: string | undefined;
}

export function Button({
  children,
  variant = 'primary',
  href,
  name,
  value,
  size = 'normal',
  disabled = false,
  formAction,
}: ButtonProps) {
  const look = classNames(
    'govuk-button',
    variant !== 'primary' && `govuk-button--${variant}`,
    size === 'large' && 'rf-button--large',
  );
  if (href !== undefined) {
    return (
      <a class={look} href={href} draggable={false}>
        {children}
      </a>
    );
  }
  return (
    <button
      type="submit"
      class={look}
      name={name}
      value={value}
      disabled={disabled}
      formAction={formAction}
    >
      {children}
    </button>
  );
}

/** Buttons side by side, stacked on a phone. */
export function ButtonGroup({ children }: { readonly children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}
