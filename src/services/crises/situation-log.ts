import { createHash } from 'node:crypto';
import { canonicalJson } from '#platform/audit/chain.ts';
import { type Context, transaction } from '#platform/context.ts';
import type { JsonValue } from '#platform/db/column-types.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { checkLog, type LogEnd, type LogFault, type SealedLine } from './domain/log-check.ts';
import { announce } from './queries/live.ts';
import {
  appendToLog,
  entriesAfter,
  inOneMoment,
  type LogEntry,
  lockLogHead,
  logHead,
  type SealedEntry,
} from './queries/log.ts';

/** What the situation log tells. `note` is written by somebody, the others by the program. */
export const LOG_KINDS = [
  'crisis_created',
  'crisis_activated',
  'crisis_standing_down',
  'crisis_resumed',
  'crisis_closed',
  'crisis_cancelled',
  'site_added',
  'need_added',
  'need_changed',
  'need_closed',
  'need_reopened',
  'need_cancelled',
  'call_started',
  'call_everyone',
  'call_paused',
  'call_resumed',
  'call_stopped',
  'call_expired',
  'wave_sent',
  'need_filled',
  'people_assigned',
  'place_withdrawn',
  'place_offered',
  'place_lapsed',
  'place_released',
  'hours_corrected',
  'hours_confirmed',
  'briefing_written',
  'intake_opened',
  'intake_changed',
  'intake_slots',
  'intake_stopped',
  'intake_reopened',
  'walk_up_refused',
  'walk_ups_sent',
  'attendance',
  'people_thanked',
  'people_forgotten',
  'note',
] as const;
export type LogKind = (typeof LOG_KINDS)[number];

export interface NewLogEntry {
  readonly kind: LogKind;
  readonly text?: string;
  /** Ids, counts, names of positions: nothing about a volunteer but their id. */
  readonly detail?: { readonly [key: string]: JsonValue };
}

type Waiting = Omit<LogEntry, 'number'>;
const waiting = new WeakMap<object, Map<string, Waiting[]>>();

/**
 * Adds to the situation log of a crisis in the caller's transaction, and tells the boards. The end of
 * the chain is locked just before the commit, so that decisions on several needs hardly wait.
 */
export async function writeLog(
  tx: Context,
  actor: Actor,
  crisisId: string,
  ...entries: readonly NewLogEntry[]
): Promise<void> {
  if (entries.length === 0) return;
  const hooks = tx.beforeCommit;
  if (!hooks) return transaction(tx, (inner) => writeLog(inner, actor, crisisId, ...entries));
  let byCrisis = waiting.get(hooks);
  if (!byCrisis) {
    byCrisis = new Map();
    waiting.set(hooks, byCrisis);
    hooks.push(() => seal(tx, waiting.get(hooks) ?? new Map()));
  }
  const list = byCrisis.get(crisisId) ?? [];
  byCrisis.set(crisisId, list);
  for (const { kind, text = '', detail = {} } of entries) {
    list.push({ at: tx.clock.now(), kind, author: authorOf(actor), text, detail });
  }
}

async function seal(tx: Context, byCrisis: ReadonlyMap<string, Waiting[]>): Promise<void> {
  // In a fixed order, so that two transactions on the same crises cannot lock each other out.
  for (const [crisisId, entries] of [...byCrisis].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const head = await lockLogHead(tx.db, crisisId);
    let { length, hash } = head;
    const sealed = entries.map((entry): SealedEntry => {
      length += 1;
      const placed = { ...entry, number: length };
      hash = entryHash(hash, placed);
      return { ...placed, hash };
    });
    await appendToLog(tx.db, crisisId, sealed);
    await announce(tx.db, crisisId);
  }
}

/** SHA-256 of the previous hash and of the entry as canonical JSON. */
export function entryHash(previous: Buffer, entry: LogEntry): Buffer {
  const { number, at, kind, author, text, detail } = entry;
  const content = canonicalJson({ number, at: at.toISOString(), kind, author, text, detail });
  return createHash('sha256').update(previous).update(content).digest();
}

export type LogVerdict =
  | { readonly intact: true; readonly length: number; readonly seal: string }
  | { readonly intact: false; readonly faults: readonly LogFault[] };

/** A line to check. `plain`: its text without what an export may have put before it. */
export type LogLine = LogEntry & SealedLine & { readonly plain?: string };

/** Reads a whole log again, from the database or from an export. */
export function checkLogLines(lines: readonly LogLine[], end: LogEnd): LogVerdict {
  const faults = checkLog(lines, end, sealOf);
  return faults.length === 0
    ? { intact: true, length: end.length, seal: end.seal }
    : { intact: false, faults };
}

function sealOf(previous: string, line: LogLine, number: number): string {
  const before = Buffer.from(previous, 'hex');
  const hash = (text: string) => entryHash(before, { ...line, text, number }).toString('hex');
  const seal = line.plain === undefined ? undefined : hash(line.plain);
  return seal === line.seal ? seal : hash(line.text);
}

/** The situation log of a crisis in its order, with what is kept of its end, at one moment. */
export async function wholeLog(
  ctx: Context,
  crisisId: string,
): Promise<{ readonly entries: readonly SealedEntry[]; readonly end: LogEnd }> {
  return inOneMoment(ctx.db, async (db) => {
    const head = await logHead(db, crisisId);
    const entries: SealedEntry[] = [];
    for (;;) {
      const more = await entriesAfter(db, crisisId, entries.at(-1)?.number ?? 0, 1_000);
      entries.push(...more);
      if (more.length < 1_000) break;
    }
    const end = { length: head?.length ?? 0, seal: head?.hash.toString('hex') ?? '' };
    return { entries, end };
  });
}

/** Checks the whole log of a crisis: a changed, removed, inserted or moved entry breaks the chain. */
export async function verifyLog(ctx: Context, crisisId: string): Promise<LogVerdict> {
  const { entries, end } = await wholeLog(ctx, crisisId);
  return checkLogLines(
    entries.map((entry) => ({ ...entry, seal: entry.hash.toString('hex') })),
    end,
  );
}

export function authorOf(actor: Actor): string | null {
  return actor.kind === 'person' || actor.kind === 'token' ? actor.accountId : null;
}
