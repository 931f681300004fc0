/** GSM 03.38 basic set (the escape and the extension table left out: each costs two). */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const ALLOWED = new Set(GSM);

const REPLACEMENTS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '€': 'EUR',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};

/**
 * The same text with GSM-7 characters only: one "ç", "ê" or "’" would make the SMS UCS-2, 70
 * characters a segment rather than 160. What has no plain form is left out.
 */
export function gsmText(text: string): string {
  const plain = [...text.normalize('NFC')]
    .map((char) => {
      if (ALLOWED.has(char)) return char;
      const known = REPLACEMENTS[char];
      if (known !== undefined) return known;
      const bare = char.normalize('NFD').replace(/\p{M}/gu, '');
      return [...bare].every((c) => ALLOWED.has(c)) ? bare : '';
    })
    .join('');
  return plain.replace(/ {2,}/g, ' ').trim();
}

/** At most `length` characters, cut at a word, "..." when something is missing. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 3);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).trimEnd()}...`;
}
