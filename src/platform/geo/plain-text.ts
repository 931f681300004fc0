/** For comparing place names: lower case, no accents, hyphens or apostrophes; St and Ste written out. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\bs\//g, 'sur ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bst(e?)(s?)\b/g, 'saint$1$2');
}
