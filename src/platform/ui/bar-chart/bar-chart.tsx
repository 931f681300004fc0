import { useFrame } from '../../http/frame.ts';
import { formatNumber } from '../format.ts';
import type { Tone } from '../tag/tag.tsx';

export interface BarChartProps {
  readonly title: string;
  readonly items: readonly {
    readonly label: string;
    readonly value: number;
    readonly tone?: Tone | undefined;
  }[];
  /** How a value is written; the number itself by default. */
  readonly format?: ((value: number) => string) | undefined;
}

/** Horizontal bars with their figures: a drawing and its own table. */
export function BarChart({ title, items, format }: BarChartProps) {
  const { lang } = useFrame();
  const largest = Math.max(1, ...items.map((item) => item.value));
  return (
    <figure class="rf-figure rf-bars">
      <figcaption class="rf-figure__title">{title}</figcaption>
      <dl class="rf-bars__list">
        {items.map((item) => (
          <div key={item.label} class={`rf-bars__line rf-bars__line--${item.tone ?? 'brand'}`}>
            <dt>{item.label}</dt>
            <dd>
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect width={Math.round((item.value / largest) * 1000) / 10} height="6" />
              </svg>
              <span>{format ? format(item.value) : formatNumber(lang, item.value)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
