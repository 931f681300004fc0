import { type Context, transaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { acksOf, type Briefing, presentBriefing } from '../queries/briefing.ts';
import { lockCrisis } from '../queries/crises.ts';
import {
  insertNeedAck,
  insertNeedBriefing,
  needAcksOf,
  needBriefings,
} from '../queries/need-briefing.ts';
import type { Need } from '../queries/needs.ts';
import { authorOf, writeLog } from '../situation-log.ts';
import { acknowledgeBriefing } from '../walkups/actions/briefing.ts';

/** What somebody expected at a need must know: of the crisis, then of the place. */
export interface ToKnow {
  readonly briefing: Briefing | undefined;
  readonly addition: Briefing | undefined;
}

export interface ReadOrNot extends ToKnow {
  /** When the last of it was read; undefined: something is not. */
  readonly readAt: Date | undefined;
}

type Key = { readonly crisisId: string; readonly needId: string };

/** Writes what a need adds to the briefing; the same words again stay the version they are. */
export async function writeNeedBriefing(
  ctx: Context,
  actor: Actor,
  need: Pick<Need, 'crisisId' | 'id' | 'position'>,
  text: string,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await lockCrisis(tx.db, need.crisisId);
    const before = (await needBriefings(tx.db, need.crisisId)).get(need.id);
    if ((before?.text ?? '') === text) return;
    const version = (before?.version ?? 0) + 1;
    await insertNeedBriefing(
      tx.db,
      { crisisId: need.crisisId, needId: need.id },
      { version, text, writtenAt: tx.clock.now(), writtenBy: authorOf(actor) },
    );
    await writeLog(tx, actor, need.crisisId, {
      kind: 'briefing_written',
      text,
      detail: { version, need: need.id, position: need.position },
    });
  });
}

export async function toKnow({ db }: Context, { crisisId, needId }: Key): Promise<ToKnow> {
  const addition = (await needBriefings(db, crisisId)).get(needId);
  return {
    briefing: await presentBriefing(db, crisisId),
    addition: addition?.text ? addition : undefined,
  };
}

/** What this person must know and whether they do; undefined: there is nothing. */
export async function briefingFor(
  ctx: Context,
  key: Key & { readonly volunteerId: string },
): Promise<ReadOrNot | undefined> {
  const known = await toKnow(ctx, key);
  const { briefing, addition } = known;
  if (!briefing && !addition) return undefined;
  const { crisisId, needId, volunteerId } = key;
  const acks = briefing ? await acksOf(ctx.db, crisisId, [volunteerId]) : [];
  const own = addition ? await needAcksOf(ctx.db, crisisId, volunteerId) : [];
  const read = [
    ...(briefing ? [acks.find(({ version }) => version === briefing.version)] : []),
    ...(addition
      ? [own.find((ack) => ack.needId === needId && ack.version === addition.version)]
      : []),
  ].map((ack) => ack?.at.getTime());
  const times = read.filter((at) => at !== undefined);
  return {
    ...known,
    readAt: times.length === read.length ? new Date(Math.max(...times)) : undefined,
  };
}

/** The person knows both, in the versions shown; none is kept when one of them has changed since. */
export async function acknowledge(
  ctx: Context,
  key: Key & { readonly volunteerId: string },
  versions: { readonly briefing: number | undefined; readonly addition: number | undefined },
): Promise<Result<undefined, 'briefing_changed'>> {
  return transaction(ctx, async (tx) => {
    const { briefing, addition } = await toKnow(tx, key);
    if (briefing?.version !== versions.briefing || addition?.version !== versions.addition)
      return refuse('briefing_changed');
    const { crisisId, needId, volunteerId } = key;
    if (briefing) {
      const heard = await acknowledgeBriefing(tx, undefined, {
        crisisId,
        personKind: 'volunteer',
        personIds: [volunteerId],
        version: briefing.version,
      });
      if (!heard.ok) return refuse('briefing_changed');
    }
    if (addition) {
      const { version } = addition;
      await insertNeedAck(tx.db, { crisisId, needId, version, volunteerId, at: tx.clock.now() });
    }
    return ok();
  });
}

/** By need, whether somebody expected there knows all of it; undefined: there is nothing to know. */
export async function briefedAt(
  { db }: Context,
  crisisId: string,
): Promise<(needId: string, volunteerId: string) => boolean | undefined> {
  const [briefing, additions] = [
    await presentBriefing(db, crisisId),
    await needBriefings(db, crisisId),
  ];
  const known = new Set(
    (briefing ? await acksOf(db, crisisId) : [])
      .filter(({ version }) => version === briefing?.version)
      .map(({ personId }) => personId),
  );
  const acks = new Set(
    (additions.size > 0 ? await needAcksOf(db, crisisId) : []).map(
      (ack) => `${ack.needId} ${ack.version} ${ack.volunteerId}`,
    ),
  );
  return (needId, volunteerId) => {
    const addition = additions.get(needId);
    if (!briefing && !addition?.text) return undefined;
    const place = !addition?.text || acks.has(`${needId} ${addition.version} ${volunteerId}`);
    return place && (!briefing || known.has(volunteerId));
  };
}
