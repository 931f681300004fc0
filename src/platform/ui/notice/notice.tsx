import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icon/icon.tsx';

export interface NoticeProps {
  readonly tone: 'info' | 'success' | 'caution' | 'crisis';
  readonly title?: string | undefined;
  readonly children: ComponentChildren;
}

const ICONS: Readonly<Record<NoticeProps['tone'], IconName>> = {
  info: 'info',
  success: 'check',
  caution: 'warning',
  crisis: 'warning',
};

export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div class={`rf-notice rf-notice--${tone}`} role={tone === 'success' ? 'status' : undefined}>
      <span class="rf-notice__icon">
        <Icon name={ICONS[tone]} />
      </span>
      <div class="rf-notice__content">
        {title ? <p class="rf-notice__title">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
