import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icon/icon.tsx';

export interface DecisionListProps {
  readonly reasons: readonly {
    readonly outcome: 'for' | 'against' | 'doubt';
    readonly title: string;
    /** What was found. */
    readonly text?: ComponentChildren;
    /** Where it comes from and of when: "Répertoire national des associations, 3 novembre 2026". */
    readonly source?: ComponentChildren;
  }[];
}

const ICONS: Readonly<Record<'for' | 'against' | 'doubt', IconName>> = {
  for: 'check',
  against: 'cross',
  doubt: 'info',
};

/** Each reason of a decision, with its evidence: nothing is decided without saying why. */
export function DecisionList({ reasons }: DecisionListProps) {
  return (
    <ul class="rf-reasons">
      {reasons.map((reason) => (
        <li key={reason.title} class={`rf-reasons__item rf-reasons__item--${reason.outcome}`}>
          <span class="rf-reasons__mark">
            <Icon name={ICONS[reason.outcome]} />
          </span>
          <div>
            <p class="rf-reasons__title">{reason.title}</p>
            {reason.text ? <div class="rf-reasons__text">{reason.text}</div> : null}
            {reason.source ? <p class="rf-reasons__source">{reason.source}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
