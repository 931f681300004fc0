export type SmsAnswer = 'yes' | 'no';

export interface SmsReply {
  /** Answers with their letter, in the order of the message, each letter once. */
  readonly codes: readonly { readonly letter: string; readonly answer: SmsAnswer }[];
  /** An answer without a letter: it concerns the latest call. */
  readonly plain: SmsAnswer | undefined;
  readonly stop: boolean;
  /** False: nothing can be concluded, the person gets an explanation and nothing changes. */
  readonly clear: boolean;
}

const UNCLEAR: SmsReply = { codes: [], plain: undefined, stop: false, clear: false };
const STOP = new Set(['STOP', 'STOPSMS', 'ARRET', 'UNSUBSCRIBE', 'DESINSCRIPTION']);
const YES = new Set(['OUI', 'YES', 'OK', 'DACCORD', '1']);
const NO = new Set(['NON', 'NO', '2']);
/** Words that people add and that change nothing. */
const POLITE = new Set(['MERCI', 'BONJOUR', 'BONSOIR', 'SVP', 'THANKS', 'HELLO', 'ET', 'AND']);

/**
 * Reads an answer by SMS: `A1` yes and `A2` no to the call of letter A, several in one message,
 * `oui`, `non`, `STOP`. Anything doubtful ("oui mais pas avant 14 h", `A1 A2`) is unclear: nobody is
 * engaged by a guess.
 */
export function parseSmsReply(text: string): SmsReply {
  const words = wordsOf(text);
  if (words.length === 0) return UNCLEAR;
  if (words.some((word) => STOP.has(word))) {
    return words.every((word) => STOP.has(word) || POLITE.has(word) || word === 'SMS')
      ? { ...UNCLEAR, stop: true, clear: true }
      : UNCLEAR;
  }
  const codes = new Map<string, SmsAnswer>();
  const plain = new Set<SmsAnswer>();
  for (const word of words) {
    const code = /^([A-Z])([12])$/.exec(word);
    if (code) {
      const answer = code[2] === '1' ? 'yes' : 'no';
      const letter = code[1] as string;
      if ((codes.get(letter) ?? answer) !== answer) return UNCLEAR;
      codes.set(letter, answer);
    } else if (YES.has(word)) plain.add('yes');
    else if (NO.has(word)) plain.add('no');
    else if (!POLITE.has(word)) return UNCLEAR;
  }
  const agrees = [...codes.values()].every((answer) => plain.size === 0 || plain.has(answer));
  if (plain.size > 1 || !agrees || (codes.size === 0 && plain.size === 0)) return UNCLEAR;
  return {
    codes: [...codes].map(([letter, answer]) => ({ letter, answer })),
    plain: codes.size === 0 ? [...plain][0] : undefined,
    stop: false,
    clear: true,
  };
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/['’]/g, '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .replace(/\b([A-Z]) ([12])\b/g, '$1$2')
    .replace(/\b([A-Z][12])(?=[A-Z][12])/g, '$1 ')
    .split(' ')
    .flatMap((word) => (/^([A-Z][12])+$/.test(word) ? (word.match(/[A-Z][12]/g) ?? []) : [word]))
    .filter((word) => word !== '');
}
