const STOP = new Set(['STOP', 'STOPSMS', 'ARRET', 'UNSUBSCRIBE', 'DESINSCRIPTION']);
const START = new Set(['START', 'REPRISE', 'REPRENDRE']);
/** Words that people add and that change nothing. */
const POLITE = new Set(['MERCI', 'BONJOUR', 'BONSOIR', 'SVP', 'SMS', 'THANKS', 'PLEASE']);

/**
 * A text that asks for no more texts, or for them again, and says nothing else. "Stop" inside a
 * sentence is not one: nobody is muted by a guess.
 */
export function readStopWord(text: string): 'stop' | 'start' | undefined {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '' && !POLITE.has(word));
  if (words.length === 0) return undefined;
  if (words.every((word) => STOP.has(word))) return 'stop';
  return words.every((word) => START.has(word)) ? 'start' : undefined;
}
