import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { randomInt } from '#platform/kernel/random.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { normalisePhone, notify } from '#platform/messaging/index.ts';
import { texts } from '../messages/index.ts';
import {
  claimKey,
  contactOf,
  dropPhoneCode,
  moveKey,
  phoneCodeOf,
  putPhoneCode,
  releaseKeys,
  updateContact,
  volunteerById,
} from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { keyHash, secretHash } from './keys.ts';
import { mailVolunteer, pageUrl } from './mails.ts';
import { foldRecord } from './merge.ts';
import { isSamePerson } from './own-record.ts';
import { changeOwn } from './saving.ts';

const CODE_MINUTES = 15;
const MAXIMUM_TRIES = 5;
/** Codes sent in a day, and seconds between two: each costs money and wakes somebody. */
const MAXIMUM_SENDS = 5;
const SECONDS_BETWEEN = 60;
const DAY = 86_400_000;

export type PhoneError = 'phone_invalid' | 'phone_same' | 'code_too_soon' | 'code_too_many';

/** Sends a code to a number; the number is on the record only once the code came back. */
export async function sendPhoneCode(ctx: Context, actor: Actor, typed: string) {
  return changeOwn(ctx, actor, async (tx, volunteer): Promise<Result<undefined, PhoneError>> => {
    const phone = normalisePhone(typed);
    if (!phone) return refuse('phone_invalid');
    const now = tx.clock.now();
    const contact = await contactOf(tx.db, volunteer.id);
    if (contact.phone === phone && contact.phoneVerifiedAt && !contact.phoneFailedAt)
      return refuse('phone_same');
    const before = await phoneCodeOf(tx.db, volunteer.id);
    const recent = before && now.getTime() - before.sentAt.getTime() < DAY ? before : undefined;
    const waited = recent ? (now.getTime() - recent.sentAt.getTime()) / 1000 : SECONDS_BETWEEN;
    if (waited < SECONDS_BETWEEN)
      return refuse('code_too_soon', { seconds: Math.ceil(SECONDS_BETWEEN - waited) });
    if (recent && recent.sends >= MAXIMUM_SENDS) return refuse('code_too_many');
    const code = String(randomInt(tx.random, 1_000_000)).padStart(6, '0');
    await putPhoneCode(tx.db, volunteer.id, {
      phone,
      codeHash: secretHash(`${volunteer.id}:${code}`),
      sentAt: now,
      expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
      tries: 0,
      sends: (recent?.sends ?? 0) + 1,
    });
    await notify(tx, {
      channel: 'sms',
      recipient: phone,
      purpose: 'sign_in',
      key: `phone_code:${volunteer.id}:${now.getTime()}`,
      lang: volunteer.lang,
      text: texts(volunteer.lang).mail.phoneCode(code),
      ignoreQuietHours: true,
      expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
    });
    return ok();
  });
}

export type CodeError = 'code_wrong' | 'code_expired';

/** Checks a code; the number becomes this person's, whoever bore it before. */
export async function confirmPhone(ctx: Context, actor: Actor, typed: string) {
  return changeOwn(ctx, actor, async (tx, volunteer): Promise<Result<undefined, CodeError>> => {
    const now = tx.clock.now();
    const sent = await phoneCodeOf(tx.db, volunteer.id);
    if (!sent || sent.expiresAt <= now || sent.tries >= MAXIMUM_TRIES)
      return refuse('code_expired');
    const code = typed.replace(/\D/g, '');
    if (!secretHash(`${volunteer.id}:${code}`).equals(sent.codeHash)) {
      await putPhoneCode(tx.db, volunteer.id, { ...sent, tries: sent.tries + 1 });
      return refuse('code_wrong');
    }
    await takePhone(tx, actor, volunteer, sent.phone);
    await dropPhoneCode(tx.db, volunteer.id);
    return ok();
  });
}

/** The number that waits for its code, if any. */
export async function pendingPhone(ctx: Context, id: VolunteerId): Promise<string | undefined> {
  const sent = await phoneCodeOf(ctx.db, id);
  return sent && sent.expiresAt > ctx.clock.now() ? sent.phone : undefined;
}

async function takePhone(
  tx: Context,
  actor: Actor,
  volunteer: Volunteer,
  phone: string,
): Promise<void> {
  const hash = keyHash('phone', phone);
  const holder = await claimKey(tx.db, 'phone', hash, volunteer.id);
  if (holder !== volunteer.id) {
    const former = await volunteerById(tx.db, holder);
    const isHers = former && former.accountId === null && isSamePerson(former, volunteer);
    await moveKey(tx.db, 'phone', hash, volunteer.id);
    if (isHers) {
      await foldRecord(tx, actor, { from: former.id, into: volunteer.id }, 'proved_phone');
    } else if (former) {
      await updateContact(tx.db, former.id, { phone: null, phone_verified_at: null });
      await mailVolunteer(tx, former, `phone_taken:${tx.clock.now().getTime()}`, (mail) =>
        mail.phoneTaken(former.firstName, pageUrl(tx, '/volunteer/phone')),
      );
      await refreshSearch(tx, [former.id]);
    }
  }
  await releaseKeys(tx.db, volunteer.id, 'phone', hash);
  await updateContact(tx.db, volunteer.id, {
    phone,
    phone_verified_at: tx.clock.now(),
    phone_failed_at: null,
  });
}
