import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { organisationById } from '#services/associations/index.ts';
import { eligibilityOf } from '../eligibility.ts';
import { mayManage } from '../policy.ts';
import {
  changeFields,
  insertMission,
  lockMission,
  type Mission,
  type MissionFields,
  type MissionId,
} from '../queries/missions.ts';
import { insertReport } from '../queries/reports.ts';
import { replaceTasks, type Task, tasksOf } from '../queries/work.ts';
import { decideOnce } from './placing.ts';
import { isTrusted, showInSearch } from './publishing.ts';

export type WriteRefusal =
  | 'not_found'
  | 'association_excluded'
  | 'fewer_than_held'
  | 'changed_meanwhile'
  | 'mission_over';

export interface MissionInput extends MissionFields {
  readonly tasks: readonly Omit<Task, 'id'>[];
}

/** A new need, kept as a draft. `not_found` also for an association that is somebody else's. */
export async function draftMission(
  ctx: Context,
  actor: Actor,
  organisationId: string,
  { tasks, ...fields }: MissionInput,
  source: Mission['source'] = 'entered',
): Promise<Result<MissionId, WriteRefusal>> {
  if (!mayManage(actor, organisationId)) return refuse('not_found');
  return transaction(ctx, async (tx): Promise<Result<MissionId, WriteRefusal>> => {
    const organisation = await organisationById(tx, organisationId);
    if (!organisation) return refuse('not_found');
    if ((await eligibilityOf(tx, organisationId)) === 'excluded') {
      return refuse('association_excluded');
    }
    const id = tx.ids.next<'mission'>();
    const createdBy = actor.kind === 'person' ? actor.accountId : null;
    const department = departmentOf(fields, organisation.department);
    const mission = { id, organisationId, department, source, createdBy, now: tx.clock.now() };
    await insertMission(tx.db, mission, fields);
    await replaceTasks(tx.db, id, numbered(tx, tasks, []));
    await recordAudit(tx, actor, {
      action: 'mission.written',
      subject: { kind: 'mission', id },
      detail: { organisation: organisationId },
    });
    return ok(id);
  });
}

/**
 * Changes a need. More places go to the waiting list at once; the text of a published mission, when
 * the association is not trusted yet, is shown to a moderator.
 */
export async function changeMission(
  ctx: Context,
  actor: Actor,
  id: string,
  version: number,
  { tasks, ...fields }: MissionInput,
): Promise<Result<MissionId, WriteRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<MissionId, WriteRefusal>> => {
    const before = await lockMission(tx.db, id);
    if (!before || !mayManage(actor, before.organisationId)) return refuse('not_found');
    if (before.state === 'closed' || before.state === 'cancelled') return refuse('mission_over');
    if (before.version !== version) return refuse('changed_meanwhile');
    const held = before.held + before.offered;
    if (fields.places < held) return refuse('fewer_than_held', { held });
    const organisation = await organisationById(tx, before.organisationId);
    const now = tx.clock.now();
    const department = departmentOf(fields, organisation?.department ?? before.department);
    await changeFields(tx.db, before.id, department, fields, now);
    await replaceTasks(tx.db, id, numbered(tx, tasks, await tasksOf(tx.db, id)));
    if (before.state === 'published') {
      await showInSearch(tx, before.id);
      await decideOnce(tx, id, []);
      const isOtherText =
        before.title !== fields.title || before.description !== fields.description;
      if (isOtherText && !(await isTrusted(tx, before.organisationId))) {
        await insertReport(tx.db, {
          missionId: id,
          id: tx.ids.next<'report'>(),
          reason: 'changed_after_review',
          note: '',
          accountId: null,
          now,
        });
      }
    }
    await recordAudit(tx, actor, {
      action: 'mission.changed',
      subject: { kind: 'mission', id },
      detail: { version: version + 1 },
    });
    return ok(before.id);
  });
}

function departmentOf(fields: MissionFields, ofOrganisation: string): string {
  return communeByCode(fields.communeCode ?? '')?.department ?? ofOrganisation;
}

/** A task that keeps its title keeps its identity, and the claims on it. */
function numbered(tx: Context, tasks: MissionInput['tasks'], before: readonly Task[]) {
  const known = new Map(before.map((task) => [task.title, task.id]));
  return tasks.map((task, position) => ({
    ...task,
    position,
    id: known.get(task.title) ?? tx.ids.next<'task'>(),
  }));
}
