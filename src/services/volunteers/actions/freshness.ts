import { type Context, transaction } from '#platform/context.ts';
import { addDays, type DateString, localDate } from '#platform/kernel/dates.ts';
import { addMonths, daysBetween } from '#platform/kernel/months.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  EXPIRY_NOTICE_DAYS,
  expiryNoticeDue,
  nextCertificateStatus,
} from '../domain/certificate.ts';
import {
  DEFAULT_TERMS,
  type FreshnessStep,
  type FreshnessTerms,
  freshnessAction,
  freshnessDates,
  stageOf,
} from '../domain/freshness.ts';
import { nextStatus } from '../domain/volunteer-status.ts';
import { abilityLabel } from '../messages/index.ts';
import { lockCertificate, updateCertificate } from '../queries/abilities.ts';
import {
  abandonedDrafts,
  certificatesEnding,
  freshnessCandidates,
  pausesOver,
} from '../queries/freshness.ts';
import { lockVolunteer, updateVolunteer, volunteerById } from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { eraseVolunteer } from './erasure.ts';
import { followLink, makeLink, useLink } from './links.ts';
import { mailVolunteer, pageUrl, writtenDay } from './mails.ts';
import { markAlive } from './saving.ts';

const BATCH = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LINK_DAYS = 60;
const SYSTEM = { kind: 'system', name: 'volunteers.freshness' } as const;

/** Terms of the law and of the house; an operator may only shorten them. */
export function termsOf(ctx: Context): FreshnessTerms {
  const setting = (name: string, normal: number) => {
    const value = Number(ctx.config.setting(name) ?? normal);
    if (!Number.isInteger(value) || value < 1 || value > normal)
      throw new Error(
        `${name} is not a whole number from 1 to ${normal}: terms may only be shortened`,
      );
    return value;
  };
  return {
    dormantMonths: setting('RENFORT_DORMANT_MONTHS', DEFAULT_TERMS.dormantMonths),
    erasureMonths: setting('RENFORT_ERASURE_MONTHS', DEFAULT_TERMS.erasureMonths),
    draftDays: setting('RENFORT_DRAFT_DAYS', DEFAULT_TERMS.draftDays),
  };
}

/** Asks, puts to sleep, announces and erases, each person one step at most per day. */
export async function keepFresh(ctx: Context): Promise<number> {
  const today = localDate(ctx.clock.now());
  const terms = termsOf(ctx);
  const limits = {
    ask: addMonths(today, 1 - terms.dormantMonths),
    erasureNotice: addMonths(today, 1 - terms.erasureMonths),
  };
  let done = 0;
  let after = FIRST_ID;
  for (;;) {
    const ids = await freshnessCandidates(ctx.db, limits, after, BATCH);
    for (const id of ids) if (await keepOneFresh(ctx, id, today, terms)) done += 1;
    if (ids.length < BATCH) return done;
    after = ids.at(-1) as string;
  }
}

async function keepOneFresh(
  ctx: Context,
  id: VolunteerId,
  today: DateString,
  terms: FreshnessTerms,
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const volunteer = await lockVolunteer(tx.db, id);
    if (!volunteer?.confirmedAt || volunteer.status === 'erased') return false;
    const lastSign = localDate(volunteer.confirmedAt);
    const { freshnessStage: stage, freshnessOn: stageOn } = volunteer;
    const step = freshnessAction({ lastSign, stage, stageOn }, today, terms);
    if (!step) return false;
    await carryOut(tx, volunteer, step, freshnessDates(lastSign, terms), today);
    return true;
  });
}

async function carryOut(
  tx: Context,
  volunteer: Volunteer,
  step: FreshnessStep,
  dates: Readonly<Record<FreshnessStep, DateString>>,
  today: DateString,
): Promise<void> {
  const key = `freshness:${step}:${dates.fresh}`;
  const { firstName } = volunteer;
  if (step === 'erase') {
    await eraseVolunteer(tx, SYSTEM, volunteer.id, 'inactivity');
    return;
  }
  const url = await makeLink(tx, volunteer.id, 'still_there', LINK_DAYS);
  // What is announced is what will happen: never earlier than the gaps allow.
  const announced = (days: number, planned: DateString) =>
    [addDays(today, days), planned].sort().at(-1) as DateString;
  await mailVolunteer(tx, volunteer, key, (mail, lang) => {
    switch (step) {
      case 'last_ask':
        return mail.stillThere(firstName, url, writtenDay(lang, announced(7, dates.dormant)));
      case 'dormant':
        return mail.dormant(firstName, url);
      case 'erasure_in_a_month':
        return mail.erasureSoon(firstName, writtenDay(lang, announced(28, dates.erase)), url);
      case 'erasure_in_a_week':
        return mail.erasureSoon(firstName, writtenDay(lang, announced(7, dates.erase)), url);
      default:
        return mail.stillThere(firstName, url, undefined);
    }
  });
  const asleep = step === 'dormant' ? nextStatus(volunteer.status, 'go_dormant') : undefined;
  await updateVolunteer(
    tx.db,
    volunteer.id,
    {
      freshness_stage: stageOf(step),
      freshness_on: today,
      ...(asleep?.ok ? { status: asleep.value } : {}),
    },
    tx.clock.now(),
  );
  if (asleep?.ok) await refreshSearch(tx, [volunteer.id]);
}

/** What the "still there?" page shows. */
export async function stillThereRequest(
  ctx: Context,
  token: string,
): Promise<{ readonly volunteer: Volunteer; readonly answered: boolean } | undefined> {
  const link = await followLink(ctx, token, 'still_there');
  const volunteer = link && (await volunteerById(ctx.db, link.volunteerId));
  if (!volunteer || volunteer.status === 'erased') return undefined;
  return { volunteer, answered: link.usedAt !== null };
}

/** "Still there": as good as signing in, for this one thing. Repeatable. */
export async function answerStillThere(
  ctx: Context,
  token: string,
): Promise<Result<undefined, 'link_expired'>> {
  return transaction(ctx, async (tx) => {
    const request = await stillThereRequest(tx, token);
    if (!request) return refuse('link_expired');
    await useLink(tx, token);
    await markAlive(tx, request.volunteer.id);
    await refreshSearch(tx, [request.volunteer.id]);
    return ok();
  });
}

/** Ends the pauses whose last day has passed. */
export async function endPauses(ctx: Context): Promise<number> {
  const today = localDate(ctx.clock.now());
  let done = 0;
  for (;;) {
    const ids = await pausesOver(ctx.db, today, BATCH);
    for (const id of ids) {
      await transaction(ctx, async (tx) => {
        const volunteer = await lockVolunteer(tx.db, id);
        const next = volunteer && nextStatus(volunteer.status, 'resume');
        if (!volunteer?.pausedUntil || volunteer.pausedUntil >= today || !next?.ok) return;
        const patch = { status: next.value, paused_until: null };
        await updateVolunteer(tx.db, id, patch, tx.clock.now());
        await mailVolunteer(tx, volunteer, `pause_ended:${volunteer.pausedUntil}`, (mail) =>
          mail.pauseEnded(volunteer.firstName, pageUrl(tx, '/volunteer/availability')),
        );
        await refreshSearch(tx, [id]);
        done += 1;
      });
    }
    if (ids.length < BATCH) return done;
  }
}

/** Tells holders 60, 30 and 7 days before a term, and marks what has expired. */
export async function followCertificates(ctx: Context): Promise<number> {
  const today = localDate(ctx.clock.now());
  const within = addDays(today, EXPIRY_NOTICE_DAYS[0]);
  let done = 0;
  let after = FIRST_ID;
  for (;;) {
    const found = await certificatesEnding(ctx.db, today, within, BATCH, after);
    for (const item of found) if (await followOne(ctx, item, today)) done += 1;
    if (found.length < BATCH) return done;
    after = (found.at(-1) as { id: string }).id;
  }
}

async function followOne(
  ctx: Context,
  item: { volunteerId: VolunteerId; id: string },
  today: DateString,
): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const volunteer = await volunteerById(tx.db, item.volunteerId);
    const certificate = await lockCertificate(tx.db, item.volunteerId, item.id);
    if (!volunteer || !certificate?.expiresOn) return false;
    const { expiresOn, kindId } = certificate;
    const left = daysBetween(today, expiresOn);
    const url = pageUrl(tx, '/volunteer/certificates');
    if (left < 0) {
      const next = nextCertificateStatus(certificate.status, 'expire');
      if (!next.ok) return false;
      await updateCertificate(tx.db, volunteer.id, item.id, { status: next.value });
      await refreshSearch(tx, [volunteer.id]);
      await mailVolunteer(
        tx,
        volunteer,
        `certificate_expired:${item.id}:${expiresOn}`,
        (mail, lang) =>
          mail.certificateExpired(volunteer.firstName, abilityLabel(lang, kindId), url),
      );
      return true;
    }
    const due = expiryNoticeDue(left, certificate.noticeDays);
    if (due === undefined) return false;
    await updateCertificate(tx.db, volunteer.id, item.id, { notice_days: due });
    const key = `certificate_ending:${item.id}:${expiresOn}:${due}`;
    await mailVolunteer(tx, volunteer, key, (mail, lang) =>
      mail.certificateExpiring(
        volunteer.firstName,
        abilityLabel(lang, kindId),
        writtenDay(lang, expiresOn),
        url,
      ),
    );
    return true;
  });
}

/** Reminds once those who left in the middle of the sign-up, and erases what was never finished. */
export async function followDrafts(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  let done = 0;
  for (const id of await abandonedDrafts(ctx.db, daysAgo(termsOf(ctx).draftDays), true, BATCH)) {
    await eraseVolunteer(ctx, SYSTEM, id, 'unfinished');
    done += 1;
  }
  for (const id of await abandonedDrafts(ctx.db, daysAgo(1), false, BATCH)) {
    await transaction(ctx, async (tx) => {
      const volunteer = await lockVolunteer(tx.db, id);
      if (!volunteer) return;
      await mailVolunteer(tx, volunteer, `resume_sign_up:${id}`, (mail) =>
        mail.resumeSignUp(volunteer.firstName, pageUrl(tx, '/volunteer/join')),
      );
      // Not a sign of life: the date of the last change stays.
      await updateVolunteer(tx.db, id, { freshness_stage: 1 }, volunteer.updatedAt);
      done += 1;
    });
  }
  return done;
}
