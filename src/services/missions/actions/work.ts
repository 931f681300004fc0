import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { type FileRefusal, storeFile } from '#platform/files/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { transition } from '#platform/kernel/transitions.ts';
import { addDaysTo } from '../domain/follow-up.ts';
import { ENTRY_MINUTES } from '../domain/hours.ts';
import {
  CLAIM,
  type ClaimEvent,
  type ClaimState,
  ON_BOARD,
  RUNNING,
  TAKEN,
} from '../domain/states.ts';
import { texts } from '../messages/index.ts';
import { applicationPath, writeToManagers, writeToVolunteers } from '../notices.ts';
import { confirmHours, hoursOf, insertHours } from '../queries/hours.ts';
import { lockMission } from '../queries/missions.ts';
import {
  type Claim,
  claimsOf,
  expiredClaims,
  insertWork,
  judgeWork,
  keepClaim,
  tasksOf,
} from '../queries/work.ts';
import { delaysOf } from '../settings.ts';
import type { SeenApplication } from './apply.ts';
import { decideOnce } from './placing.ts';
import { WORK_FILE } from './work-file.ts';

export type WorkRefusal =
  | 'not_possible_now'
  | 'task_full'
  | 'work_missing'
  | 'link_wrong'
  | 'hours_wrong'
  | 'day_wrong'
  | 'note_missing'
  | FileRefusal;

/** What is handed in: a text, a link, a file; at least one of them. */
export interface HandedIn {
  readonly text: string;
  readonly link: string;
  readonly file: File | undefined;
}

const TASK_ACTS: Readonly<Record<'volunteer' | 'association', readonly ClaimEvent[]>> = {
  volunteer: ['claim', 'start', 'give_back'],
  association: [],
};

/** Claims, begins or gives back a task. */
export async function moveTask(
  ctx: Context,
  actor: Actor,
  seen: SeenApplication,
  taskId: string,
  event: ClaimEvent,
): Promise<Result<undefined, WorkRefusal>> {
  const { side, application } = seen;
  if (side === 'reader' || !TASK_ACTS[side].includes(event)) return refuse('not_possible_now');
  if (application.state !== 'accepted') return refuse('not_possible_now');
  return changeClaim(ctx, actor, seen, taskId, event);
}

async function changeClaim(
  ctx: Context,
  actor: Actor,
  { application, mission }: Pick<SeenApplication, 'application' | 'mission'>,
  taskId: string,
  event: ClaimEvent,
): Promise<Result<undefined, WorkRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, WorkRefusal>> => {
    await lockMission(tx.db, mission.id);
    const task = (await tasksOf(tx.db, mission.id)).find(({ id }) => id === taskId);
    if (!task) return refuse('not_possible_now');
    const claims = (await claimsOf(tx.db, mission.id)).filter((claim) => claim.taskId === taskId);
    const own = claims.find(({ applicationId }) => applicationId === application.id);
    const next = transition(CLAIM, own?.state ?? 'none', event);
    if (!next.ok || next.value === 'none') return refuse('not_possible_now');
    const others = claims.filter(
      ({ applicationId, state }) => applicationId !== application.id && TAKEN.has(state),
    );
    if (event === 'claim' && others.length >= task.volunteers) return refuse('task_full');
    await writeClaim(tx, mission.id, taskId, application.id, next.value);
    await recordAudit(tx, actor, {
      action: `task.${event}`,
      subject: { kind: 'application', id: application.id },
      detail: { task: taskId, mission: mission.id },
    });
    return ok();
  });
}

/** The clock of a claim runs while the volunteer is the one who must act. */
async function writeClaim(
  tx: Context,
  missionId: string,
  taskId: string,
  applicationId: string,
  state: ClaimState,
): Promise<void> {
  const now = tx.clock.now();
  const expiresAt = RUNNING.has(state) ? addDaysTo(now, delaysOf(tx).claimDays) : null;
  await keepClaim(tx.db, { missionId, taskId, applicationId, state, expiresAt }, now);
}

/** Hands in a task, or (without one) the whole mission with the hours it took. */
export async function handIn(
  ctx: Context,
  actor: Actor,
  seen: SeenApplication,
  taskId: string | null,
  work: HandedIn,
  hours?: { readonly minutes: number; readonly day: DateString },
): Promise<Result<undefined, WorkRefusal>> {
  const { side, application, mission } = seen;
  if (side !== 'volunteer' || application.state !== 'accepted') return refuse('not_possible_now');
  const problem = problemOf(work, taskId === null && hours !== undefined);
  if (problem) return refuse(problem);
  return transaction(ctx, async (tx): Promise<Result<undefined, WorkRefusal>> => {
    const stored = work.file ? await storeFile(tx, actor, work.file, WORK_FILE) : undefined;
    if (stored && !stored.ok) return stored;
    if (taskId !== null) {
      const moved = await changeClaim(tx, actor, seen, taskId, 'submit');
      if (!moved.ok) return moved;
    } else {
      if (await hasOpenTask(tx, seen)) return refuse('not_possible_now');
      const [verdict] = await decideOnce(tx, mission.id, [
        { volunteerId: application.volunteerId, ask: 'deliver', actor },
      ]);
      if (!verdict?.ok) return refuse('not_possible_now');
      if (hours) {
        const declared = await declare(tx, seen, hours);
        if (!declared.ok) return declared;
      }
    }
    await insertWork(tx.db, {
      id: tx.ids.next<'work'>(),
      missionId: mission.id,
      applicationId: application.id,
      taskId,
      text: work.text.trim(),
      link: work.link.trim(),
      fileId: stored?.value.id ?? null,
      fileName: stored?.value.name ?? null,
      now: tx.clock.now(),
    });
    const key = `application:${application.id}:work`;
    await writeToManagers(tx, mission, 'all', key, (lang) =>
      texts(lang).mail.handedIn({
        mission: mission.title,
        link: tx.config.publicUrl + applicationPath(mission.id, application.id),
      }),
    );
    return ok();
  });
}

function problemOf({ text, link, file }: HandedIn, isPresence: boolean): WorkRefusal | undefined {
  if (!isPresence && text.trim() === '' && link.trim() === '' && !file) return 'work_missing';
  return link.trim() !== '' && !isWebLink(link.trim()) ? 'link_wrong' : undefined;
}

function isWebLink(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

async function hasOpenTask(tx: Context, { application, mission }: SeenApplication) {
  const claims = await claimsOf(tx.db, mission.id);
  return claims.some(
    ({ applicationId, state }) => applicationId === application.id && RUNNING.has(state),
  );
}

/** The association accepts what was handed in, or asks for changes and says which. */
export async function judge(
  ctx: Context,
  actor: Actor,
  seen: SeenApplication,
  taskId: string | null,
  verdict: 'accepted' | 'changes_asked',
  note: string,
): Promise<Result<undefined, WorkRefusal>> {
  const { side, application, mission } = seen;
  if (side !== 'association') return refuse('not_possible_now');
  if (verdict === 'changes_asked' && note.trim() === '') return refuse('note_missing');
  return transaction(ctx, async (tx): Promise<Result<undefined, WorkRefusal>> => {
    if (taskId !== null) {
      const event = verdict === 'accepted' ? 'accept' : 'ask_changes';
      const moved = await changeClaim(tx, actor, seen, taskId, event);
      if (!moved.ok) return moved;
    } else if (verdict === 'changes_asked') {
      const [moved] = await decideOnce(tx, mission.id, [
        { volunteerId: application.volunteerId, ask: 'ask_changes', actor, note },
      ]);
      if (!moved?.ok) return refuse('not_possible_now');
    } else return refuse('not_possible_now');
    const now = tx.clock.now();
    const where = { missionId: mission.id, applicationId: application.id, taskId };
    await judgeWork(tx.db, where, verdict, note.trim(), now);
    await writeToVolunteers(tx, [
      {
        volunteerId: application.volunteerId,
        key: `application:${application.id}:judged:${now.getTime()}`,
        mail: (lang, firstName) =>
          texts(lang).mail.judged(verdict, {
            firstName,
            mission: mission.title,
            note: note.trim(),
            link: tx.config.publicUrl + applicationPath(mission.id, application.id),
          }),
      },
    ]);
    return ok();
  });
}

/** Hours of a day, declared by the volunteer while at work. */
export async function declareHours(
  ctx: Context,
  actor: Actor,
  seen: SeenApplication,
  hours: { readonly minutes: number; readonly day: DateString },
): Promise<Result<undefined, WorkRefusal>> {
  if (seen.side !== 'volunteer' || !ON_BOARD.has(seen.application.state)) {
    return refuse('not_possible_now');
  }
  if (seen.application.state === 'completed') return refuse('not_possible_now');
  return transaction(ctx, async (tx) => {
    const declared = await declare(tx, seen, hours);
    if (declared.ok) {
      await recordAudit(tx, actor, {
        action: 'hours.declared',
        subject: { kind: 'application', id: seen.application.id },
        detail: { mission: seen.mission.id, ...hours },
      });
    }
    return declared;
  });
}

async function declare(
  tx: Context,
  { application, mission }: SeenApplication,
  { minutes, day }: { readonly minutes: number; readonly day: DateString },
): Promise<Result<undefined, WorkRefusal>> {
  const today = localDate(tx.clock.now());
  if (day > today || day < localDate(application.appliedAt)) return refuse('day_wrong');
  if (minutes < ENTRY_MINUTES.min || minutes > ENTRY_MINUTES.max) return refuse('hours_wrong');
  await insertHours(tx.db, {
    id: tx.ids.next<'hours'>(),
    missionId: mission.id,
    applicationId: application.id,
    volunteerId: application.volunteerId,
    organisationId: mission.organisationId,
    day,
    minutes,
    now: tx.clock.now(),
  });
  return ok();
}

/**
 * The association confirms or corrects every declared entry, accepts the work and thanks: the
 * application is completed. `minutes` by entry; one that is left out is confirmed as declared.
 */
export async function complete(
  ctx: Context,
  actor: Actor,
  seen: SeenApplication,
  minutes: ReadonlyMap<string, number>,
  thanks: string,
): Promise<Result<undefined, WorkRefusal>> {
  const { side, application, mission } = seen;
  if (side !== 'association') return refuse('not_possible_now');
  for (const value of minutes.values()) {
    if (!(value >= 0 && value <= ENTRY_MINUTES.max)) return refuse('hours_wrong');
  }
  return transaction(ctx, async (tx): Promise<Result<undefined, WorkRefusal>> => {
    const [moved] = await decideOnce(tx, mission.id, [
      { volunteerId: application.volunteerId, ask: 'complete', actor, note: thanks.trim() },
    ]);
    if (!moved?.ok) return refuse('not_possible_now');
    const now = tx.clock.now();
    const where = { missionId: mission.id, applicationId: application.id, taskId: null };
    await judgeWork(tx.db, where, 'accepted', thanks.trim(), now);
    const entries = (await hoursOf(tx.db, mission.id, application.id))
      .filter(({ confirmedAt }) => confirmedAt === null)
      .map((entry) => ({ id: entry.id, minutes: minutes.get(entry.id) ?? entry.minutes }));
    const by = actor.kind === 'person' ? actor.accountId : null;
    await confirmHours(tx.db, mission.id, entries, by, now);
    await recordAudit(tx, actor, {
      action: 'hours.confirmed',
      subject: { kind: 'application', id: application.id },
      detail: {
        mission: mission.id,
        minutes: entries.reduce((total, entry) => total + entry.minutes, 0),
      },
    });
    return ok();
  });
}

const EXPIRED_A_RUN = 200;

/** Claims whose time is over go back to whoever wants the task; the volunteer is told. */
export async function expireClaims(ctx: Context): Promise<number> {
  const due = await expiredClaims(ctx.db, ctx.clock.now(), EXPIRED_A_RUN);
  let done = 0;
  for (const claim of due) {
    if (await expire(ctx, claim)) done += 1;
  }
  return done;
}

async function expire(ctx: Context, due: Claim): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    await lockMission(tx.db, due.missionId);
    const now = tx.clock.now();
    const claim = (await claimsOf(tx.db, due.missionId)).find(
      ({ taskId, applicationId }) => taskId === due.taskId && applicationId === due.applicationId,
    );
    if (!claim?.expiresAt || claim.expiresAt > now) return false;
    const next = transition(CLAIM, claim.state, 'expire');
    if (!next.ok || next.value === 'none') return false;
    await writeClaim(tx, claim.missionId, claim.taskId, claim.applicationId, next.value);
    return true;
  });
}
