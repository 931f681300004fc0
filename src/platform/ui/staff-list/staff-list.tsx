import type { ComponentChildren } from 'preact';
import { useFrame } from '../../http/frame.ts';
import { classNames } from '../class-names.ts';
import { formatNumber } from '../format.ts';
import { uiTexts } from '../messages.ts';
import { Tag } from '../tag/tag.tsx';
import { Time } from '../time/time.tsx';
import { dueState } from './due-state.ts';

export interface FilterLinksProps {
  /** What the filter is about: "État". */
  readonly label: string;
  readonly items: readonly {
    readonly href: string;
    readonly text: string;
    readonly current: boolean;
    readonly count?: number | undefined;
  }[];
}

/** Filters as plain links: each choice has an address. */
export function FilterLinks({ label, items }: FilterLinksProps) {
  const { lang } = useFrame();
  return (
    <nav class="rf-filters" aria-label={label}>
      <span class="rf-filters__label" aria-hidden="true">
        {label}
      </span>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a
              class={classNames('rf-filters__link', item.current && 'rf-filters__link--current')}
              href={item.href}
              aria-current={item.current ? 'true' : undefined}
            >
              {item.text}
              {item.count === undefined ? null : (
                <span class="rf-filters__count"> {formatNumber(lang, item.count)}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** By when, in words and in colour: "en retard de 2 jours", "pour demain". */
export function DueDate({ at }: { readonly at: Date }) {
  const { lang, now } = useFrame();
  const m = uiTexts(lang).due;
  const state = dueState(at, now);
  if (state === 'late') return <Tag tone="crisis">{m.late(at, now)}</Tag>;
  if (state === 'soon') return <Tag tone="caution">{m.soon(at, now)}</Tag>;
  return <Time at={at} format="date" />;
}

export interface ListHeadProps {
  readonly count: number;
  /** "certificats à vérifier": written after the number. */
  readonly what: string;
  /** Links or buttons: CSV export, print. */
  readonly children?: ComponentChildren;
}

/** How many there are, and what can be done with the whole list. */
export function ListHead({ count, what, children }: ListHeadProps) {
  const { lang } = useFrame();
  return (
    <div class="rf-list-head">
      <p>
        <strong>{formatNumber(lang, count)}</strong> {what}
      </p>
      {children ? <div class="rf-list-head__acts rf-no-print">{children}</div> : null}
    </div>
  );
}

/** A box to tick in a row of a list; it belongs to the form that surrounds the table. */
export function RowCheckbox({
  name,
  value,
  label,
}: {
  readonly name: string;
  readonly value: string;
  /** What is ticked, for those who hear it: "Choisir le certificat de Léa Martin". */
  readonly label: string;
}) {
  return (
    <label class="rf-row-check">
      <input type="checkbox" name={`${name}[]`} value={value} />
      <span class="govuk-visually-hidden">{label}</span>
    </label>
  );
}

/** What to do with the ticked rows: stands right after them. */
export function BulkBar({ children }: { readonly children: ComponentChildren }) {
  return <div class="rf-bulk rf-no-print">{children}</div>;
}
