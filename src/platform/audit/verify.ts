import { type Context, transaction } from '#platform/context.ts';
import { CHAIN_START, entryHash } from './chain.ts';
import { entriesAfter, freezeSnapshot, type Head, readHead, type StoredEntry } from './queries.ts';
import { explains, type Restoration, restorationOf } from './restoration.ts';

export type Verdict =
  | {
      readonly intact: true;
      readonly head: Head;
      /** Every time that a backup took the place of the trail, oldest first. */
      readonly restorations: readonly Restoration[];
      /** The restoration for which the chain no longer holds what an earlier check saw. */
      readonly explained: Restoration | undefined;
    }
  | { readonly intact: false; readonly seq: number; readonly fault: Fault };

export type Fault =
  /** Its content or its place is not what was sealed. */
  | 'changed'
  /** The number that should come next is not there. */
  | 'missing'
  /** Entries at the end are gone, or the end was rewritten. */
  | 'truncated'
  /** The chain does not contain the entry that an earlier check saw. */
  | 'checkpoint_differs';

const BATCH = 5_000;

/**
 * Follows the whole chain in one snapshot, in constant memory. `checkpoint` is the head seen by an
 * earlier check and kept outside the database: it also uncovers a chain rewritten from end to end.
 */
export async function verifyChain(
  ctx: Context,
  checkpoint?: Head,
  onProgress: (seq: number) => void = () => {},
): Promise<Verdict> {
  return transaction(ctx, async (tx) => {
    await freezeSnapshot(tx.db);
    const head = await readHead(tx.db);
    let seq = 0;
    let hash: Buffer = CHAIN_START;
    let seen = checkpoint === undefined || checkpoint.seq === 0;
    const restorations: Restoration[] = [];
    for await (const entry of inOrder(tx)) {
      if (entry.seq !== seq + 1) return broken(seq + 1, 'missing');
      const restoration = restorationOf(entry, hash);
      if (restoration) restorations.push(restoration);
      hash = entryHash(hash, entry);
      if (!hash.equals(entry.hash)) return broken(entry.seq, 'changed');
      seq = entry.seq;
      if (seq === checkpoint?.seq) seen = hash.equals(checkpoint.hash);
      if (seq % BATCH === 0) onProgress(seq);
    }
    if (seq !== head.seq || !hash.equals(head.hash)) return broken(seq + 1, 'truncated');
    if (seen || !checkpoint) return { intact: true, head, restorations, explained: undefined };
    const explained = restorations.find((restoration) => explains(restoration, checkpoint));
    if (explained) return { intact: true, head, restorations, explained };
    return seq < checkpoint.seq
      ? broken(seq + 1, 'truncated')
      : broken(checkpoint.seq, 'checkpoint_differs');
  });
}

/** Every entry, in the order of the chain. */
export async function* inOrder(ctx: Context): AsyncGenerator<StoredEntry> {
  let seq = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const batch = await entriesAfter(ctx.db, seq, BATCH);
    yield* batch;
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    seq = last.seq;
  }
}

function broken(seq: number, fault: Fault): Verdict {
  return { intact: false, seq, fault };
}
