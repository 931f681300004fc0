import { type Context, transaction } from '#platform/context.ts';
import { ok, type Result } from '#platform/kernel/result.ts';
import { adopt } from '../domain/bank/version.ts';
import {
  type BankItem,
  bankVersions,
  insertVersion,
  itemsOfBank,
  lockBank,
  type Origin,
  setVersionState,
} from '../queries/bank.ts';

/** A draft after all the others; the caller holds the bank's lock. */
export async function newVersion(
  tx: Context,
  origin: Origin,
  items: readonly BankItem[],
): Promise<number> {
  const [last] = await bankVersions(tx.db);
  const number = (last?.number ?? 0) + 1;
  await insertVersion(tx.db, { number, origin, at: tx.clock.now() }, items);
  return number;
}

export type AdoptError = 'unknown_version' | 'transition_not_allowed' | 'version_empty';

/** New tests are measured with this version from now on. */
export async function adoptVersion(
  ctx: Context,
  number: number,
): Promise<Result<undefined, AdoptError>> {
  return transaction(ctx, async (tx) => {
    await lockBank(tx.db);
    const before = await bankVersions(tx.db);
    const items = await itemsOfBank(tx.db, number);
    const after = adopt(
      before.map((version) => ({ ...version, items: version.number === number ? items : [] })),
      number,
    );
    if (!after.ok) return after;
    const changed = after.value.filter(
      ({ state }, at) => state !== before[at]!.state && state === 'archived',
    );
    // The old one first: the database allows one active version.
    for (const version of changed) await setVersionState(tx.db, version.number, 'archived');
    await setVersionState(tx.db, number, 'active', tx.clock.now());
    return ok();
  });
}
