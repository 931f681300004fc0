import { LEXICONS, type LexiconId } from './lexicon/index.ts';
import type { NeutralityTheme } from './pack.ts';

/** Words found in a text, and why they may not count. */
export interface Found {
  readonly entry: string;
  /** As written, shortened. */
  readonly excerpt: string;
  readonly cancelled: 'negated' | 'look_alike' | null;
}

/** A text made comparable; `shown` has the same length, so that what was found can be quoted. */
export interface Text {
  readonly shown: string;
  readonly folded: string;
}

const LONGEST_READ = 10_000;
const EXCERPT = 160;

export function comparable(text: string): Text {
  const shown = text
    .slice(0, LONGEST_READ)
    .normalize('NFC')
    .replace(/[œŒæ’‘`´\s]/g, (sign) => SIGNS[sign] ?? ' ');
  // One unit for one, so that places in both texts agree.
  const lower = shown.toLowerCase();
  const same = lower.length === shown.length ? lower : shown;
  return { shown, folded: same.replace(/[^\0-\x7f]/g, (sign) => PLAIN.get(sign) ?? plain(sign)) };
}

const SIGNS: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'Oe',
  æ: 'ae',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
};

const PLAIN = new Map<string, string>();

function plain(character: string): string {
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const same = bare.length === character.length ? bare : character;
  if (PLAIN.size < 1000) PLAIN.set(character, same);
  return same;
}

interface Compiled {
  readonly pattern: RegExp;
  readonly unless: RegExp | null;
  readonly needs: readonly string[] | undefined;
}

const compiled = new Map<LexiconId, Map<string, Compiled>>();

function entriesOf(lexicon: LexiconId): Map<string, Compiled> {
  let entries = compiled.get(lexicon);
  if (!entries) {
    entries = new Map(
      LEXICONS[lexicon].map(({ id, pattern, unless, needs }) => [
        id,
        {
          pattern: new RegExp(pattern, 'g'),
          unless: unless === undefined ? null : new RegExp(unless),
          needs,
        },
      ]),
    );
    compiled.set(lexicon, entries);
  }
  return entries;
}

/** The first place of each entry that counts, else the first that looks as if and does not. */
export function findWords(text: Text, lexicon: LexiconId, ids: readonly string[]): Found[] {
  const entries = entriesOf(lexicon);
  const found: Found[] = [];
  for (const id of ids) {
    const { pattern, unless, needs } = entries.get(id) as Compiled;
    if (needs && !needs.some((word) => text.folded.includes(word))) continue;
    let kept: Found | undefined;
    for (const match of text.folded.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const cancelled = unless?.test(clauseAround(text.folded, start, end))
        ? 'look_alike'
        : DENIED_INSIDE.test(match[0]) || isNegated(text.folded, start, end, STRICT)
          ? 'negated'
          : null;
      if (kept && cancelled !== null) continue;
      kept = {
        entry: id,
        excerpt: text.shown.slice(start, end).trim().slice(0, EXCERPT),
        cancelled,
      };
      if (cancelled === null) break;
    }
    if (kept) found.push(kept);
  }
  return found;
}

/** Whether any of the words occurs, negated or not. */
export function hasWords(text: Text, lexicon: LexiconId, id: string): boolean {
  const { pattern } = entriesOf(lexicon).get(id) as Compiled;
  pattern.lastIndex = 0;
  return pattern.test(text.folded);
}

/** Between two full stops or semicolons. */
function clauseAround(text: string, start: number, end: number): string {
  let from = start;
  while (from > 0 && !isStop(text, from - 1)) from--;
  let to = end;
  while (to < text.length && !isStop(text, to)) to++;
  return text.slice(from, to);
}

function isStop(text: string, at: number): boolean {
  const character = text[at];
  // A dot inside a word ("A.B.C.", "L.2131-1") ends nothing.
  return character === ';' || (character === '.' && !/[a-z0-9]/.test(text[at + 1] ?? ' '));
}

// Words that begin an activity: what stands before them no longer denies what follows.
const ACTIVITY = String.raw`lucrati|exerc|promou|promotion|organis|gerer\b|gestion\b|celebr|entret|subven|assur|develop|afin\b|construi|construct|acqui|permett|favoris|mais\b|sauf\b|soute?ni|aide[r ]|anim[ea]|diffus|creer\b|creation\b|\bobjet\b|\bpour but\b|\ba pour\b|\belle\b`;
const NEW_SENTENCE = String.raw`lucrati|\ba pour\b|\bobjet\b|\bpour but\b|\bmais\b|\belle\b|\b(?:assure|organise|celebre|gere|propose|vise|contribue|exerce|annonce|soutient|presente)(?:nt)?\b`;
// A comma goes on with the list only before such words.
const LIST_COMMA = String.raw`, ?(?=toute?s?\b|tous\b|aucun|ni\b)`;
const DENIAL = String.raw`\b(?:(?:en )?dehors|hors\b|a l'exclusion|exclu(?:t|ant|sion|re|s|e|es)?\b|independa\w+|independamment|abstraction|neutralite|au[- ]dela|etrang\w+|eloigne\w*|a l'ecart|ecart(?:e|er|ant)\b|exempt\w*|depourvu\w*|libre de|aucune?|ni\b|sans (?:distinction|consideration|appartenance|aucun|caractere|but|objectif|visee|vocation|connotation|discrimination|parti pris|esprit|reference|affiliation|preoccupation|proselytisme|orientation|lien|engagement|opinion|couleur|finalite|arriere|propagande|attache|egard|ingerence|dimension|obedience|tenir|distinctions|prise)\w*)`;
// With these a verb may follow: "s'interdit d'organiser".
const PROHIBITION = String.raw`(?:\bs'interdi\w+|\binterdi(?:t|te|ts|tes|sant|re)\b|\bproscri\w+|\brefus\w+|\brejet\w+|\bbanni\w+|\bs'abst\w+|\bn'(?:est|a|ont|entend|aura|appartient|adhere|exerce|organise|engage)\b[^;.,]{0,40}\b(?:pas|aucune?|ni|jamais)\b|\bne\b[^;.,]{0,40}\b(?:pas|aucune?|ni|jamais)\b)`;
const FORBIDDEN = String.raw`\b(?:(?:est|sont|etant|sera|seront|reste\w*|demeure\w*) (?:\w+ment )?(?:interdi|exclu|proscri|prohib|banni|refus|ecart)|(?:exclue?s?|interdite?s?|proscrite?s?|bannie?s?)\b)`;

/** `strict`: within one member of the sentence; `loose`: along a whole list. */
interface Negation {
  readonly before: readonly RegExp[];
  readonly after: RegExp;
}

const STRICT: Negation = {
  before: [
    new RegExp(`${DENIAL}(?:(?!${ACTIVITY})(?:[^;.,]|${LIST_COMMA})){0,90}$|\\bnon[- ]$`),
    new RegExp(`${PROHIBITION}(?:(?!${NEW_SENTENCE})(?:[^;.,]|${LIST_COMMA})){0,110}$`),
  ],
  after: new RegExp(`^[^;.,]{0,70}${FORBIDDEN}`),
};
const LOOSE: Negation = {
  before: [
    new RegExp(`${DENIAL}(?:(?!${ACTIVITY})[^;.]){0,130}$|\\bnon[- ]$`),
    new RegExp(`${PROHIBITION}(?:(?!${NEW_SENTENCE})[^;.]){0,130}$`),
  ],
  after: new RegExp(`^[^;.]{0,70}${FORBIDDEN}`),
};

function isNegated(text: string, start: number, end: number, { before, after }: Negation): boolean {
  const ahead = text.slice(Math.max(0, start - 200), start);
  const clause = ahead.slice(lastStop(ahead) + 1);
  if (before.some((pattern) => pattern.test(clause))) return true;
  return after.test(text.slice(end, end + 110));
}

/** "une activité hors de tout cadre religieux": the denial stands inside what was found. */
const DENIED_INSIDE = /\b(?:hors|sauf|sans (?!etiquette)|aucune?|ni|non)\b/;

function lastStop(text: string): number {
  for (let at = text.length - 1; at >= 0; at--) if (isStop(text, at)) return at;
  return -1;
}

const NEUTRAL_WORDS: readonly (readonly [NeutralityTheme, RegExp])[] = [
  ['political', /\bpolitiques?\b|\bpartis?\b/g],
  ['religious', /\breligi\w+|\bconfession\w+|\bcultuel\w*|\bspirituel\w*|\bphilosophi\w+/g],
  ['union', /\bsyndica\w+/g],
];
const NEUTRAL_ALONE: readonly (readonly [NeutralityTheme, RegExp])[] = [
  [
    'political',
    /\bapolitiq\w+|\bapolitism\w+|\ba-politiq\w+|\bnon[- ]politiq\w+|\bsans etiquette\b/,
  ],
  [
    'religious',
    /\baconfession\w+|\bnon[- ]confession\w+|\bareligi\w+|\bcadre laique|\blaiques? et apolit|\bapolitiques?,? (?:et )?laiques?|principe de laicite/,
  ],
  ['union', /\basyndica\w+|\bnon[- ]syndica\w+/],
];
const ANY_NEUTRAL =
  /politi|\bpartis?\b|religi|confession|cultuel|spiritu|philosoph|syndica|laique|laicite|etiquette/;

/** The themes from which a text keeps away ("hors de toute considération politique ou religieuse"), each with its words. */
export function neutralityOf(text: Text): Map<NeutralityTheme, string> {
  const neutral = new Map<NeutralityTheme, string>();
  if (!ANY_NEUTRAL.test(text.folded)) return neutral;
  for (const [theme, pattern] of NEUTRAL_ALONE) {
    const match = pattern.exec(text.folded);
    if (match) neutral.set(theme, quoted(text, match.index, match.index + match[0].length));
  }
  for (const [theme, pattern] of NEUTRAL_WORDS) {
    if (neutral.has(theme)) continue;
    for (const match of text.folded.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (!isNegated(text.folded, match.index, end, LOOSE)) continue;
      neutral.set(theme, quoted(text, match.index, end));
      break;
    }
  }
  return neutral;
}

function quoted({ shown, folded }: Text, start: number, end: number): string {
  const from = Math.max(lastStop(folded.slice(0, start)) + 1, start - 90);
  const words = shown.slice(from, Math.min(shown.length, end + 20));
  return (from > 0 && shown[from - 1] !== ' ' ? words.replace(/^\S*\s/, '') : words).trim();
}
