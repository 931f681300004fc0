import type { Lang } from '../i18n/index.ts';

const NUMBERS = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') };
const PERCENTS = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 }),
};

/** 12 345 in French, 12,345 in English. */
export function formatNumber(lang: Lang, value: number): string {
  return NUMBERS[lang].format(value);
}

/** `share` from 0 to 1. */
export function formatPercent(lang: Lang, share: number): string {
  return PERCENTS[lang].format(share);
}
