import type { ComponentChildren } from 'preact';
import { useFrame } from '../../http/frame.ts';
import { formatNumber } from '../format.ts';

interface Stage {
  readonly label: string;
  readonly count: number;
}

export interface FunnelProps {
  readonly start: Stage;
  /** What each reason takes away, in the order it is applied. */
  readonly steps: readonly Stage[];
  readonly end: Stage;
}

/** From everybody to those who will be called, one reason per line; bars share one scale. */
export function Funnel({ start, steps, end }: FunnelProps) {
  const { lang } = useFrame();
  const width = (count: number) =>
    start.count === 0 ? 0 : Math.round((count / start.count) * 1000) / 10;
  let left = start.count;
  return (
    <ol class="rf-funnel">
      <FunnelLine kind="start" label={start.label} figure={formatNumber(lang, start.count)}>
        <rect class="rf-funnel__kept" width={width(start.count)} height="6" />
      </FunnelLine>
      {steps.map((step) => {
        left -= step.count;
        return (
          <FunnelLine
            key={step.label}
            kind={step.count === 0 ? 'none' : 'step'}
            label={step.label}
            figure={step.count === 0 ? '0' : `− ${formatNumber(lang, step.count)}`}
          >
            <rect class="rf-funnel__kept" width={width(left)} height="6" />
            <rect class="rf-funnel__out" x={width(left)} width={width(step.count)} height="6" />
          </FunnelLine>
        );
      })}
      <FunnelLine kind="end" label={end.label} figure={formatNumber(lang, end.count)}>
        <rect class="rf-funnel__end" width={width(end.count)} height="6" />
      </FunnelLine>
    </ol>
  );
}

function FunnelLine({
  kind,
  label,
  figure,
  children,
}: {
  readonly kind: 'start' | 'step' | 'none' | 'end';
  readonly label: string;
  readonly figure: string;
  readonly children: ComponentChildren;
}) {
  return (
    <li class={`rf-funnel__line rf-funnel__line--${kind}`}>
      <span class="rf-funnel__label">{label}</span>
      <span class="rf-funnel__figure">{figure}</span>
      <svg class="rf-funnel__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="rf-funnel__track" width="100" height="6" />
        {children}
      </svg>
    </li>
  );
}
