import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { communeAt, communeByCode, departmentByCode, reach } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { codesOf, departmentOfCommune, type Zone } from '#platform/kernel/geography.ts';
import type { Id } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { dismissLeaders } from '../attendance/leaders.ts';
import type { Hazard } from '../domain/hazard.ts';
import { CRISIS, type CrisisEvent, type CrisisState } from '../domain/states.ts';
import { mayOnCrisis } from '../policy.ts';
import {
  type Crisis,
  crisisById,
  crisisByProposal,
  insertCrisis,
  lockCrisis,
  updateCrisisStatus,
} from '../queries/crises.ts';
import { lockIntake } from '../queries/intake.ts';
import { startLog } from '../queries/log.ts';
import { needsOf } from '../queries/needs.ts';
import { type LogKind, writeLog } from '../situation-log.ts';
import { releaseThoseToCome } from '../walkups/actions/intake.ts';
import { endNeed } from './need-ending.ts';
import { thankLater } from './thank.ts';

export type CrisisId = Id<'crisis'>;

export interface NewCrisis {
  readonly title: string;
  readonly hazard: Hazard;
  readonly zone: Zone;
  readonly summary: string;
  readonly agencies: readonly string[];
  readonly exercise: boolean;
  /** Prepared, not yet under way: nobody can be called. */
  readonly draft: boolean;
}

export type CreateRefusal = 'zone_unknown' | 'out_of_territory';

export async function createCrisis(
  ctx: Context,
  actor: Actor,
  input: NewCrisis,
): Promise<Result<CrisisId, CreateRefusal>> {
  return create(ctx, actor, { ...input, proposalId: null });
}

/** What an official alert proposes; the officer who accepts it opens the crisis. */
export interface CrisisProposal {
  readonly id: string;
  readonly title: string;
  readonly hazard: Hazard;
  readonly departments: readonly string[];
  readonly summary?: string;
  readonly exercise: boolean;
}

/**
 * Opens the crisis that a proposal describes, in the caller's transaction. Accepting it twice gives
 * the same crisis.
 */
export async function openCrisisFromProposal(
  tx: Context,
  actor: Actor,
  proposal: CrisisProposal,
): Promise<Result<CrisisId, CreateRefusal>> {
  const before = await crisisByProposal(tx.db, proposal.id);
  if (before) return ok(before.id as CrisisId);
  return create(tx, actor, {
    title: proposal.title,
    hazard: proposal.hazard,
    zone: { kind: 'departments', codes: proposal.departments },
    summary: proposal.summary ?? '',
    agencies: [],
    exercise: proposal.exercise,
    draft: false,
    proposalId: proposal.id,
  });
}

async function create(
  ctx: Context,
  actor: Actor,
  input: NewCrisis & { readonly proposalId: string | null },
): Promise<Result<CrisisId, CreateRefusal>> {
  const departments = departmentsOf(input.zone);
  if (departments.length === 0) return refuse('zone_unknown');
  if (!mayOnCrisis(actor, 'manage', { departments, zone: input.zone })) {
    return refuse('out_of_territory');
  }
  const id = ctx.ids.next<'crisis'>();
  const now = ctx.clock.now();
  const { draft, ...facts } = input;
  await transaction(ctx, async (tx) => {
    await insertCrisis(tx.db, {
      ...facts,
      id,
      departments,
      status: draft ? 'draft' : 'active',
      openedBy: actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null,
      createdAt: now,
      activatedAt: draft ? null : now,
      closedAt: null,
    });
    await startLog(tx.db, id);
    await writeLog(tx, actor, id, {
      kind: 'crisis_created',
      detail: { title: input.title, departments, exercise: input.exercise },
    });
    await recordAudit(tx, actor, {
      action: 'crisis.created',
      subject: { kind: 'crisis', id },
      detail: { departments, exercise: input.exercise, proposal: input.proposalId },
    });
  });
  return ok(id);
}

/** Where the crisis is, which decides who may handle it: of a circle, the department of its centre. */
function departmentsOf(zone: Zone): string[] {
  if (zone.kind === 'union') return [...new Set(zone.zones.flatMap(departmentsOf))].sort();
  if (zone.kind === 'departments') {
    return codesOf(zone, 'departments').every((code) => departmentByCode(code))
      ? [...zone.codes].sort()
      : [];
  }
  if (zone.kind === 'communes') {
    return zone.codes.every((code) => communeByCode(code))
      ? [...new Set(zone.codes.map(departmentOfCommune))].sort()
      : [];
  }
  if (zone.kind === 'circle') {
    const [nearest] = reach(zone, { from: zone.centre }).indexes;
    return nearest === undefined ? [] : [communeAt(nearest).department];
  }
  return [...reach(zone).departments].sort();
}

const EVENTS: Readonly<Record<CrisisEvent, LogKind>> = {
  activate: 'crisis_activated',
  stand_down: 'crisis_standing_down',
  resume: 'crisis_resumed',
  close: 'crisis_closed',
  cancel: 'crisis_cancelled',
};

export type CrisisRefusal = 'not_found' | 'out_of_territory' | 'transition_not_allowed';

/**
 * Moves a crisis on. Standing down stops the calls; closing or cancelling also ends its needs, and
 * everybody who had said yes is told: those expected later are not, the others are thanked.
 */
export async function moveCrisis(
  ctx: Context,
  actor: Actor,
  input: { readonly crisisId: string; readonly event: CrisisEvent },
): Promise<Result<CrisisState, CrisisRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await lockCrisis(tx.db, input.crisisId);
    if (!crisis) return refuse('not_found');
    if (!mayOnCrisis(actor, 'manage', crisis)) return refuse('out_of_territory');
    const next = transition(CRISIS, crisis.status, input.event);
    if (!next.ok) return next;
    await updateCrisisStatus(tx.db, crisis.id, next.value, tx.clock.now());
    if (next.value !== 'active') {
      await endNeeds(tx, actor, crisis, next.value);
      const intake = await lockIntake(tx.db, crisis.id);
      if (intake) await releaseThoseToCome(tx, intake);
    }
    if (next.value === 'closed' || next.value === 'cancelled')
      await dismissLeaders(tx, actor, crisis.id);
    if (next.value === 'closed') await thankLater(tx, crisis.id);
    await writeLog(tx, actor, crisis.id, { kind: EVENTS[input.event] });
    await recordAudit(tx, actor, {
      action: `crisis.${input.event}`,
      subject: { kind: 'crisis', id: crisis.id },
    });
    return next;
  });
}

async function endNeeds(
  tx: Context,
  actor: Actor,
  crisis: Crisis,
  status: CrisisState,
): Promise<void> {
  for (const { id, startsAt } of await needsOf(tx.db, crisis.id)) {
    // Whoever was expected later on must not set out.
    const cancelled = status === 'cancelled' || startsAt > tx.clock.now();
    const ending = status === 'standing_down' ? 'stop_calling' : cancelled ? 'cancel' : 'end';
    await endNeed(tx, actor, { crisisId: crisis.id, needId: id }, ending);
  }
}

export async function crisisFor(
  ctx: Context,
  actor: Actor,
  crisisId: string,
  act: 'view' | 'manage' | 'read_roster',
): Promise<Result<Crisis, 'not_found' | 'out_of_territory'>> {
  const crisis = await crisisById(ctx.db, crisisId);
  if (!crisis) return refuse('not_found');
  return mayOnCrisis(actor, act, crisis) ? ok(crisis) : refuse('out_of_territory');
}

export async function addNote(
  ctx: Context,
  actor: Actor,
  input: { readonly crisisId: string; readonly text: string },
): Promise<Result<undefined, 'not_found' | 'out_of_territory'>> {
  const crisis = await crisisFor(ctx, actor, input.crisisId, 'manage');
  if (!crisis.ok) return crisis;
  await writeLog(ctx, actor, input.crisisId, { kind: 'note', text: input.text });
  return ok();
}
