import { recordAudit } from '#platform/audit/index.ts';
import { type Context, patientTransaction } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import {
  type DuplicateReason,
  isDuplicate,
  type MergeEvent,
  maySamePerson,
  mergeDirection,
  nextMergeState,
} from '../domain/merge.ts';
import { accountOf, DIRECTORY_ROLES, holdsThere, MERGE_ROLES, territoryOf } from '../policy.ts';
import {
  duplicatePairs,
  insertMerge,
  lockMerge,
  type Merge,
  mergeById,
  openMerges,
  openMergesOf,
  setMergeState,
} from '../queries/merge.ts';
import { volunteerById } from '../queries/register.ts';
import type { Volunteer, VolunteerId } from '../queries/rows.ts';
import { mailVolunteer, pageUrl } from './mails.ts';
import { foldRecord } from './merge.ts';
import { nameKey, ownVolunteer } from './own-record.ts';

const SHOWN = 50;

export interface Pair {
  readonly from: Volunteer;
  readonly into: Volunteer;
}

export interface Proposal extends Pair {
  readonly merge: Merge;
}

/** What staff see: pairs that look like one person, and proposals that wait for a decision. */
export async function findDuplicates(
  ctx: Context,
  actor: Actor,
): Promise<{ readonly pairs: readonly Pair[]; readonly proposals: readonly Proposal[] }> {
  const territory = territoryOf(actor, DIRECTORY_ROLES);
  const pairs: Pair[] = [];
  for (const { one, other } of await duplicatePairs(ctx.db, territory, SHOWN)) {
    const pair = await readPair(ctx, one, other);
    if (pair.ok && seesBoth(actor, pair.value, DIRECTORY_ROLES)) pairs.push(pair.value);
  }
  const proposals: Proposal[] = [];
  for (const merge of await openMerges(ctx.db, territory, SHOWN)) {
    const proposal = await withRecords(ctx, merge);
    if (proposal && seesBoth(actor, proposal, DIRECTORY_ROLES)) proposals.push(proposal);
  }
  return { pairs, proposals };
}

export type ProposeError = 'not_found' | 'two_accounts' | 'not_duplicates' | 'already_judged';

/** Staff say that two records look like one person; who may decide is told. */
export async function proposeMerge(
  ctx: Context,
  actor: Actor,
  one: string,
  other: string,
  reason: DuplicateReason = 'name_birth_commune',
): Promise<Result<string, ProposeError>> {
  return patientTransaction(ctx, async (tx) => {
    const pair = await readPair(tx, one, other);
    if (!pair.ok) return pair;
    const { from, into } = pair.value;
    if (!seesBoth(actor, pair.value, DIRECTORY_ROLES)) return refuse('not_found');
    const resembles = reason === 'phone' ? maySamePerson : isDuplicate;
    if (!resembles(facts(from), facts(into))) return refuse('not_duplicates');
    const now = tx.clock.now();
    const id = await insertMerge(tx.db, {
      id: tx.ids.next<'merge'>(),
      fromId: from.id,
      intoId: into.id,
      reason,
      proposedBy: accountOf(actor) ?? null,
      proposedAt: now,
    });
    if (id === undefined) return refuse('already_judged');
    await audit(tx, actor, 'volunteer.merge_proposed', id, {
      from: from.id,
      into: into.id,
      reason,
    });
    if (into.accountId !== null)
      await mailVolunteer(tx, into, `merge:${id}`, (mail) =>
        mail.isThisYou(into.firstName, pageUrl(tx, '/volunteer/duplicate')),
      );
    return ok(id);
  });
}

export type DecideError = 'not_found' | 'own_proposal' | 'transition_not_allowed';

/**
 * One record, or two people: by the person whose account holds one of them, or by a reviewer of the
 * territory who is not the one that proposed it.
 */
export async function decideMerge(
  ctx: Context,
  actor: Actor,
  id: string,
  event: Extract<MergeEvent, 'accept' | 'refuse'>,
): Promise<Result<undefined, DecideError>> {
  return patientTransaction(ctx, async (tx) => {
    const merge = isUuid(id) ? await lockMerge(tx.db, id) : undefined;
    const proposal = merge && (await withRecords(tx, merge));
    if (!merge || !proposal) return refuse('not_found');
    const by = decider(actor, proposal, (await ownVolunteer(tx, actor))?.id);
    if (!by) return refuse('not_found');
    if (by === 'reviewer' && merge.proposedBy === accountOf(actor)) return refuse('own_proposal');
    const next = nextMergeState(merge.state, event);
    if (!next.ok) return next;
    if (event === 'accept') {
      const fold = { from: merge.fromId, into: merge.intoId };
      // Somebody took one of them over since: the sign-in told more than the resemblance.
      if (!(await foldRecord(tx, actor, fold, by))) return refuse('transition_not_allowed');
    }
    await setMergeState(tx.db, id, { state: next.value, by, at: tx.clock.now() });
    if (event === 'refuse')
      await audit(tx, actor, 'volunteer.merge_refused', id, {
        from: merge.fromId,
        into: merge.intoId,
      });
    return ok();
  });
}

/** A proposal with its two records; undefined for others than those who may decide. */
export async function readProposal(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Proposal | undefined> {
  const merge = isUuid(id) ? await mergeById(ctx.db, id) : undefined;
  const proposal = merge && (await withRecords(ctx, merge));
  if (merge?.state !== 'proposed' || !proposal) return undefined;
  if (!seesBoth(actor, proposal, MERGE_ROLES)) return undefined;
  await audit(ctx, actor, 'volunteer.merge_read', id, { from: merge.fromId, into: merge.intoId });
  return proposal;
}

/** What waits for the person who is signed in. */
export async function ownProposals(ctx: Context, own: Volunteer): Promise<readonly Proposal[]> {
  const found: Proposal[] = [];
  for (const merge of await openMergesOf(ctx.db, own.id)) {
    const proposal = merge.intoId === own.id ? await withRecords(ctx, merge) : undefined;
    if (proposal) found.push(proposal);
  }
  return found;
}

/** A record is gone: what was proposed about it is settled. */
export async function lapseProposals(tx: Context, volunteerId: string): Promise<void> {
  for (const { id, state } of await openMergesOf(tx.db, volunteerId)) {
    const next = nextMergeState(state, 'lapse');
    if (next.ok)
      await setMergeState(tx.db, id, { state: next.value, by: null, at: tx.clock.now() });
  }
}

function decider(
  actor: Actor,
  pair: Pair,
  ownId: VolunteerId | undefined,
): 'person' | 'reviewer' | undefined {
  if (ownId !== undefined && ownId === pair.into.id) return 'person';
  return seesBoth(actor, pair, MERGE_ROLES) ? 'reviewer' : undefined;
}

function seesBoth(
  actor: Actor,
  { from, into }: Pair,
  roles: typeof DIRECTORY_ROLES | typeof MERGE_ROLES,
) {
  if (actor.kind === 'system') return true;
  return holdsThere(actor, from, roles) && holdsThere(actor, into, roles);
}

async function readPair(
  ctx: Context,
  one: string,
  other: string,
): Promise<Result<Pair, 'not_found' | 'two_accounts'>> {
  const found = async (id: string) => (isUuid(id) ? volunteerById(ctx.db, id) : undefined);
  const [a, b] = [await found(one), await found(other)];
  const gone = (item: Volunteer | undefined) => !item || item.status === 'erased';
  if (!a || !b || a.id === b.id || gone(a) || gone(b)) return refuse('not_found');
  return mergeDirection(a, b);
}

async function withRecords(ctx: Context, merge: Merge): Promise<Proposal | undefined> {
  const from = await volunteerById(ctx.db, merge.fromId);
  const into = await volunteerById(ctx.db, merge.intoId);
  return from && into ? { merge, from, into } : undefined;
}

function facts(person: Volunteer) {
  const { lastName, firstName, birthDate, communeCode } = person;
  return { nameKey: nameKey(lastName, firstName), birthDate, communeCode };
}

async function audit(
  tx: Context,
  actor: Actor,
  action: string,
  id: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await recordAudit(tx, actor, { action, subject: { kind: 'merge', id }, detail });
}
