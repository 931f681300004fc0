import type { Context } from './context.ts';

/** Everything by which a module may know the person who is being erased. */
export interface ErasedPerson {
  readonly accountId?: string | undefined;
  readonly volunteerId?: string | undefined;
  /** Normalised, and nobody else's: an account is erased by its id, never by an address. */
  readonly emails: readonly string[];
  /** E.164 */
  readonly phones: readonly string[];
  /** Stored files that belong to nobody else. */
  readonly fileIds: readonly string[];
  /** Groups of messages about the person that went to somebody else. */
  readonly messageGroups?: readonly string[];
}

/** Removes or empties what the module holds about the person; joins the caller's transaction. */
export type Eraser = (tx: Context, person: ErasedPerson) => Promise<void>;

const erasers = new Map<string, Eraser>();

/** Called by app.ts for each module that lists an `erase`. */
export function onErase(module: string, eraser: Eraser): void {
  erasers.set(module, eraser);
}

/**
 * Erases a person everywhere, in one transaction: all or nothing. A module that keeps personal data
 * and lists no eraser makes the test that scans every table fail.
 */
export async function erasePerson(tx: Context, person: ErasedPerson): Promise<void> {
  if (!tx.db.isTransaction) throw new Error('erasePerson runs in a transaction');
  for (const eraser of erasers.values()) await eraser(tx, person);
}
