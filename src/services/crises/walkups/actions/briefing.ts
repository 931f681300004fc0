import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  type Briefing,
  insertAcks,
  insertBriefing,
  type PersonKind,
  presentBriefing,
} from '../../queries/briefing.ts';
import { lockCrisis } from '../../queries/crises.ts';
import { authorOf, writeLog } from '../../situation-log.ts';

/** Writes the safety briefing of a crisis; the same words again stay the version they are. */
export async function writeBriefing(
  ctx: Context,
  actor: Actor,
  input: { readonly crisisId: string; readonly text: string },
): Promise<Briefing> {
  return transaction(ctx, async (tx) => {
    await lockCrisis(tx.db, input.crisisId);
    const before = await presentBriefing(tx.db, input.crisisId);
    if (before?.text === input.text) return before;
    const briefing = {
      version: (before?.version ?? 0) + 1,
      text: input.text,
      writtenAt: tx.clock.now(),
    };
    await insertBriefing(tx.db, input.crisisId, { ...briefing, writtenBy: authorOf(actor) });
    await writeLog(tx, actor, input.crisisId, {
      kind: 'briefing_written',
      text: input.text,
      detail: { version: briefing.version },
    });
    return briefing;
  });
}

/**
 * These people know the safety briefing, in the version they were shown. An older one is refused:
 * they must hear what has changed. Joins the caller's transaction.
 */
export async function acknowledgeBriefing(
  ctx: Context,
  /** Who gave it on site; undefined when the person read it alone. */
  givenBy: Actor | undefined,
  input: {
    readonly crisisId: string;
    readonly personKind: PersonKind;
    readonly personIds: readonly string[];
    readonly version: number;
  },
): Promise<Result<undefined, 'no_briefing' | 'briefing_changed'>> {
  return transaction(ctx, async (tx) => {
    const present = await presentBriefing(tx.db, input.crisisId);
    if (!present) return refuse('no_briefing');
    if (present.version !== input.version) return refuse('briefing_changed');
    await insertAcks(
      tx.db,
      input.crisisId,
      input.personIds.map((personId) => ({
        personKind: input.personKind,
        personId,
        version: input.version,
        at: tx.clock.now(),
        recordedBy: givenBy ? authorOf(givenBy) : null,
      })),
    );
    return ok();
  });
}
