import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icon/icon.tsx';

export interface VerdictProps {
  readonly tone: 'success' | 'caution' | 'crisis' | 'info';
  /** Two or three words: "Attestation valable", "Révoquée", "À vérifier". */
  readonly title: string;
  readonly children?: ComponentChildren;
}

const ICONS: Readonly<Record<VerdictProps['tone'], IconName>> = {
  success: 'check',
  caution: 'clock',
  crisis: 'cross',
  info: 'info',
};

/** The answer in one glance, before any detail: proof and decision pages, and the end of a journey. */
export function Verdict({ tone, title, children }: VerdictProps) {
  return (
    <div class={`rf-verdict rf-verdict--${tone}`}>
      <span class="rf-verdict__mark">
        <Icon name={ICONS[tone]} />
      </span>
      <div>
        <h2 class="rf-verdict__title">{title}</h2>
        {children ? <div class="rf-verdict__text">{children}</div> : null}
      </div>
    </div>
  );
}
