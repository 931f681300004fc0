import type { ComponentChildren } from 'preact';
import { Icon } from '../icon/icon.tsx';

export interface ResultCardProps {
  readonly href: string;
  readonly title: string;
  /** Who offers it, where: one line above the text. */
  readonly facts?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Why it is shown to this person: "vous parlez espagnol", "à 12 km". */
  readonly reasons?: readonly string[] | undefined;
}

/** One answer of a search. The whole card leads to it. */
export function ResultCard({ href, title, facts, children, reasons = [] }: ResultCardProps) {
  return (
    <article class="rf-result">
      <h3 class="rf-result__title">
        <a href={href}>{title}</a>
      </h3>
      {facts ? <p class="rf-result__facts">{facts}</p> : null}
      {children ? <div class="rf-result__text">{children}</div> : null}
      {reasons.length > 0 ? (
        <ul class="rf-result__reasons">
          {reasons.map((reason) => (
            <li key={reason}>
              <Icon name="check" />
              {reason}
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

export function ResultList({ children }: { readonly children: ComponentChildren }) {
  return <div class="rf-results">{children}</div>;
}
