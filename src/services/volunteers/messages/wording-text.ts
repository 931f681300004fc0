import type { Lang } from '#platform/i18n/index.ts';

/** '2026-11-a', the version of a sentence of consent (domain/consent.ts), for a reader. */
export function wordingText(lang: Lang, say: (month: string, letter: string) => string) {
  const months = new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (version: string): string => {
    const [, month, letter] = /^(\d{4}-\d{2})-(\w+)$/.exec(version) ?? [];
    if (!month || !letter) return version;
    return say(months.format(new Date(`${month}-01T00:00:00Z`)), letter);
  };
}
