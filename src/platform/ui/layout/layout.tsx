import { useFrame } from '../../http/frame.ts';
import type { Page } from '../../http/pages.tsx';

export function Layout({ title, body }: Page) {
  const { lang } = useFrame();
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} - renfort`}</title>
      </head>
      <body>
        <main id="main">
          <h1>{title}</h1>
          {body}
        </main>
      </body>
    </html>
  );
}
