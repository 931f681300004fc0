import { hash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { communeByCode, departmentByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { notify, type OutgoingMessage, withPush } from '#platform/messaging/index.ts';
import { peopleByIds, type Reachable } from '#services/volunteers/index.ts';
import { gsmText, shortened } from './domain/gsm-text.ts';
import type { CallWords } from './messages/fr/call.ts';
import { texts } from './messages/index.ts';
import { insertLinks } from './queries/links.ts';
import { alertsOf, type NeedFacts } from './queries/need-facts.ts';
import { shiftText, sureTimeText } from './shift-text.ts';

export type Notice =
  | 'called'
  | 'confirmed'
  | 'assigned'
  | 'reminder'
  | 'offered'
  | 'filled'
  | 'released'
  | 'cancelled'
  | 'thanks_came'
  | 'thanks_reserve'
  | 'thanks_late';

/** By SMS only what cannot wait or must be heard by somebody without e-mail. */
const BY_SMS: ReadonlySet<Notice> = new Set([
  'called',
  'assigned',
  'reminder',
  'offered',
  'released',
  'cancelled',
  'thanks_came',
  'thanks_reserve',
  'thanks_late',
]);
const WITH_LINK: ReadonlySet<Notice> = new Set([
  'called',
  'confirmed',
  'assigned',
  'reminder',
  'offered',
]);
/** Texts that are worth an SMS even to somebody who also has e-mail. */
const ALWAYS_SMS: ReadonlySet<Notice> = new Set(['called', 'assigned', 'offered', 'cancelled']);

export interface NoticeOptions {
  /** Group for `cancelUnsent`: the call-out's id. */
  readonly group?: string;
  /** Vital: also at night. */
  readonly ignoreQuietHours?: boolean;
  /** Distinguishes two notices of a kind to one person: the rank of an offer. */
  readonly turn?: string;
  /** One such message to a person for the whole crisis, whatever the need and the notice. */
  readonly oncePerCrisis?: string;
  readonly confirmBy?: Date;
  readonly expiresAt?: Date;
  /** What the notice replaces, by person: the position where they were expected. */
  readonly instead?: ReadonlyMap<string, string>;
}

/** People per round: a wave may be of a hundred thousand. */
const CHUNK = 5_000;

/** Writes a notice to each of these people, by their channels, in the caller's transaction. */
export async function sendNotice(
  tx: Context,
  facts: NeedFacts,
  notice: Notice,
  volunteerIds: readonly string[],
  options: NoticeOptions = {},
): Promise<void> {
  for (let start = 0; start < volunteerIds.length; start += CHUNK) {
    await sendTo(tx, facts, notice, volunteerIds.slice(start, start + CHUNK), options);
  }
}

async function sendTo(
  tx: Context,
  facts: NeedFacts,
  notice: Notice,
  volunteerIds: readonly string[],
  options: NoticeOptions,
): Promise<void> {
  const callees = [...(await peopleByIds(tx, volunteerIds)).values()];
  const alerts = await alertsOf(tx.db, facts, volunteerIds);
  const links = callees.map((callee) => ({ callee, token: newToken(tx) }));
  if (WITH_LINK.has(notice)) {
    await insertLinks(
      tx.db,
      links.map(({ callee, token }) => ({
        crisisId: facts.crisisId,
        needId: facts.needId,
        volunteerId: callee.id,
        tokenHash: tokenHash(token),
        expiresAt: linkEnd(facts),
      })),
    );
  }
  const notified = await withPush(
    tx,
    callees.flatMap(({ accountId }) => accountId ?? []),
  );
  const messages = links.flatMap(({ callee, token }) => {
    const alert = alerts.get(callee.id);
    const words = wordsOf(facts, callee.lang, {
      letter: alert?.smsLetter ?? 'A',
      distanceKm: alert?.distanceKm,
      url: `${tx.config.publicUrl}/r/${token}`,
      ...(options.confirmBy ? { confirmBy: options.confirmBy } : {}),
      instead: options.instead?.get(callee.id) ?? '',
    });
    const push = callee.accountId !== null && notified.has(callee.accountId);
    return messagesTo(callee, facts, notice, words, { ...options, push });
  });
  await notify(tx, messages);
}

/** 96 bits: short enough for an SMS, far too many to guess. */
export function newToken(ctx: Context): string {
  return Buffer.from(ctx.random.bytes(12)).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return hash('sha256', `renfort:reply:${token}`, 'buffer');
}

/** A link shows the outcome for a week after the shift, then says that it has expired. */
function linkEnd(facts: NeedFacts): Date {
  return new Date(facts.endsAt.getTime() + 7 * 86_400_000);
}

export function wordsOf(
  facts: NeedFacts,
  lang: Lang,
  person: {
    letter: string;
    distanceKm: number | undefined;
    url: string;
    confirmBy?: Date;
    instead?: string;
  },
): CallWords {
  const km = person.distanceKm;
  return {
    caller: facts.agencies[0] ?? 'Renfort',
    title: facts.title,
    position: facts.position,
    commune: communeByCode(facts.siteCommune)?.name ?? facts.siteCommune,
    site: facts.siteName,
    distance: km === undefined ? '' : `${Math.max(1, Math.round(km))} km`,
    shift: shiftText(lang, facts),
    bring: facts.bring,
    url: person.url,
    letter: person.letter,
    instead: person.instead ?? '',
    until: person.confirmBy ? sureTimeText(lang, person.confirmBy, facts.timeZone) : '',
  };
}

function messagesTo(
  callee: Reachable,
  facts: NeedFacts,
  notice: Notice,
  words: CallWords,
  options: NoticeOptions & { readonly push: boolean },
): OutgoingMessage[] {
  const m = texts(callee.lang).call;
  const base = {
    purpose: 'crisis' as const,
    key: options.oncePerCrisis
      ? `${options.oncePerCrisis}:${facts.crisisId}`
      : [notice, facts.needId, ...(options.turn ? [options.turn] : [])].join(':'),
    lang: callee.lang,
    exercise: facts.exercise,
    timeZone: departmentByCode(callee.department ?? '')?.timeZone ?? facts.timeZone,
    ...(options.group ? { group: options.group } : {}),
    ...(options.ignoreQuietHours ? { ignoreQuietHours: true } : {}),
    ...(options.expiresAt ? { expiresAt: options.expiresAt } : {}),
  };
  const messages: OutgoingMessage[] = [];
  const wording = m[notice];
  if (callee.email) {
    const mark = facts.exercise ? `[${m.exercise}] ` : '';
    const warning = facts.exercise ? `${m.exercise}. ${m.exercise_long}\n\n` : '';
    messages.push({
      ...base,
      channel: 'email',
      recipient: callee.email,
      subject: mark + wording.subject(words),
      text: warning + wording.text(words),
    });
  }
  // Beside the others, never in their place: nobody knows whether a notification was seen.
  if (callee.accountId && options.push && BY_SMS.has(notice)) {
    messages.push({
      ...base,
      channel: 'push',
      recipient: callee.accountId,
      subject: (facts.exercise ? `[${m.exercise}] ` : '') + wording.subject(words),
      text: [words.caller, words.shift, words.site, WITH_LINK.has(notice) ? words.url : '']
        .filter(Boolean)
        .join('\n'),
    });
  }
  const wantsSms = BY_SMS.has(notice) && (ALWAYS_SMS.has(notice) || !callee.email);
  if (callee.phone && wantsSms && 'sms' in wording) {
    const short = { ...words, shift: shiftText(callee.lang, facts, 'short') };
    messages.push({
      ...base,
      channel: 'sms',
      recipient: callee.phone,
      text: smsText(wording.sms, short, facts.exercise ? `${m.exercise} - ` : ''),
    });
  }
  return messages;
}

/** Two segments at most: what officers type is shortened, never the codes nor the link. */
export function smsText(
  text: (words: CallWords) => string,
  words: CallWords,
  prefix = '',
  limit = 300,
): string {
  for (const length of [60, 40, 28, 20]) {
    const sms = gsmText(
      prefix +
        text({
          ...words,
          caller: shortened(words.caller, length),
          title: shortened(words.title, length),
          position: shortened(words.position, length),
          commune: shortened(words.commune, length),
          site: shortened(words.site, length),
          instead: shortened(words.instead, length),
        }),
    );
    if (sms.length <= limit) return sms;
  }
  return gsmText(
    prefix +
      text({ ...words, caller: '', title: '', position: '', commune: '', site: '', instead: '' }),
  );
}
