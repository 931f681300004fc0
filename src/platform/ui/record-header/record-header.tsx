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
  /** 2 when the page has another h1. */
  readonly level?: 1 | 2 | undefined;
  /** Buttons. */
  readonly children?: ComponentChildren;
}

/** The head of a record page, h1 included: give `ownHeading: true` to `page()`. */
export function RecordHeader(props: RecordHeaderProps) {
  const { kind, title, state, facts, next, level = 1, children } = props;
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <header class="rf-record">
      <div class="rf-record__main">
        <p class="rf-kicker">{kind}</p>
        <Heading class="rf-record__title">{title}</Heading>
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
