import { accountById } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { type CrisisReport, reportOf } from '../domain/report.ts';
import { presencesOf } from '../queries/attendance.ts';
import type { Crisis } from '../queries/crises.ts';
import { keptHours } from '../queries/hours.ts';
import type { SealedEntry } from '../queries/log.ts';
import { reportRows } from '../queries/report.ts';
import { wholeLog } from '../situation-log.ts';

export interface LoadedReport {
  readonly crisis: Crisis;
  readonly report: CrisisReport;
  /** The entries behind `report.decisions`, by number. */
  readonly entries: ReadonlyMap<number, SealedEntry>;
  /** Names of the officers, by account; nobody when the account is erased. */
  readonly authors: ReadonlyMap<string, string>;
}

export async function loadReport(ctx: Context, crisis: Crisis): Promise<LoadedReport> {
  const { entries } = await wholeLog(ctx, crisis.id);
  const rows = await reportRows(ctx.db, crisis.id);
  const presences = await presencesOf(ctx.db, crisis.id);
  const confirmed = (await keptHours(ctx.db, crisis.id)).filter(
    ({ state }) => state === 'confirmed',
  );
  const confirmedMinutes =
    confirmed.length === 0 ? undefined : confirmed.reduce((sum, one) => sum + one.minutes, 0);
  const report = reportOf({ ...rows, presences, log: entries, confirmedMinutes }, ctx.clock.now());
  return {
    crisis,
    report,
    entries: new Map(entries.map((entry) => [entry.number, entry])),
    authors: await authorNames(ctx, entries),
  };
}

/** Who wrote in a situation log. */
export async function authorNames(
  { db }: Context,
  entries: readonly { readonly author: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.flatMap(({ author }) => author ?? []))];
  const accounts = await Promise.all(ids.map((id) => accountById(db, id as AccountId)));
  return new Map(accounts.flatMap((one) => (one ? [[one.id as string, one.displayName]] : [])));
}
