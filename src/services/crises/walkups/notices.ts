import { createHash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import {
  cancelUnsent,
  notify,
  type OutgoingMessage,
  readPhone,
} from '#platform/messaging/index.ts';
import { newToken } from '../call-messages.ts';
import { gsmText, shortened } from '../domain/gsm-text.ts';
import type { IntakeOfCrisis, IntakeSlot } from '../queries/intake.ts';
import { sitesOf } from '../queries/needs.ts';
import { insertWalkUpLinks, type WalkUp } from '../queries/walk-ups.ts';
import { shiftText, timeText } from '../shift-text.ts';
import { walkUpTexts } from './messages/index.ts';

export type NoticeKind = 'convened' | 'waiting' | 'moved' | 'released' | 'link' | 'thanks';

export interface Notice {
  readonly kind: NoticeKind;
  /** Who signed up first, then those who come along. */
  readonly people: readonly WalkUp[];
  /** A link just made; another one is made when left out. */
  readonly token?: string;
}

/** A word some hours before the time; none when the time is near anyway. */
const REMIND_BEFORE_MS = 2 * 3_600_000;
const REMIND_FROM_MS = 4 * 3_600_000;

export function walkUpTokenHash(token: string): Buffer {
  return createHash('sha256').update(`renfort:walk-up:${token}`).digest();
}

export function ownPath(lang: 'fr' | 'en', code: string, token = ''): string {
  return `/${lang === 'fr' ? 'aide' : 'help'}/${code}${token && `/${token}`}`;
}

/** Messages about a group that `cancelUnsent` takes back when its time or state changes. */
function messagesOf(groupId: string): string {
  return `walk-up:${groupId}`;
}

/** By SMS to the one who signed up, in the caller's transaction; a landline gets none. */
export async function sendWalkUpNotices(
  tx: Context,
  intake: IntakeOfCrisis,
  slots: readonly IntakeSlot[],
  notices: readonly Notice[],
): Promise<void> {
  if (notices.length === 0) return;
  const sites = new Map((await sitesOf(tx.db, intake.crisisId)).map((site) => [site.id, site]));
  const slotById = new Map(slots.map((slot) => [slot.id, slot]));
  const links: { crisisId: string; tokenHash: Buffer; walkUpId: string }[] = [];
  const messages: OutgoingMessage[] = [];
  for (const { kind, people, token: made } of notices) {
    const [leader] = people;
    if (!leader?.phone || !readPhone(leader.phone)?.mobile) continue;
    let token = made;
    if (!token && kind !== 'thanks') {
      token = newToken(tx);
      links.push({
        crisisId: intake.crisisId,
        tokenHash: walkUpTokenHash(token),
        walkUpId: leader.id,
      });
    }
    const slot = leader.slotId === null ? undefined : slotById.get(leader.slotId);
    messages.push(...messagesTo(tx, intake, kind, leader, slot, sites, token ?? ''));
  }
  await insertWalkUpLinks(tx.db, links);
  await notify(tx, messages);
}

/** What was to be said no longer holds: reminders of the old time, answers not yet sent. */
export async function forgetNotices(tx: Context, people: readonly WalkUp[]): Promise<void> {
  for (const groupId of new Set(people.map((one) => one.groupId)))
    await cancelUnsent(tx, messagesOf(groupId));
}

function messagesTo(
  tx: Context,
  intake: IntakeOfCrisis,
  kind: NoticeKind,
  leader: WalkUp,
  slot: IntakeSlot | undefined,
  sites: ReadonlyMap<string, { name: string; commune: string }>,
  token: string,
): OutgoingMessage[] {
  const now = tx.clock.now().getTime();
  const { lang } = leader;
  const m = walkUpTexts(lang).sms;
  const site = slot && sites.get(slot.siteId);
  const words = {
    title: shortened(intake.title, 40),
    what: intake.exercise ? m.exercise : '',
    when: slot ? shiftText(lang, { ...slot, timeZone: intake.timeZone }, 'short') : '',
    from: slot ? timeText(lang, slot.startsAt, intake.timeZone) : '',
    where: site ? shortened(`${site.name}, ${communeByCode(site.commune)?.name ?? ''}`, 50) : '',
    bring: shortened(slot?.bring ?? '', 40),
    url: `${tx.config.publicUrl}${ownPath(lang, intake.code, token)}`,
  };
  const turn = now.toString(36);
  const base = {
    channel: 'sms' as const,
    recipient: leader.phone as string,
    purpose: 'crisis' as const,
    lang,
    exercise: intake.exercise,
    timeZone: intake.timeZone,
    group: messagesOf(leader.groupId),
    // They have just asked, or are about to set out.
    ignoreQuietHours: kind !== 'thanks',
    ...(slot ? { expiresAt: slot.endsAt } : {}),
  };
  const message = (what: NoticeKind | 'reminder', key: string) => ({
    ...base,
    key: `walk-up:${what}:${leader.id}:${key}`,
    text: gsmText(words.what + m[what](words)),
  });
  // A link is sent again once a day at most, whoever asks for it.
  const first = message(kind, kind === 'link' ? String(Math.floor(now / 86_400_000)) : turn);
  const remindAt = slot ? slot.startsAt.getTime() - REMIND_BEFORE_MS : 0;
  const reminds = (kind === 'convened' || kind === 'moved') && remindAt - now >= REMIND_FROM_MS / 2;
  if (!reminds || !slot) return [first];
  return [first, { ...message('reminder', `${slot.id}:${turn}`), notBefore: new Date(remindAt) }];
}
