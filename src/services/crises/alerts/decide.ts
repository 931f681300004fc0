import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type CreateRefusal, openCrisisFromProposal } from '../actions/crisis.ts';
import { isOpen, nextProposalState } from '../domain/proposal/states.ts';
import { alertDepartments, mayDecideProposal, maySeeProposal } from './policy.ts';
import {
  insertHistory,
  listProposals,
  lockProposals,
  type Proposal,
  proposalById,
  saveProposals,
} from './queries/proposals.ts';

export type DecisionRefusal = 'not_found' | 'out_of_territory' | 'already_decided';

/** The proposal, when the actor's territory holds its department. */
export async function proposalFor(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Result<Proposal, 'not_found'>> {
  const proposal = isUuid(id) ? await proposalById(ctx.db, id) : undefined;
  if (!proposal || !maySeeProposal(actor, proposal.episode.department)) return refuse('not_found');
  return ok(proposal);
}

/** The same danger from the same sender in the actor's other departments: one crisis may take all. */
export async function siblingsOf(
  ctx: Context,
  actor: Actor,
  proposal: Proposal,
): Promise<Proposal[]> {
  const departments = alertDepartments(actor);
  const open = await listProposals(ctx.db, { departments, openAt: ctx.clock.now() }, 500);
  return open.filter(
    ({ id, episode }) =>
      id !== proposal.id &&
      episode.sender === proposal.episode.sender &&
      episode.hazardKey === proposal.episode.hazardKey &&
      episode.exercise === proposal.episode.exercise &&
      mayDecideProposal(actor, episode.department),
  );
}

/** Opens one crisis for one or several proposals of the same danger. */
export async function acceptProposals(
  ctx: Context,
  actor: Actor,
  input: { readonly ids: readonly string[]; readonly title: string; readonly summary: string },
): Promise<Result<{ readonly crisisId: string }, DecisionRefusal | CreateRefusal>> {
  return transaction(ctx, async (tx) => {
    const locked = await lockForDecision(tx, actor, input.ids);
    if (!locked.ok) return locked;
    const proposals = locked.value;
    const [first] = proposals;
    if (!first) return refuse('not_found');
    const { sender, hazard, hazardKey, exercise } = first.episode;
    const same = proposals.every(
      ({ episode }) =>
        episode.sender === sender &&
        episode.hazardKey === hazardKey &&
        episode.exercise === exercise,
    );
    if (!same) return refuse('not_found');
    const crisis = await openCrisisFromProposal(tx, actor, {
      id: first.id,
      title: input.title,
      hazard,
      departments: proposals.map(({ episode }) => episode.department).sort(),
      summary: input.summary,
      exercise,
    });
    if (!crisis.ok) return crisis;
    await settle(tx, actor, proposals, 'accept', { crisisId: crisis.value, dismissal: null });
    return ok({ crisisId: crisis.value });
  });
}

export async function dismissProposal(
  ctx: Context,
  actor: Actor,
  input: { readonly id: string; readonly reason: string },
): Promise<Result<undefined, DecisionRefusal>> {
  return transaction(ctx, async (tx) => {
    const locked = await lockForDecision(tx, actor, [input.id]);
    if (!locked.ok) return locked;
    await settle(tx, actor, locked.value, 'dismiss', { crisisId: null, dismissal: input.reason });
    return ok();
  });
}

async function lockForDecision(
  tx: Context,
  actor: Actor,
  ids: readonly string[],
): Promise<Result<readonly Proposal[], DecisionRefusal>> {
  if (ids.length === 0 || !ids.every(isUuid)) return refuse('not_found');
  const proposals = await lockProposals(tx.db, ids);
  if (proposals.length !== new Set(ids).size) return refuse('not_found');
  for (const { episode } of proposals) {
    if (!maySeeProposal(actor, episode.department)) return refuse('not_found');
    if (!mayDecideProposal(actor, episode.department)) return refuse('out_of_territory');
  }
  const now = tx.clock.now();
  const open = proposals.every(({ state, expires }) => isOpen(state) && expires > now);
  if (!open) return refuse('already_decided');
  // The order of the ids asked for: the first gives its name to the crisis.
  return ok(ids.flatMap((id) => proposals.filter((proposal) => proposal.id === id)));
}

async function settle(
  tx: Context,
  actor: Actor,
  proposals: readonly Proposal[],
  event: 'accept' | 'dismiss',
  outcome: { readonly crisisId: string | null; readonly dismissal: string | null },
): Promise<void> {
  const now = tx.clock.now();
  const accountId = actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null;
  const settled = proposals.map((proposal) => ({
    ...proposal,
    ...outcome,
    state: nextProposalState(proposal.state, event) ?? proposal.state,
    updatedAt: now,
    decidedAt: now,
    decidedBy: accountId,
    events: proposal.events + 1,
  }));
  await saveProposals(tx.db, settled);
  await insertHistory(
    tx.db,
    settled.map((proposal) => ({
      proposalId: proposal.id,
      number: proposal.events,
      at: now,
      event,
      reason: 'officer',
      level: proposal.level,
      entryId: null,
      actor: accountId,
    })),
  );
  for (const { id, level, episode } of settled) {
    await recordAudit(tx, actor, {
      action: event === 'accept' ? 'proposal.accepted' : 'proposal.dismissed',
      subject: { kind: 'proposal', id },
      detail: { level, department: episode.department, crisis: outcome.crisisId },
    });
  }
}
