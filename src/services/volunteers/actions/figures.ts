import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { publicTable } from '#platform/kernel/small-counts.ts';
import { DIRECTORY_ROLES, territoryOf } from '../policy.ts';
import { countByDepartment, type DepartmentCount } from '../queries/figures.ts';

export type { DepartmentCount } from '../queries/figures.ts';

export interface DirectoryFigures {
  readonly registered: number;
  readonly reachable: number;
  readonly callable: number;
  readonly certificates: number;
  readonly departments: readonly DepartmentCount[];
}

/** Exact counts of an actor's territory, for staff who may open the directory; undefined for others. */
export async function directoryFigures(
  ctx: Context,
  actor: Actor,
): Promise<DirectoryFigures | undefined> {
  const territory = territoryOf(actor, DIRECTORY_ROLES);
  const holdsNone =
    territory.kind === 'places' && territory.departments.length + territory.communes.length === 0;
  if (holdsNone) return undefined;
  const departments = await countByDepartment(ctx.db, territory, localDate(ctx.clock.now()));
  const sum = (field: Exclude<keyof DepartmentCount, 'department'>) =>
    departments.reduce((total, row) => total + row[field], 0);
  return {
    registered: sum('registered'),
    reachable: sum('reachable'),
    callable: sum('callable'),
    certificates: sum('certificates'),
    departments,
  };
}

/** For everybody: people registered by department, none that would point at somebody. */
export async function publicDirectoryFigures(ctx: Context) {
  const today = localDate(ctx.clock.now());
  const rows = await countByDepartment(ctx.db, { kind: 'everywhere' }, today);
  return publicTable(Object.fromEntries(rows.map((row) => [row.department, row.registered])));
}
