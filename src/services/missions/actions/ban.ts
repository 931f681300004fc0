import { recordAudit } from '#platform/audit/index.ts';
import {
  accountByEmail,
  accountById,
  holdersOfOrganisation,
  normaliseEmail,
} from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { notify } from '#platform/messaging/index.ts';
import { organisationById } from '#services/associations/index.ts';
import { BAN, type BanEvent, type BanReason, isInForce } from '../domain/bans.ts';
import { addDaysTo } from '../domain/follow-up.ts';
import { texts } from '../messages/index.ts';
import { MANAGER_ROLES, mayManage, mayModerate, reviewTerritory } from '../policy.ts';
import { type Ban, banById, bansInForce, insertBan, lockBan, patchBan } from '../queries/bans.ts';

/** What keeps somebody from publishing for an association now. */
export async function publishingBan(
  ctx: Context,
  actor: Actor,
  organisationId: string,
): Promise<Ban | undefined> {
  const subjects = [organisationId, ...accountsOf(actor)].filter(Boolean);
  return (await bansInForce(ctx.db, subjects, ctx.clock.now()))[0];
}

/** What keeps somebody from applying now. */
export async function applyingBan(ctx: Context, actor: Actor): Promise<Ban | undefined> {
  return (await bansInForce(ctx.db, accountsOf(actor), ctx.clock.now()))[0];
}

function accountsOf(actor: Actor): string[] {
  return actor.kind === 'person' || actor.kind === 'token' ? [actor.accountId] : [];
}

export interface BanInput {
  readonly reason: BanReason;
  readonly note: string;
  readonly days: number;
}

export type BanRefusal =
  | 'not_found'
  | 'account_unknown'
  | 'own_account'
  | 'not_possible_now'
  | 'same_reviewer';

/** Keeps an association of the moderator's territory from publishing. */
export async function banAssociation(
  ctx: Context,
  actor: Actor,
  organisationId: string,
  input: BanInput,
): Promise<Result<string, BanRefusal>> {
  const organisation = await organisationById(ctx, organisationId);
  if (!organisation) return refuse('not_found');
  const { department } = organisation;
  if (!mayModerate(actor, { department, organisationId })) return refuse('not_found');
  return ok(await ban(ctx, actor, 'association', organisationId, department, input));
}

/** Keeps an account, named by its address, from publishing and from applying. */
export async function banAccount(
  ctx: Context,
  actor: Actor,
  email: string,
  input: BanInput,
): Promise<Result<string, BanRefusal>> {
  const { everywhere, departments } = reviewTerritory(actor);
  if (!everywhere && departments.length === 0) return refuse('not_found');
  const address = normaliseEmail(email);
  const account = address ? await accountByEmail(ctx, address) : undefined;
  if (!account) return refuse('account_unknown');
  if (accountsOf(actor).includes(account.id)) return refuse('own_account');
  return ok(await ban(ctx, actor, 'account', account.id, departments[0] ?? '', input));
}

async function ban(
  ctx: Context,
  actor: Actor,
  subject: Ban['subject'],
  subjectId: string,
  department: string,
  { reason, note, days }: BanInput,
): Promise<string> {
  return transaction(ctx, async (tx) => {
    const bannedAt = tx.clock.now();
    const made: Ban = {
      id: tx.ids.next<'ban'>(),
      subject,
      subjectId,
      department,
      state: 'in_force',
      reason,
      note,
      bannedBy: accountsOf(actor)[0] ?? null,
      bannedAt,
      untilAt: addDaysTo(bannedAt, days),
      appeal: '',
      answer: '',
    };
    await insertBan(tx.db, made);
    await tellBanned(tx, made);
    await recordAudit(tx, actor, {
      action: 'mission.banned',
      subject: { kind: 'ban', id: made.id },
      detail: { [subject]: subjectId, reason, days },
    });
    return made.id;
  });
}

/** Who may read a ban, and as what; undefined for everybody else. */
export async function banSeenBy(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ readonly ban: Ban; readonly side: 'banned' | 'moderator' } | undefined> {
  const found = await banById(ctx.db, id);
  if (!found) return undefined;
  const isOwn =
    found.subject === 'account'
      ? accountsOf(actor).includes(found.subjectId)
      : mayManage(actor, found.subjectId);
  if (isOwn) return { ban: found, side: 'banned' };
  const { everywhere, departments } = reviewTerritory(actor);
  const isTheirs =
    everywhere || (found.department !== '' && departments.includes(found.department));
  return isTheirs ? { ban: found, side: 'moderator' } : undefined;
}

/** The banned contest once; another moderator than the first decides, or anybody of them lifts. */
export async function moveBan(
  ctx: Context,
  actor: Actor,
  id: string,
  event: BanEvent,
  text: string,
): Promise<Result<undefined, BanRefusal>> {
  const seen = await banSeenBy(ctx, actor, id);
  if (!seen || (event === 'appeal') !== (seen.side === 'banned')) return refuse('not_found');
  return transaction(ctx, async (tx): Promise<Result<undefined, BanRefusal>> => {
    const before = await lockBan(tx.db, id);
    const next = before && transition(BAN, before.state, event);
    if (!next?.ok || !isInForce(before as Ban, tx.clock.now())) return refuse('not_possible_now');
    const isFirst = before?.bannedBy !== null && accountsOf(actor).includes(before?.bannedBy ?? '');
    if (before?.state === 'appealed' && isFirst) return refuse('same_reviewer');
    const words = event === 'appeal' ? { appeal: text } : { answer: text };
    await patchBan(tx.db, id, { state: next.value, ...words });
    if (event !== 'appeal')
      await tellBanned(tx, { ...(before as Ban), state: next.value, answer: text });
    await recordAudit(tx, actor, {
      action: `mission.ban_${event}`,
      subject: { kind: 'ban', id },
    });
    return ok();
  });
}

/** Writes the decision to the account, or to those in charge of the association. */
async function tellBanned(tx: Context, told: Ban): Promise<void> {
  const account =
    told.subject === 'account' ? await accountById(tx.db, told.subjectId as never) : undefined;
  const people =
    told.subject === 'association'
      ? await holdersOfOrganisation(tx.db, told.subjectId, MANAGER_ROLES, tx.clock.now())
      : account?.email
        ? [{ email: account.email, lang: account.lang }]
        : [];
  await notify(
    tx,
    people.map(({ email, lang }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'account' as const,
      key: `ban:${told.id}:${told.state}`,
      lang,
      ...texts(lang).bans.mail({
        state: told.state,
        isAssociation: told.subject === 'association',
        until: told.untilAt,
        reason: texts(lang).bans.reasons[told.reason],
        note: told.state === 'in_force' ? told.note : told.answer,
        link: `${tx.config.publicUrl}/missions/bans/${told.id}`,
      }),
    })),
  );
}
