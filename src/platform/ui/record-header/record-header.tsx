import type { ComponentChildren } from 'preact';
import { Tag, type Tone } from '../tag/tag.tsx';

export interface RecordHeaderProps {
  /** What kind of thing it is: "Mission", "Bénévole". */
  readonly kind: string;
  /** The h1. */
  readonly title: string;
  readonly state?: { readonly text: string; readonly tone: Tone } | undefined;
  /** Where, since when, by whom: one line. */
  readonly facts?: ComponentChildren;
  /** What happens next, or what is expected from the reader. */
  readonly next?: ComponentChildren;
  /** Buttons. */
  readonly children?: ComponentChildren;
}

/** The head of a record page, h1 included: give `ownHeading: true` to `page()`. */
export function RecordHeader({ kind, title, state, facts, next, children }: RecordHeaderProps) {
  return (
    <header class="rf-record">
      <div class="rf-record__main">
        <p class="rf-record__kind">{kind}</p>
        <h1 class="rf-record__title">{title}</h1>
        <div class="rf-record__facts">
          {state ? <Tag tone={state.tone}>{state.text}</Tag> : null}
          {facts ? <span>{facts}</span> : null}
        </div>
        {next ? <p class="rf-record__next">{next}</p> : null}
      </div>
      {children ? <div class="rf-record__acts rf-no-print">{children}</div> : null}
    </header>
  );
}
