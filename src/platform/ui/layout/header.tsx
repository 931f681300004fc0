import { useFrame } from '../../http/frame.ts';
import { LANGS } from '../../i18n/index.ts';
import { Icon } from '../icon/icon.tsx';
import { uiTexts } from '../messages.ts';
import { type NavItem, SECTIONS, type Section } from '../navigation.ts';
import { Wordmark } from '../wordmark/wordmark.tsx';
import { samePageIn } from './same-page.ts';

export function Header() {
  const { lang, path, navigation } = useFrame();
  const m = uiTexts(lang).layout;
  const here = path.split('?')[0] ?? '/';
  const current = currentOf(
    here,
    navigation.map((item) => item.href),
  );
  return (
    <header class="rf-header">
      <div class="rf-width">
        <a class="rf-header__home" href="/" aria-label={m.home}>
          <Wordmark />
        </a>
        <button class="rf-menu__toggle" type="button" popovertarget="menu">
          {m.menu}
        </button>
        <div class="rf-menu" id="menu" popover="auto">
          <nav aria-label={m.navigation}>
            {navigation.length <= FEW ? (
              <Entries items={navigation} current={current} />
            ) : (
              <ul class="rf-menu__list">
                {SECTIONS.map((section) => (
                  <SectionEntry key={section} section={section} current={current} />
                ))}
              </ul>
            )}
          </nav>
          <Side />
          <button
            class="rf-menu__close"
            type="button"
            popovertarget="menu"
            popovertargetaction="hide"
          >
            {m.close}
          </button>
        </div>
      </div>
    </header>
  );
}

/** Whoever has more entries than this has them in sections. */
const FEW = 6;

function Entries({ items, current }: { items: readonly NavItem[]; current: string | undefined }) {
  return (
    <ul class="rf-menu__list">
      {items.map((item) => (
        <li key={item.href}>
          <Entry item={item} current={current} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ item, current }: { item: NavItem; current: string | undefined }) {
  return (
    <a
      class="rf-menu__link"
      href={item.href}
      aria-current={item.href === current ? 'page' : undefined}
    >
      {item.text(useFrame().lang)}
    </a>
  );
}

/** A section with one entry is that entry. One section is open at a time, without a script. */
function SectionEntry({ section, current }: { section: Section; current: string | undefined }) {
  const { lang, navigation } = useFrame();
  const items = navigation.filter((item) => item.section === section);
  const [first] = items;
  if (!first) return null;
  return (
    <li>
      {items.length === 1 ? (
        <Entry item={first} current={current} />
      ) : (
        <details class="rf-menu__section" name="menu">
          <summary
            class="rf-menu__link"
            aria-current={items.some(({ href }) => href === current) ? 'true' : undefined}
          >
            {uiTexts(lang).layout.sections[section]}
          </summary>
          <Entries items={items} current={current} />
        </details>
      )}
    </li>
  );
}

/** Language and account. */
function Side() {
  const { lang, path, actor, accountLabel } = useFrame();
  const m = uiTexts(lang).layout;
  return (
    <ul class="rf-menu__list rf-menu__side">
      {LANGS.filter((other) => other !== lang).map((other) => (
        <li key={other}>
          <a class="rf-menu__link" href={samePageIn(path, other)} lang={other} hreflang={other}>
            {uiTexts(other).layout.language}
          </a>
        </li>
      ))}
      <li>
        {actor.kind === 'anonymous' ? (
          <a class="rf-menu__link" href="/sign-in">
            <Icon name="person" />
            {m.sign_in}
          </a>
        ) : (
          <a
            class="rf-menu__link"
            href="/account"
            aria-current={path.startsWith('/account') ? 'page' : undefined}
          >
            <Icon name="person" />
            {accountLabel ?? m.account}
          </a>
        )}
      </li>
    </ul>
  );
}

/** The entry that the page is under; of two (/crises, /crises/alerts), the nearer one. */
function currentOf(path: string, hrefs: readonly string[]): string | undefined {
  return hrefs
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}
