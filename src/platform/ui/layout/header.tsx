import { useFrame } from '../../http/frame.ts';
import { LANGS } from '../../i18n/index.ts';
import { Icon } from '../icon/icon.tsx';
import { uiTexts } from '../messages.ts';
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
            <ul class="rf-menu__list">
              {navigation.map((item) => (
                <li key={item.href}>
                  <a
                    class="rf-menu__link"
                    href={item.href}
                    aria-current={item.href === current ? 'page' : undefined}
                  >
                    {item.text(lang)}
                  </a>
                </li>
              ))}
            </ul>
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
