import type { Context } from '#platform/context.ts';
import { communeByCode, departmentByCode } from '#platform/geo/index.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { Agrement } from '../domain/agrement.ts';
import { selectRun } from '../queries/import-run.ts';
import {
  type OrganisationFacts,
  type SireneUnitRow,
  selectAgrements,
  selectFacts,
  selectOrganisation,
  selectUnit,
} from '../queries/organisations.ts';

/** What is known of an organisation, with where each part was read and when. */
export interface OrganisationRecord {
  readonly facts: OrganisationFacts;
  readonly commune: string;
  readonly departmentName: string;
  readonly timeZone: string | undefined;
  readonly agrements: readonly (Agrement & { readonly area: string | null })[];
  readonly unit: SireneUnitRow | undefined;
  /** The file that it was read from, and when readers first saw it. */
  readonly source: RecordSource | undefined;
  readonly unitSource: RecordSource | undefined;
  /** The record that took this one over, when it is there. */
  readonly successor: { readonly id: string; readonly name: string } | undefined;
}

export interface RecordSource {
  readonly file: string;
  readonly line: number;
  readonly readAt: Date;
}

export async function organisationRecord(
  ctx: Context,
  id: string,
): Promise<OrganisationRecord | undefined> {
  const facts = isUuid(id) ? await selectFacts(ctx.db, id) : undefined;
  if (!facts) return undefined;
  const unit = facts.siren || facts.rna ? await selectUnit(ctx.db, facts) : undefined;
  const successor = facts.successorId
    ? await selectOrganisation(ctx.db, facts.successorId)
    : undefined;
  const department = departmentByCode(facts.department);
  return {
    facts,
    commune: communeByCode(facts.communeCode)?.name ?? facts.communeName,
    departmentName: department?.name ?? facts.department,
    timeZone: department?.timeZone,
    agrements: (await selectAgrements(ctx.db, id)).map((agrement) => ({
      ...agrement,
      area: agrement.department && (departmentByCode(agrement.department)?.name ?? null),
    })),
    unit,
    source: await sourceOf(ctx, facts.runId, facts.sourceFile, facts.sourceLine),
    unitSource: unit && (await sourceOf(ctx, unit.runId, 1, 0)),
    successor: successor && { id: successor.id, name: successor.name },
  };
}

async function sourceOf(
  ctx: Context,
  runId: string | null,
  file: number,
  line: number,
): Promise<RecordSource | undefined> {
  const run = runId === null ? undefined : await selectRun(ctx.db, runId);
  if (!run) return undefined;
  return { file: run.files[file - 1] ?? '', line, readAt: run.switchedAt ?? run.startedAt };
}

/** Does it exist today, as far as registers say? */
export function standingOf({ facts, unit }: Pick<OrganisationRecord, 'facts' | 'unit'>) {
  if (facts.position === 'D' || facts.dissolvedOn !== null) return 'dissolved';
  if (facts.position === 'S') return 'suppressed';
  if (facts.position === 'R') return 'taken_over';
  if (facts.goneSince !== null) return 'gone';
  if (unit?.state === 'C') return 'ceased';
  return 'active';
}
export type Standing = ReturnType<typeof standingOf>;
