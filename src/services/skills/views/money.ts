import type { Lang } from '#platform/i18n/index.ts';
import { texts } from '../messages/index.ts';

const EUROS = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }),
};

/** Cents as money, `gratuit` for nothing. */
export function money(lang: Lang, cents: number): string {
  return cents === 0 ? texts(lang).sessions.free : EUROS[lang].format(cents / 100);
}

/** Cents as money, whatever the amount. */
export function euros(lang: Lang, cents: number): string {
  return EUROS[lang].format(cents / 100);
}
