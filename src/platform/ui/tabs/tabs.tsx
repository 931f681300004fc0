import { useFrame } from '../../http/frame.ts';
import { classNames } from '../class-names.ts';
import { formatNumber } from '../format.ts';

export interface TabsProps {
  readonly items: readonly {
    readonly href: string;
    readonly text: string;
    readonly current: boolean;
    readonly count?: number | undefined;
  }[];
  /** Says what the tabs switch between, for those who hear the page. */
  readonly label?: string | undefined;
}

/** Tabs that are links: each has an address, the server draws the panel. */
export function Tabs({ items, label }: TabsProps) {
  const { lang } = useFrame();
  return (
    <nav class="rf-tabs" aria-label={label}>
      <ul class="rf-tabs__list">
        {items.map((item) => (
          <li
            key={item.href}
            class={classNames('rf-tabs__item', item.current && 'rf-tabs__item--current')}
          >
            <a
              class="rf-tabs__link"
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
            >
              {item.text}
              {item.count === undefined ? null : (
                <span class="rf-tabs__count"> {formatNumber(lang, item.count)}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
