import type { ComponentChildren } from 'preact';

export type Tone = 'neutral' | 'brand' | 'success' | 'caution' | 'crisis' | 'info';

/** A state in one or two words. The tone helps the eye; the word says it. */
export function Tag({
  tone,
  children,
}: {
  readonly tone: Tone;
  readonly children: ComponentChildren;
}) {
  return <strong class={`rf-tag rf-tag--${tone}`}>{children}</strong>;
}
