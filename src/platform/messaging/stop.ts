import { PURPOSES } from './domain/message.ts';
import { readStopWord } from './domain/stop-word.ts';
import type { SmsHandler } from './incoming.ts';
import { texts } from './messages/index.ts';
import { addressHash, savePreference } from './queries/preference.ts';
import { offersUnsubscribe } from './unsubscribe.ts';

/** STOP closes a number to everything but what its owner asks for; START opens it again. */
export const answerStop: SmsHandler = async (tx, { from, text }) => {
  const word = readStopWord(text);
  if (!word) return undefined;
  await savePreference(tx.db, await addressHash(tx.db, 'sms', from), {
    purposes: PURPOSES.filter(offersUnsubscribe),
    muted: word === 'stop',
    source: 'sms',
    at: tx.clock.now(),
  });
  return { text: texts('fr').stop[word], lang: 'fr' };
};
