import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { allows, transition } from '#platform/kernel/transitions.ts';
import { organisationById } from '#services/associations/index.ts';
import {
  type ExchangeMission,
  type ExchangeProblem,
  exchangeProblems,
} from '../domain/exchange.ts';
import { MISSION } from '../domain/states.ts';
import { jsonEnd, jsonHead, jsonMission } from '../exchange/json.ts';
import { cleaned, exchangeOf, type Imported, importedFrom } from '../exchange/mapping.ts';
import { type FeedHead, XML_END, xmlHead, xmlMission } from '../exchange/xml.ts';
import {
  buryAbsent,
  countAbsent,
  keepExchange,
  knownExchanges,
  missionsGone,
  missionsToExport,
} from '../queries/exchange.ts';
import {
  changeFields,
  insertMission,
  lockMission,
  type Mission,
  type MissionId,
  patchMission,
} from '../queries/missions.ts';
import { replaceTasks, tasksOf } from '../queries/work.ts';
import { showInSearch } from './publishing.ts';

export interface RejectedMission {
  /** Counted from 1 in the order of the feed. */
  readonly position: number;
  readonly clientId: string;
  readonly field: string;
  readonly problem: ExchangeProblem;
}

export interface ImportReport {
  publisher: string;
  read: number;
  added: number;
  changed: number;
  same: number;
  rejected: RejectedMission[];
  /** Missions that the feed no longer lists. */
  removed: number;
  /** Absent missions that were kept, because the feed lost too many at once. */
  kept: number;
}

export interface ImportOptions {
  readonly publisher?: string;
  readonly dryRun: boolean;
  /** Removes what the feed does not list however much it is. */
  readonly mayLoseMany: boolean;
}

const BATCH = 100;
/** A feed that suddenly lists less than half of what it listed is more likely broken than true. */
const FEW = 10;
const CLOCK: Actor = { kind: 'system', name: 'missions.import' };

/**
 * Takes in a whole feed: adds and changes by clientId, then leaves a tombstone for what it no longer
 * lists. Nothing is removed when the feed ends early (the reader throws), is empty, or lost too much.
 */
export async function importFeed(
  ctx: Context,
  feed: AsyncIterable<ExchangeMission | FeedHead>,
  options: ImportOptions,
): Promise<ImportReport> {
  const run = ctx.ids.next<'import'>();
  const report: ImportReport = {
    publisher: options.publisher ?? '',
    read: 0,
    added: 0,
    changed: 0,
    same: 0,
    rejected: [],
    removed: 0,
    kept: 0,
  };
  const seen = new Set<string>();
  let batch: ExchangeMission[] = [];
  const write = async () => {
    if (batch.length > 0) await keepBatch(ctx, report, run, batch, options.dryRun);
    batch = [];
  };
  for await (const item of feed) {
    if (!('clientId' in item)) {
      report.publisher ||= item.publisher;
      continue;
    }
    report.read += 1;
    const mission = cleaned(item);
    const problem = problemOf(mission, seen);
    if (problem) {
      report.rejected.push({ position: report.read, clientId: mission.clientId, ...problem });
      continue;
    }
    seen.add(mission.clientId);
    batch.push(mission);
    if (batch.length >= BATCH) await write();
  }
  await write();
  if (!options.dryRun) await bury(ctx, report, run, options.mayLoseMany);
  return report;
}

function problemOf(mission: ExchangeMission, seen: ReadonlySet<string>) {
  const [first] = exchangeProblems(mission);
  if (first) return first;
  const isTwice = seen.has(mission.clientId);
  return isTwice ? ({ field: 'clientId', problem: 'client_id_twice' } as const) : undefined;
}

async function keepBatch(
  ctx: Context,
  report: ImportReport,
  run: string,
  batch: readonly ExchangeMission[],
  dryRun: boolean,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const ids = batch.map(({ clientId }) => clientId);
    const known = await knownExchanges(tx.db, report.publisher, ids);
    for (const mission of batch) {
      const before = known.get(mission.clientId);
      const fields = JSON.stringify(mission);
      const outcome = !before
        ? 'added'
        : before.fields === fields && !before.deletedAt
          ? 'same'
          : 'changed';
      report[outcome] += 1;
      if (dryRun) continue;
      const missionId =
        outcome === 'same'
          ? (before?.missionId as string)
          : await keepMission(tx, before?.missionId, importedFrom(mission));
      const { publisher } = report;
      const row = { publisher, clientId: mission.clientId, missionId, fields, run };
      await keepExchange(tx.db, { ...row, now: tx.clock.now() });
    }
  });
}

async function keepMission(
  tx: Context,
  id: string | undefined,
  imported: Imported,
): Promise<MissionId> {
  const now = tx.clock.now();
  const { fields, department, externalName, applicationUrl } = imported;
  const missionId = (id ?? tx.ids.next<'mission'>()) as MissionId;
  const before = id ? await lockMission(tx.db, id) : undefined;
  if (before) {
    const places = Math.max(fields.places, before.held + before.offered);
    await changeFields(tx.db, missionId, department, { ...fields, places }, now);
  } else {
    const source = 'exchange' as const;
    const mission = { id: missionId, organisationId: '', department, source, createdBy: null, now };
    await insertMission(tx.db, mission, fields);
  }
  const state = before?.state ?? 'draft';
  const event = state === 'closed' ? 'reopen' : 'publish';
  const next = transition(MISSION, state, event);
  await patchMission(
    tx.db,
    missionId,
    {
      external_name: externalName,
      application_url: applicationUrl,
      ...(next.ok ? { state: next.value, published_at: before?.publishedAt ?? now } : {}),
    },
    now,
  );
  const tasks = imported.tasks.slice(0, 30).map((title, position) => ({
    id: tx.ids.next<'task'>(),
    title: title.slice(0, 150),
    effortMinutes: 0,
    volunteers: 1,
    position,
  }));
  await replaceTasks(tx.db, missionId, tasks);
  await showInSearch(tx, missionId);
  return missionId;
}

async function bury(
  ctx: Context,
  report: ImportReport,
  run: string,
  mayLoseMany: boolean,
): Promise<void> {
  const { publisher } = report;
  const accepted = report.added + report.changed + report.same;
  await transaction(ctx, async (tx) => {
    const { known, absent } = await countAbsent(tx.db, publisher, run);
    const isSuspect = accepted === 0 || (absent > FEW && absent * 2 > known);
    if (absent > 0 && isSuspect && !mayLoseMany) {
      report.kept = absent;
    } else {
      for (const id of await buryAbsent(tx.db, publisher, run, tx.clock.now()))
        await endMission(tx, id);
      report.removed = absent;
    }
    const { added, changed, removed, rejected } = report;
    await recordAudit(tx, CLOCK, {
      action: 'missions.imported',
      subject: { kind: 'publisher', id: publisher },
      detail: { added, changed, removed, rejected: rejected.length },
    });
  });
}

async function endMission(tx: Context, id: string): Promise<void> {
  const mission = await lockMission(tx.db, id);
  if (!mission || !allows(MISSION, mission.state, 'close')) return;
  const next = transition(MISSION, mission.state, 'close');
  if (!next.ok) return;
  const now = tx.clock.now();
  await patchMission(tx.db, mission.id, { state: next.value, ended_at: now }, now);
  await showInSearch(tx, id);
}

/** A mission as partners read it; one of a partner as it came (`fields`). */
export async function exchanged(
  ctx: Context,
  mission: Mission,
  fields: string | null,
): Promise<ExchangeMission> {
  if (fields !== null) return JSON.parse(fields) as ExchangeMission;
  const organisation = await organisationById(ctx, mission.organisationId);
  return exchangeOf(mission, organisation, await tasksOf(ctx.db, mission.id), ctx.config.publicUrl);
}

export type ExportFormat = 'api-engagement-json' | 'api-engagement-xml';

const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Published missions as a feed, piece by piece. `imported`: those of partners, as they came. */
export async function* exportFeed(
  ctx: Context,
  format: ExportFormat,
  { since, imported }: { readonly since: Date | null; readonly imported: boolean },
): AsyncGenerator<string> {
  const head = {
    publisher: 'Renfort',
    publisherUrl: ctx.config.publicUrl,
    generatedAt: ctx.clock.now().toISOString(),
  };
  const isXml = format === 'api-engagement-xml';
  yield isXml ? xmlHead(head) : jsonHead(head);
  let after = FIRST;
  let isFirst = true;
  for (;;) {
    const page = await missionsToExport(ctx.db, { imported, since }, after, PAGE);
    for (const mission of page) {
      const item = await exchanged(ctx, mission, mission.fields);
      yield isXml ? xmlMission(item) : jsonMission(item, isFirst);
      isFirst = false;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = last.id;
  }
  if (isXml) {
    yield XML_END;
    return;
  }
  const gone = since && !imported ? await missionsGone(ctx.db, since) : [];
  yield jsonEnd(
    gone.map(({ clientId, deletedAt }) => ({ clientId, deletedAt: deletedAt.toISOString() })),
  );
}
