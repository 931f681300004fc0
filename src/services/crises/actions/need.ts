import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import type { Id } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { offerFreePlaces } from '../domain/places.ts';
import { NEED } from '../domain/states.ts';
import { isAccredited } from '../holders.ts';
import { mayOnCrisis } from '../policy.ts';
import { lockLiveCallOut } from '../queries/call-outs.ts';
import { lockCrisis } from '../queries/crises.ts';
import {
  insertNeed,
  insertSite,
  type NewNeed,
  needById,
  type Site,
  sitesOf,
  updateNeed,
  updateNeedStatus,
} from '../queries/needs.ts';
import {
  heldElsewhere,
  knownPlaces,
  type LockedNeed,
  lockNeed,
  lockPeople,
} from '../queries/replies.ts';
import { writeLog } from '../situation-log.ts';
import { wakeCallOut } from './calling.ts';
import { endNeed, logEnding } from './need-ending.ts';
import { keepDecision, placesOf } from './placing.ts';

export type NeedId = Id<'need'>;

export type NeedInput = Omit<NewNeed, 'crisisId' | 'id' | 'siteId'> & {
  /** A site of the crisis, or the facts of a new one. */
  readonly site: string | Omit<Site, 'crisisId' | 'id'>;
};

export type NeedRefusal =
  | 'not_found'
  | 'out_of_territory'
  | 'crisis_over'
  | 'site_unknown'
  | 'commune_unknown'
  | 'shift_backwards'
  | 'shift_over'
  | 'deadline_after_end'
  | 'need_over'
  | 'shift_fixed'
  | 'fewer_than_confirmed'
  | 'holder_not_accredited'
  | 'changed_meanwhile';

export async function addNeed(
  ctx: Context,
  actor: Actor,
  crisisId: string,
  input: NeedInput,
): Promise<Result<NeedId, NeedRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await openCrisis(tx, actor, crisisId);
    if (!crisis.ok) return crisis;
    const wrong = shiftProblem(input, tx.clock.now());
    if (wrong) return refuse(wrong);
    const site = await siteFor(tx, actor, crisisId, input.site);
    if (!site.ok) return site;
    if (!(await holderFits(tx, crisisId, site.value, input))) {
      return refuse('holder_not_accredited');
    }
    const id = tx.ids.next<'need'>();
    const { site: _, ...facts } = input;
    await insertNeed(tx.db, { ...facts, crisisId, id, siteId: site.value }, tx.clock.now());
    await writeLog(tx, actor, crisisId, {
      kind: 'need_added',
      detail: { need: id, position: input.position, places: input.places },
    });
    return ok(id);
  });
}

/**
 * Changes a need. Once somebody has been called, the shift and what is required stay as they were
 * told; places may grow, or shrink down to those already confirmed. With the version that was read, a
 * change made since by somebody else is never overwritten unseen.
 */
export async function changeNeed(
  ctx: Context,
  actor: Actor,
  key: { readonly crisisId: string; readonly needId: string; readonly version?: number },
  input: NeedInput,
): Promise<Result<undefined, NeedRefusal>> {
  return transaction(ctx, async (tx) => {
    const crisis = await openCrisis(tx, actor, key.crisisId);
    if (!crisis.ok) return crisis;
    const locked = await lockNeed(tx.db, key.crisisId, key.needId);
    const before = await needById(tx.db, key.crisisId, key.needId);
    if (!locked || !before) return refuse('not_found');
    if (locked.needStatus !== 'open') return refuse('need_over');
    if (key.version !== undefined && key.version !== before.version) {
      return refuse('changed_meanwhile');
    }
    const called = locked.nextRank > 1 || (await lockLiveCallOut(tx.db, key.crisisId, key.needId));
    const moved =
      input.startsAt.getTime() !== before.startsAt.getTime() ||
      input.endsAt.getTime() !== before.endsAt.getTime();
    if (called && moved) return refuse('shift_fixed');
    const wrong = moved ? shiftProblem(input, tx.clock.now()) : undefined;
    if (wrong) return refuse(wrong);
    if (input.places < locked.confirmed + locked.offered) {
      return refuse('fewer_than_confirmed', { confirmed: locked.confirmed + locked.offered });
    }
    const site = await siteFor(tx, actor, key.crisisId, input.site);
    if (!site.ok) return site;
    // What was right when it was chosen stays: an agrément may end during a long crisis.
    const newHolder = input.holderId !== before.holderId || moved;
    if (newHolder && !(await holderFits(tx, key.crisisId, site.value, input))) {
      return refuse('holder_not_accredited');
    }
    const { site: _, ...facts } = input;
    await updateNeed(tx.db, {
      ...facts,
      crisisId: key.crisisId,
      id: key.needId,
      siteId: site.value,
    });
    await writeLog(tx, actor, key.crisisId, {
      kind: 'need_changed',
      detail: {
        need: key.needId,
        position: input.position,
        places: input.places,
        placesBefore: before.places,
      },
    });
    if (input.places > before.places) await useMorePlaces(tx, actor, key);
    return ok();
  });
}

/** New places go to the reserve first; what is left wakes the call-out. */
async function useMorePlaces(
  tx: Context,
  actor: Actor,
  key: { readonly crisisId: string; readonly needId: string },
): Promise<void> {
  const need = (await lockNeed(tx.db, key.crisisId, key.needId)) as LockedNeed;
  await offerToReserve(tx, actor, need);
  const after = (await lockNeed(tx.db, key.crisisId, key.needId)) as LockedNeed;
  if (after.confirmed + after.offered < after.places) await wakeCallOut(tx, key);
}

export async function offerToReserve(tx: Context, actor: Actor, need: LockedNeed): Promise<void> {
  const free = need.places - need.confirmed - need.offered;
  if (free <= 0 || need.reserve === 0) return;
  const waiting = await knownPlaces(tx.db, need, [], 2 * free + 20);
  const ids = waiting.map(({ volunteerId }) => volunteerId);
  await lockPeople(tx.db, ids);
  const busy = await heldElsewhere(tx.db, need, ids);
  await keepDecision(
    tx,
    actor,
    need,
    offerFreePlaces(placesOf(need, tx.clock.now()), waiting, busy),
    [],
  );
}

export type NeedMove = 'close' | 'cancel' | 'reopen';

export async function moveNeed(
  ctx: Context,
  actor: Actor,
  input: { readonly crisisId: string; readonly needId: string; readonly move: NeedMove },
): Promise<Result<undefined, NeedRefusal | 'transition_not_allowed'>> {
  return transaction(ctx, async (tx) => {
    const crisis = await openCrisis(tx, actor, input.crisisId);
    if (!crisis.ok) return crisis;
    const need = await lockNeed(tx.db, input.crisisId, input.needId);
    if (!need) return refuse('not_found');
    if (!allows(NEED, need.needStatus, input.move)) return refuse('transition_not_allowed');
    if (input.move === 'reopen') {
      await updateNeedStatus(tx.db, need, 'open');
      await logEnding(tx, actor, need, 'need_reopened');
    } else {
      await endNeed(tx, actor, input, input.move);
      await logEnding(tx, actor, need, input.move === 'close' ? 'need_closed' : 'need_cancelled');
    }
    await recordAudit(tx, actor, {
      action: `need.${input.move}`,
      subject: { kind: 'need', id: input.needId },
      detail: { crisis: input.crisisId },
    });
    return ok();
  });
}

/** The crisis, when the actor may handle it and it is not over. */
export async function openCrisis(tx: Context, actor: Actor, crisisId: string) {
  const crisis = await lockCrisis(tx.db, crisisId);
  if (!crisis) return refuse('not_found' as const);
  if (!mayOnCrisis(actor, 'manage', crisis)) return refuse('out_of_territory' as const);
  if (crisis.status === 'closed' || crisis.status === 'cancelled') {
    return refuse('crisis_over' as const);
  }
  return ok(crisis);
}

function shiftProblem(input: NeedInput, now: Date): NeedRefusal | undefined {
  if (input.endsAt <= input.startsAt) return 'shift_backwards';
  if (input.endsAt <= now) return 'shift_over';
  if (input.deadline > input.endsAt) return 'deadline_after_end';
  return undefined;
}

async function holderFits(
  tx: Context,
  crisisId: string,
  siteId: string,
  input: NeedInput,
): Promise<boolean> {
  if (input.holderId === null) return true;
  const site = (await sitesOf(tx.db, crisisId)).find(({ id }) => id === siteId);
  return site !== undefined && isAccredited(tx, input.holderId, site.commune, input);
}

/** The id of a site of the crisis; a place that is named for the first time is added. */
export async function siteFor(
  tx: Context,
  actor: Actor,
  crisisId: string,
  site: NeedInput['site'],
): Promise<Result<string, 'site_unknown' | 'commune_unknown'>> {
  if (typeof site === 'string') {
    const known = (await sitesOf(tx.db, crisisId)).some(({ id }) => id === site);
    return known ? ok(site) : refuse('site_unknown');
  }
  if (!communeByCode(site.commune)) return refuse('commune_unknown');
  // The same place named again: one line on the map, one heading on the roster.
  const same = (await sitesOf(tx.db, crisisId)).find(
    (one) =>
      one.name === site.name &&
      one.commune === site.commune &&
      (site.address === '' || site.address === one.address) &&
      (site.accessNote === '' || site.accessNote === one.accessNote),
  );
  if (same) return ok(same.id);
  const id = tx.ids.next<'site'>();
  await insertSite(tx.db, { ...site, crisisId, id });
  await writeLog(tx, actor, crisisId, { kind: 'site_added', detail: { name: site.name } });
  return ok(id);
}
