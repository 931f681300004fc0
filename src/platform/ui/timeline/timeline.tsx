import type { ComponentChildren } from 'preact';
import type { Tone } from '../tag/tag.tsx';
import { Time } from '../time/time.tsx';

export interface TimelineProps {
  readonly items: readonly {
    readonly time: Date | string;
    readonly title: ComponentChildren;
    readonly text?: ComponentChildren;
    readonly tone?: Tone | undefined;
  }[];
  readonly timeZone?: string | undefined;
}

export function Timeline({ items, timeZone }: TimelineProps) {
  return (
    <ol class="rf-timeline">
      {items.map((item, index) => (
        <li key={index} class={`rf-timeline__item rf-timeline__item--${item.tone ?? 'neutral'}`}>
          <p class="rf-timeline__time">
            {item.time instanceof Date ? <Time at={item.time} timeZone={timeZone} /> : item.time}
          </p>
          <p class="rf-timeline__title">{item.title}</p>
          {item.text ? <div class="rf-timeline__text">{item.text}</div> : null}
        </li>
      ))}
    </ol>
  );
}
