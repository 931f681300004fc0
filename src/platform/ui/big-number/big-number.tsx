import type { ComponentChildren } from 'preact';
import { useFrame } from '../../http/frame.ts';
import { formatNumber } from '../format.ts';
import type { Tone } from '../tag/tag.tsx';

export interface BigNumberProps {
  /** A number is written the way of the language; a string stands as it is. */
  readonly value: number | string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly tone?: Tone | undefined;
}

export function BigNumber({ value, label, hint, tone = 'neutral' }: BigNumberProps) {
  const { lang } = useFrame();
  return (
    <div class={`rf-number rf-number--${tone}`}>
      <p class="rf-number__value">
        {typeof value === 'number' ? formatNumber(lang, value) : value}
      </p>
      <p class="rf-number__label">{label}</p>
      {hint ? <p class="rf-number__hint">{hint}</p> : null}
    </div>
  );
}

/** Big numbers in a row that folds. */
export function Numbers({ children }: { readonly children: ComponentChildren }) {
  return <div class="rf-numbers">{children}</div>;
}
