/** Words that say nothing about which association it is; kept when a name has no others. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'a au aux avec d dans de des du en et l la le les ou par pour sur un une asso ass association associations'.split(
    ' ',
  ),
);

const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
};

/** Lower case without accents, only letters and digits between single spaces; St and Ste written out. */
export function plainName(text: string): string {
  let plain = text.toLowerCase();
  if (/[^ -~]/.test(plain)) {
    plain = plain
      .replace(/[œæßøłđ]/g, (letter) => LETTERS[letter] as string)
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '');
  }
  plain = plain.replace(/[^a-z0-9]+/g, ' ').trim();
  if (plain.includes('st')) plain = plain.replace(/\bst(e?)(s?)\b/g, 'saint$1$2');
  return plain;
}

/** Plurals fold: "amis" and "ami", "animaux" and "animal", "jeux" and "jeu". Four letters or more. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('aux') && word.length > 5) return `${word.slice(0, -3)}al`;
  const last = word[word.length - 1];
  if ((last === 's' && word[word.length - 2] !== 's') || last === 'x') return word.slice(0, -1);
  return word;
}

/** "m j c" is one word. */
function joinLetters(words: readonly string[]): string[] {
  const joined: string[] = [];
  let run = '';
  for (const word of words) {
    if (word.length === 1 && word >= 'a') {
      run += word;
      continue;
    }
    if (run !== '') joined.push(run);
    run = '';
    joined.push(word);
  }
  if (run !== '') joined.push(run);
  return joined;
}

/** What a search looks for in a name, in its order, each once. */
export function nameWords(plain: string): string[] {
  const words = plain === '' ? [] : plain.split(' ');
  const spelt = words.some((word) => word.length === 1) ? joinLetters(significant(words)) : words;
  const found = significant(spelt).map(stem);
  return found.length < 2 ? found : [...new Set(found)];
}

function significant(words: readonly string[]): string[] {
  const kept = words.filter((word) => !EMPTY_WORDS.has(word));
  return kept.length > 0 ? kept : [...words];
}

const ACRONYM = { shortest: 3, longest: 8 } as const;

/** The initials of its words, for who knows only them: "maison des jeunes et de la culture" -> "mjc". */
export function acronymOf(plain: string): string | undefined {
  const words = significant(plain.split(' '));
  if (words.length < ACRONYM.shortest || words.length > ACRONYM.longest) return undefined;
  let letters = '';
  for (const word of words) letters += word[0];
  return letters;
}

/** In the index an acronym that was made here is told from a word that is written: ".mjc". */
export const ACRONYM_MARK = '.';

/** Everything that finds an organisation by its name: words of both names, and its initials. */
export function searchWords(plain: string, plainShortName: string): string[] {
  const words = nameWords(plain);
  if (plainShortName !== '' && plainShortName !== plain) {
    for (const word of nameWords(plainShortName)) if (!words.includes(word)) words.push(word);
  }
  const acronym = acronymOf(plain);
  if (acronym !== undefined) words.push(ACRONYM_MARK + acronym);
  return words;
}
