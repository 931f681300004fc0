import { useFrame } from '#platform/http/frame.ts';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Icon } from '#platform/ui/icon/icon.tsx';
import type { TodoItem } from '#platform/ui/navigation.ts';
import { DueDate } from '#platform/ui/staff-list/staff-list.tsx';
import { texts } from '../messages/index.ts';

/** The home of somebody signed in: what waits for them, the most pressing first. */
export function Today({ items }: { readonly items: readonly TodoItem[] }) {
  const { lang, navigation } = useFrame();
  const m = texts(lang).today;
  return (
    <div class="rf-split">
      <section>
        <h2>{m.heading}</h2>
        {items.length === 0 ? (
          <EmptyState title={m.nothing}>
            <p>{m.nothing_text}</p>
          </EmptyState>
        ) : (
          <ul class="rf-todo">
            {items.map((item) => (
              <li
                key={item.href + item.text}
                class={`rf-todo__item rf-todo__item--${item.tone ?? 'neutral'}`}
              >
                <a class="rf-todo__link" href={item.href}>
                  {item.text}
                </a>
                {item.due ? <DueDate at={item.due} /> : null}
                <Icon name="arrow_right" />
              </li>
            ))}
          </ul>
        )}
      </section>
      <nav aria-label={m.places}>
        <h2>{m.places}</h2>
        <ul class="rf-places">
          {navigation.map((place) => (
            <li key={place.href}>
              <a href={place.href}>{place.text(lang)}</a>
            </li>
          ))}
          <li>
            <a href="/account">{m.account}</a>
          </li>
        </ul>
      </nav>
    </div>
  );
}
