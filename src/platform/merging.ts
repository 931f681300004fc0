import type { Context } from './context.ts';

/** Two records of one person become one: `from` is emptied afterwards. */
export interface MergedPerson {
  readonly from: string;
  readonly into: string;
}

/** Moves what the module holds about `from` to `into`; joins the caller's transaction. How much, by kind. */
export type Merger = (
  tx: Context,
  merged: MergedPerson,
) => Promise<Readonly<Record<string, number>>>;

const mergers = new Map<string, Merger>();

/** Called by app.ts for each module that lists a `merge`. */
export function onMerge(module: string, merger: Merger): void {
  mergers.set(module, merger);
}

/** Moves a person's history everywhere, in one transaction; what was moved, for the audit trail. */
export async function mergePerson(
  tx: Context,
  merged: MergedPerson,
): Promise<Record<string, number>> {
  if (!tx.db.isTransaction) throw new Error('mergePerson runs in a transaction');
  const moved: Record<string, number> = {};
  for (const merger of mergers.values()) Object.assign(moved, await merger(tx, merged));
  return moved;
}
