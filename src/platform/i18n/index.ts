export const LANGS = ['fr', 'en'] as const;
export type Lang = (typeof LANGS)[number];

/**
 * A service's texts: `fr` is the type of `en`, so a missing or differently-shaped English text does
 * not compile. Texts with values are functions: `count: (n: number) => ...`.
 */
export function catalogue<Messages>(texts: {
  readonly fr: Messages;
  readonly en: NoInfer<Messages>;
}) {
  return (lang: Lang): Messages => texts[lang];
}

const PLURALS = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };

/** `plural('fr', n, { one: 'place', other: 'places' })` */
export function plural(lang: Lang, n: number, forms: { one: string; other: string }): string {
  return PLURALS[lang].select(n) === 'one' ? forms.one : forms.other;
}
