import { recordAudit } from '#platform/audit/index.ts';
import {
  accountByEmail,
  accountById,
  giveRole,
  holdersOfOrganisation,
  normaliseEmail,
  takeRole,
} from '#platform/auth/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { AccountId, Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { notify } from '#platform/messaging/index.ts';
import { texts } from '../messages/index.ts';
import { accountOf } from '../policy.ts';
import {
  acceptInvitation,
  type Invitation,
  insertInvitation,
  insertTraining,
  SPACE_ROLES,
  type SpaceRole,
  selectInvitation,
  type Training,
  trainingsOf,
} from '../queries/people.ts';
import { type Space, selectSpace } from '../queries/spaces.ts';

const INVITATION_DAYS = 14;

export interface Member {
  readonly accountId: AccountId;
  readonly grantId: string;
  readonly name: string;
  readonly role: SpaceRole;
  readonly trainings: readonly Training[];
}

/** Who holds a role for this very space, with their training. */
export async function membersOf(ctx: Context, space: Space): Promise<Member[]> {
  const now = ctx.clock.now();
  const holders = await holdersOfOrganisation(ctx.db, space.id, SPACE_ROLES, now);
  const trainings = await trainingsOf(ctx.db, space.id);
  return Promise.all(
    holders.map(async ({ accountId, grantId, email, role }) => ({
      accountId,
      grantId,
      name: (await accountById(ctx.db, accountId))?.displayName || email,
      role: role as SpaceRole,
      trainings: trainings.filter((one) => one.accountId === accountId),
    })),
  );
}

export async function invite(
  ctx: Context,
  actor: Actor,
  space: Space,
  typed: string,
  role: SpaceRole,
  lang: Lang,
): Promise<Result<undefined, 'email_wrong'>> {
  const email = normaliseEmail(typed);
  if (!email) return refuse('email_wrong');
  return transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const id = tx.ids.next<'invitation'>();
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
    const invitedBy = accountOf(actor);
    await insertInvitation(tx.db, {
      ...{ spaceId: space.id, id, email, role, expiresAt, invitedBy, now },
    });
    const theirs = (await accountByEmail(tx, email))?.lang ?? lang;
    const m = texts(theirs);
    await notify(tx, {
      channel: 'email',
      recipient: email,
      purpose: 'account',
      key: `spaces:invitation:${id}`,
      lang: theirs,
      ...m.mail.invite({
        role: m.people.roles[role].toLowerCase(),
        space: space.name,
        link: `${tx.config.publicUrl}/spaces/invitations/${id}`,
      }),
    });
    await recordAudit(tx, actor, {
      action: 'space.invited',
      subject: { kind: 'space', id: space.id },
      detail: { role },
    });
    return ok();
  });
}

export type AcceptRefusal = 'not_found' | 'over' | 'other';

/** What an invitation is worth to whoever is signed in. */
export async function invitationFor(
  ctx: Context,
  accountId: AccountId,
  id: string,
): Promise<Result<{ readonly invitation: Invitation; readonly space: Space }, AcceptRefusal>> {
  const invitation = await selectInvitation(ctx.db, id);
  const space = invitation && (await selectSpace(ctx.db, invitation.spaceId));
  if (!invitation || !space) return refuse('not_found');
  const isOver = invitation.acceptedAt !== null || invitation.expiresAt <= ctx.clock.now();
  if (isOver || space.closedAt) return refuse('over');
  const own = await accountByEmail(ctx, invitation.email);
  if (own?.id !== accountId) return refuse('other');
  return ok({ invitation, space });
}

export async function accept(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Result<Space, AcceptRefusal>> {
  const accountId = accountOf(actor);
  if (!accountId) return refuse('not_found');
  return transaction(ctx, async (tx): Promise<Result<Space, AcceptRefusal>> => {
    const found = await invitationFor(tx, accountId, id);
    if (!found.ok) return found;
    const { invitation, space } = found.value;
    await acceptInvitation(tx.db, id, tx.clock.now());
    const scope = { kind: 'organisation' as const, id: space.id };
    await giveRole(tx, actor, accountId, { role: invitation.role, scope });
    return ok(space);
  });
}

/** Takes a role back; only one of this space. */
export async function removeMember(
  ctx: Context,
  actor: Actor,
  space: Space,
  grantId: string,
): Promise<boolean> {
  const member = (await membersOf(ctx, space)).find((one) => one.grantId === grantId);
  return member !== undefined && takeRole(ctx, actor, member.accountId, grantId);
}

export async function noteTraining(
  ctx: Context,
  actor: Actor,
  space: Space,
  training: Training,
): Promise<Result<undefined, 'not_found' | 'day_wrong'>> {
  const now = ctx.clock.now();
  if (training.day > localDate(now, space.timeZone)) return refuse('day_wrong');
  const members = await membersOf(ctx, space);
  if (!members.some(({ accountId }) => accountId === training.accountId)) {
    return refuse('not_found');
  }
  return transaction(ctx, async (tx) => {
    await insertTraining(tx.db, space.id, tx.ids.next<'training'>(), training, now);
    await recordAudit(tx, actor, {
      action: 'space.training',
      subject: { kind: 'space', id: space.id },
      detail: { topic: training.topic, account: training.accountId },
    });
    return ok();
  });
}
