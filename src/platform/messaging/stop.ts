import { readStopWord } from './domain/stop-word.ts';
import type { SmsHandler } from './incoming.ts';
import { texts } from './messages/index.ts';
import { choose } from './preference-changed.ts';
import { CHOSEN_PURPOSES } from './preferences.ts';
import { lastWritten } from './queries/outbox.ts';
import { addressHash } from './queries/preference.ts';

/**
 * STOP closes a number to everything but what its owner asks for; START opens it again. Answered in the
 * language of what the person was last written.
 */
export const answerStop: SmsHandler = async (tx, { from, text }) => {
  const word = readStopWord(text);
  if (!word) return undefined;
  const hash = await addressHash(tx.db, 'sms', from);
  const choice = {
    purposes: CHOSEN_PURPOSES,
    muted: word === 'stop',
    source: 'sms',
    at: tx.clock.now(),
  } as const;
  const { lang, exercise } = (await lastWritten(tx.db, hash)) ?? { lang: 'fr', exercise: false };
  await choose(tx, hash, choice, { channel: 'sms', recipient: from });
  const m = texts(lang).stop;
  return { text: (exercise ? m.exercise : '') + m[word], lang, exercise };
};
