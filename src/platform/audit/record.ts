import { type Context, transaction } from '#platform/context.ts';
import type { JsonValue } from '#platform/db/column-types.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { type Entry, entryHash } from './chain.ts';
import { append, lockHead, type StoredEntry } from './queries.ts';

export interface AuditEvent {
  /** `crisis.created`: what, then what happened to it. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Codes, counts, ids, dates. Never a name, an address, a phone, a text typed by somebody. */
  readonly detail?: { readonly [key: string]: JsonValue };
}

type Waiting = Omit<Entry, 'seq'>;

/** One list per transaction, emptied into the chain just before its commit. */
const waiting = new WeakMap<object, Waiting[]>();

/**
 * Adds an entry to the audit trail, in the caller's transaction: both are kept, or neither. The end
 * of the chain is locked only from the last statement to the commit, however long the transaction is.
 */
export async function recordAudit(ctx: Context, actor: Actor, event: AuditEvent): Promise<void> {
  const hooks = ctx.beforeCommit;
  if (!hooks) return transaction(ctx, (tx) => recordAudit(tx, actor, event));
  let list = waiting.get(hooks);
  if (!list) {
    list = [];
    waiting.set(hooks, list);
    hooks.push(() => seal(ctx, waiting.get(hooks) ?? []));
  }
  list.push({
    at: ctx.clock.now(),
    ...actorOf(actor),
    action: event.action,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    detail: event.detail ?? {},
  });
}

async function seal(ctx: Context, entries: readonly Waiting[]): Promise<void> {
  let { seq, hash } = await lockHead(ctx.db);
  const sealed: StoredEntry[] = entries.map((entry) => {
    seq += 1;
    const placed = { ...entry, seq };
    hash = entryHash(hash, placed);
    return { ...placed, hash };
  });
  await append(ctx.db, sealed);
}

function actorOf(actor: Actor): Pick<Entry, 'actorKind' | 'actorId'> {
  switch (actor.kind) {
    case 'anonymous':
      return { actorKind: 'anonymous', actorId: '' };
    case 'person':
      return { actorKind: 'person', actorId: actor.accountId };
    case 'token':
      return { actorKind: 'token', actorId: actor.tokenId };
    case 'system':
      return { actorKind: 'system', actorId: actor.name };
  }
}
