import type { Context } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { peopleByIds, volunteerByPhone } from '#services/volunteers/index.ts';
import { answerCall } from './actions/answer.ts';
import { smsText, wordsOf } from './call-messages.ts';
import type { Outcome } from './domain/places.ts';
import { parseSmsReply } from './domain/sms-reply.ts';
import type { CallWords } from './messages/fr/call.ts';
import { texts } from './messages/index.ts';
import { callView, openCalls } from './queries/links.ts';
import { needFacts } from './queries/need-facts.ts';

export interface SmsAnswer {
  readonly text: string;
  readonly lang: Lang;
  readonly exercise?: boolean;
}

type Call = Awaited<ReturnType<typeof openCalls>>[number];

/**
 * Understands the answer to a call by SMS and acts on it, in the caller's transaction. `undefined`:
 * the text is not for this service (somebody unknown, STOP, nobody is waiting for an answer).
 */
export async function answerSms(
  tx: Context,
  sms: { readonly from: string; readonly text: string },
): Promise<SmsAnswer | undefined> {
  const volunteerId = await volunteerByPhone(tx, sms.from);
  if (!volunteerId) return undefined;
  const reply = parseSmsReply(sms.text);
  // STOP mutes the number for all crises: the messaging service does that.
  if (reply.stop) return undefined;
  const calls = await openCalls(tx.db, volunteerId, tx.clock.now());
  const person = (await peopleByIds(tx, [volunteerId])).get(volunteerId);
  const lang = person?.lang ?? 'fr';
  const { sms_answer: m, exercise: mark } = texts(lang).call;
  const [latest] = calls;
  if (!latest) return reply.clear ? { text: m.nothing(), lang } : undefined;
  const exercise = (await needFacts(tx.db, latest)).exercise;
  const wanted = reply.plain
    ? [{ call: latest, answer: reply.plain }]
    : reply.codes.flatMap(({ letter, answer }) => {
        const call = calls.find(({ smsLetter }) => smsLetter === letter);
        return call ? [{ call, answer }] : [];
      });
  if (wanted.length === 0 || (reply.codes.length > 0 && wanted.length < reply.codes.length)) {
    const letters = calls.slice(0, 3).map(({ smsLetter }) => smsLetter);
    const prefix = exercise ? `${mark} - ` : '';
    return { text: smsText(() => m.unclear(letters), EMPTY, prefix), lang, exercise };
  }
  const answers: string[] = [];
  // By id, so that two texts that name the same needs lock them in one order.
  for (const { call, answer } of wanted.sort((a, b) => (a.call.needId < b.call.needId ? -1 : 1))) {
    const { crisisId, needId } = call;
    const outcome = await answerCall(tx, {
      crisisId,
      needId,
      volunteerId,
      answer,
      reason: null,
      channel: 'sms',
    });
    answers.push(await sentence(tx, lang, { ...call, volunteerId }, outcome));
  }
  return { text: answers.join(' '), lang, exercise };
}

const EMPTY: CallWords = {
  caller: '',
  title: '',
  position: '',
  commune: '',
  site: '',
  distance: '',
  shift: '',
  bring: '',
  url: '',
  letter: '',
  instead: '',
  until: '',
};

async function sentence(
  tx: Context,
  lang: Lang,
  call: Call & { readonly volunteerId: string },
  outcome: Outcome,
): Promise<string> {
  const { call: m } = texts(lang);
  const facts = await needFacts(tx.db, call);
  const view = await callView(tx.db, call);
  const words = wordsOf(facts, lang, { letter: call.smsLetter, distanceKm: undefined, url: '' });
  return smsText(
    (w) => m.sms_answer[outcome](w, view?.reservePosition ?? 1),
    words,
    facts.exercise ? `${m.exercise} - ` : '',
  );
}
