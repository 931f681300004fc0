import type { ComponentChildren } from 'preact';
import { useFrame } from '../../http/frame.ts';
import type { Page } from '../../http/pages.tsx';
import { FAVICON, FONT_PRELOAD, PLAIN_CSS, STYLESHEET } from '../assets.ts';
import { classNames } from '../class-names.ts';
import { uiTexts } from '../messages.ts';
import { Wordmark } from '../wordmark/wordmark.tsx';
import { Bands } from './bands.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';

/** The whole document around a page's body. */
export function Layout(props: Page) {
  const { lang } = useFrame();
  return (
    <html lang={lang}>
      <Head {...props} />
      {props.shell === 'plain' ? <PlainBody {...props} /> : <FullBody {...props} />}
    </html>
  );
}

function Head({ title, shell }: Page) {
  const { lang, exercise, nonce } = useFrame();
  const m = uiTexts(lang).layout;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${exercise ? `${m.exercise} · ` : ''}${title} · renfort`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <link rel="icon" href={FAVICON} type="image/svg+xml" />
      {shell === 'plain' ? (
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: PLAIN_CSS }} />
      ) : (
        <>
          <link
            rel="preload"
            href={FONT_PRELOAD}
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
          />
          <link rel="stylesheet" href={STYLESHEET} />
        </>
      )}
    </head>
  );
}

function FullBody(props: Page) {
  const { mood = 'everyday', wide = false } = props;
  const m = uiTexts(useFrame().lang).layout;
  return (
    <body class={classNames('rf-page', `rf-page--${mood}`, wide && 'rf-page--wide')}>
      <a class="rf-skip" href="#main">
        {m.skip}
      </a>
      <Bands />
      <Header />
      <main id="main" class="rf-main rf-width" tabIndex={-1}>
        <Breadcrumbs {...props} />
        <Heading {...props} />
        {props.body}
      </main>
      <Footer />
    </body>
  );
}

/** From the home page to here; the home page itself has none. */
function Breadcrumbs({ breadcrumbs = [] }: Page) {
  const { lang, path } = useFrame();
  const m = uiTexts(lang).layout;
  if (/^\/(?:\?|$)/.test(path)) return null;
  const above = breadcrumbs.filter((crumb) => crumb.href !== '/');
  return (
    <nav class="rf-breadcrumbs" aria-label={m.breadcrumbs}>
      <ol>
        {[{ text: m.home_crumb, href: '/' }, ...above].map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** No navigation, no web font, no second request: for a phone on a bad network, and for paper. */
function PlainBody(props: Page): ComponentChildren {
  return (
    <body class={classNames(props.wide && 'rf-page--wide')}>
      <Bands />
      <main id="main">
        <Wordmark />
        <Heading {...props} />
        {props.body}
      </main>
    </body>
  );
}

function Heading({ title, ownHeading = false, lead, kicker }: Page) {
  if (ownHeading) return null;
  return (
    <>
      {kicker ? <p class="rf-kicker">{kicker}</p> : null}
      <h1>{title}</h1>
      {lead ? <p class="rf-lead">{lead}</p> : null}
    </>
  );
}
