import type { ComponentChildren } from 'preact';
import { Mark } from '../wordmark/wordmark.tsx';

export interface EmptyStateProps {
  readonly title: string;
  /** What will appear here, and how to make it appear. */
  readonly children: ComponentChildren;
  /** A Button or a link. */
  readonly action?: ComponentChildren;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="rf-empty">
      <Mark />
      <h2 class="rf-empty__title">{title}</h2>
      <div class="rf-empty__text">{children}</div>
      {action ? <div class="rf-empty__action">{action}</div> : null}
    </div>
  );
}
