import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { notify } from '#platform/messaging/index.ts';
import { ageStanding } from '../domain/age.ts';
import type { Consents } from '../domain/consent.ts';
import { nextStatus } from '../domain/volunteer-status.ts';
import { texts } from '../messages/index.ts';
import { guardianOf, putGuardian } from '../queries/abilities.ts';
import { countEvent } from '../queries/counts.ts';
import { contactOf, updateVolunteer, volunteerById } from '../queries/register.ts';
import type { Volunteer } from '../queries/rows.ts';
import { refreshSearch } from '../search/index.ts';
import { recordConsents } from './consents.ts';
import { followLink, makeLink, useLink } from './links.ts';
import { mailVolunteer, messagesAbout, pageUrl } from './mails.ts';
import { changeOwn } from './saving.ts';

const GUARDIAN_DAYS = 30;

export interface LastStep {
  readonly weekly: number;
  readonly crisisOnly: boolean;
  readonly consents: Consents;
}

export type FinishError = 'steps_missing';
export type AfterSignUp = 'guardian' | 'done';

/** Step 3 of the sign-up: an adult is on the register, a minor waits for the guardian's consent. */
export async function finishSignUp(ctx: Context, actor: Actor, input: LastStep) {
  return changeOwn(ctx, actor, async (tx, volunteer): Promise<Result<AfterSignUp, FinishError>> => {
    if (volunteer.signupStep < 2) return refuse('steps_missing');
    const now = tx.clock.now();
    const isMinor = ageStanding(volunteer.birthDate, localDate(now)) !== 'adult';
    const consents = isMinor ? { ...input.consents, crisis: false } : input.consents;
    await recordConsents(tx, volunteer, consents, 'sign_up');
    await updateVolunteer(
      tx.db,
      volunteer.id,
      { weekly: input.weekly, crisis_only: input.crisisOnly, signup_step: 3 },
      now,
    );
    if (isMinor && !(await guardianOf(tx.db, volunteer.id))?.consentedAt) return ok('guardian');
    await activate(tx, volunteer);
    return ok('done');
  });
}

export interface GuardianRequest {
  readonly name: string;
  readonly email: string;
}

export type GuardianError = 'guardian_is_self' | 'guardian_too_soon' | 'not_a_minor';

/** Writes to the parent or guardian; asking again replaces the person asked. */
export async function askGuardian(ctx: Context, actor: Actor, input: GuardianRequest) {
  return changeOwn(ctx, actor, async (tx, volunteer): Promise<Result<undefined, GuardianError>> => {
    const now = tx.clock.now();
    const email = input.email.trim().toLowerCase();
    if (ageStanding(volunteer.birthDate, localDate(now)) !== 'minor') return refuse('not_a_minor');
    if ((await contactOf(tx.db, volunteer.id)).email === email) return refuse('guardian_is_self');
    const before = await guardianOf(tx.db, volunteer.id);
    if (before && before.email === email && now.getTime() - before.askedAt.getTime() < 3_600_000)
      return refuse('guardian_too_soon');
    await putGuardian(tx.db, volunteer.id, {
      name: input.name,
      email,
      askedAt: now,
      consentedAt: null,
      refusedAt: null,
    });
    const url = await makeLink(tx, volunteer.id, 'guardian', GUARDIAN_DAYS);
    await notify(tx, {
      channel: 'email',
      recipient: email,
      purpose: 'account',
      key: `guardian:${volunteer.id}:${now.getTime()}`,
      group: messagesAbout(volunteer.id),
      lang: volunteer.lang,
      ...texts(volunteer.lang).mail.guardianAsk(
        input.name,
        `${volunteer.firstName} ${volunteer.lastName}`,
        url,
      ),
    });
    return ok();
  });
}

/** What the guardian's page shows; undefined for a link that is unknown or too old. */
export async function guardianRequest(ctx: Context, token: string) {
  const link = await followLink(ctx, token, 'guardian');
  const volunteer = link && (await volunteerById(ctx.db, link.volunteerId));
  const guardian = link && (await guardianOf(ctx.db, link.volunteerId));
  return volunteer && guardian ? { volunteer, guardian } : undefined;
}

/** The guardian's answer; asked again, the last answer counts. */
export async function answerGuardian(
  ctx: Context,
  token: string,
  agreed: boolean,
): Promise<Result<undefined, 'link_expired'>> {
  return transaction(ctx, async (tx) => {
    const request = await guardianRequest(tx, token);
    if (!request) return refuse('link_expired');
    const { volunteer, guardian } = request;
    const now = tx.clock.now();
    const same = agreed ? guardian.consentedAt : guardian.refusedAt;
    if (same) return ok();
    await putGuardian(tx.db, volunteer.id, {
      ...guardian,
      consentedAt: agreed ? now : null,
      refusedAt: agreed ? null : now,
    });
    await useLink(tx, token);
    if (agreed && volunteer.signupStep === 3) await activate(tx, volunteer);
    if (!agreed) await deactivate(tx, volunteer);
    await mailVolunteer(tx, volunteer, `guardian_answer:${now.getTime()}`, (mail) =>
      mail.guardianAnswered(volunteer.firstName, agreed, pageUrl(tx, '/volunteer')),
    );
    await refreshSearch(tx, [volunteer.id]);
    return ok();
  });
}

async function activate(tx: Context, volunteer: Volunteer): Promise<void> {
  const next = nextStatus(volunteer.status, 'finish');
  if (!next.ok) return;
  const now = tx.clock.now();
  await updateVolunteer(tx.db, volunteer.id, { status: next.value }, now);
  await countEvent(tx.db, {
    year: now.getUTCFullYear(),
    department: volunteer.department ?? '',
    event: 'signed_up',
  });
  await mailVolunteer(tx, volunteer, `welcome:${volunteer.id}`, (mail) =>
    mail.welcome(volunteer.firstName, pageUrl(tx, '/volunteer')),
  );
}

async function deactivate(tx: Context, volunteer: Volunteer): Promise<void> {
  const next = nextStatus(volunteer.status, 'guardian_withdraws');
  if (!next.ok) return;
  await updateVolunteer(tx.db, volunteer.id, { status: next.value }, tx.clock.now());
}
