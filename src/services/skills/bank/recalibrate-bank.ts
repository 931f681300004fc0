import { type Context, transaction } from '#platform/context.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  type RecalibrationError,
  type Remeasured,
  recalibrate,
} from '../domain/bank/recalibrate.ts';
import { compareVersions, type VersionComparison } from '../domain/bank/version.ts';
import { answersTo } from '../queries/answer-log.ts';
import {
  type BankItem,
  bankVersions,
  itemsOfBank,
  lockBank,
  type VersionFacts,
} from '../queries/bank.ts';
import { activeBank } from './loaded-bank.ts';
import { newVersion } from './versions.ts';

/**
 * A draft with parameters measured on all answers so far; nothing changes for anybody until it is
 * adopted. Answers the number of the draft.
 */
export async function recalibrateBank(
  ctx: Context,
): Promise<Result<{ readonly version: number }, RecalibrationError>> {
  const active = await activeBank(ctx);
  const responses = await answersTo(ctx.db, active.number);
  const measured: Result<readonly Remeasured<BankItem>[], RecalibrationError> = recalibrate(
    active.items,
    responses,
  );
  if (!measured.ok) return measured;
  return transaction(ctx, async (tx) => {
    await lockBank(tx.db);
    const items = measured.value.map(({ item }) => item);
    return ok({ version: await newVersion(tx, 'answers', items) });
  });
}

export interface DraftComparison {
  readonly version: VersionFacts;
  readonly active: number;
  readonly items: number;
  readonly calibrated: number;
  readonly comparison: VersionComparison;
}

/** What adopting a version would change, against the active one. */
export async function compareWithActive(
  ctx: Context,
  number: number,
): Promise<Result<DraftComparison, 'unknown_version'>> {
  const version = (await bankVersions(ctx.db)).find((one) => one.number === number);
  if (!version) return refuse('unknown_version');
  const active = await activeBank(ctx);
  const items = await itemsOfBank(ctx.db, number);
  return ok({
    version,
    active: active.number,
    items: items.length,
    calibrated: items.filter(({ status }) => status === 'calibrated').length,
    comparison: compareVersions(
      { number: active.number, state: 'active', items: active.items },
      { ...version, items },
    ),
  });
}
