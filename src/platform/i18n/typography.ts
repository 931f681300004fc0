import type { Lang } from './index.ts';

const NARROW = '\u202f';

/** Between a word and what it announces, as each language writes it. */
export const COLON: Readonly<Record<Lang, string>> = { fr: ' : ', en: ': ' };

/** Elements whose text is not prose, or must come back as it was. */
const VERBATIM = /(<(style|script|textarea|pre|code)\b[\s\S]*?<\/\2>)|(>[^<]+)/g;

/**
 * French puts a narrow no-break space before : ; ! ? » and after «. Done once on the whole page, so
 * that no author, person or place forgets it. SMS texts do not pass here: that space costs them half
 * of their characters.
 */
export function frenchSpaces(html: string): string {
  return html.replace(VERBATIM, (whole, verbatim: string | undefined) =>
    verbatim === undefined
      ? whole.replace(/[ \u00a0]([:;!?»])/g, `${NARROW}$1`).replace(/«[ \u00a0]/g, `«${NARROW}`)
      : whole,
  );
}
