import type { Lang } from '../../i18n/index.ts';

/** The address of this very page in another language. */
export function samePageIn(path: string, lang: Lang): string {
  const [pathname = '/', search = ''] = path.split('?');
  const parameters = new URLSearchParams(search);
  parameters.set('lang', lang);
  return `${pathname}?${parameters}`;
}
