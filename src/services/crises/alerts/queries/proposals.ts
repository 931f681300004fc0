import { sql } from 'kysely';
import type { Db } from '#platform/db/index.ts';
import type { Episode, EpisodeDay } from '../../domain/proposal/episode.ts';
import type { Hazard } from '../../domain/proposal/hazard.ts';
import type { Level } from '../../domain/proposal/level.ts';
import type { SignatureState } from '../../domain/proposal/received.ts';
import type { ProposalEvent, ProposalState } from '../../domain/proposal/states.ts';

export interface Proposal {
  readonly id: string;
  readonly senderName: string;
  readonly episode: Episode;
  readonly level: Level;
  readonly onset: Date;
  readonly expires: Date;
  readonly state: ProposalState;
  readonly event: string;
  readonly notes: readonly string[];
  /** Of the last message that changed it. */
  readonly signature: SignatureState;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly dismissal: string | null;
  readonly crisisId: string | null;
  /** Number of its last event. */
  readonly events: number;
}

export interface ProposalHistory {
  readonly number: number;
  readonly at: Date;
  readonly event: ProposalEvent | 'propose';
  readonly reason: string;
  readonly level: Level;
  readonly entryId: string | null;
  readonly messageId: string | null;
  readonly identifier: string | null;
  readonly actor: string | null;
}

/** What a sender has under way: everything that a new message of it may still change. */
export async function openProposalsOf(db: Db, senders: readonly string[], since: Date) {
  if (senders.length === 0) return [];
  const rows = await db
    .selectFrom('crises.proposal')
    .selectAll()
    .where('sender', 'in', senders)
    .where('state', 'not in', ['expired', 'cancelled'])
    .where('expires', '>', since)
    .forUpdate()
    .execute();
  return rows.map(toProposal);
}

export async function saveProposals(db: Db, proposals: readonly Proposal[]): Promise<void> {
  for (let at = 0; at < proposals.length; at += 200) {
    await db
      .insertInto('crises.proposal')
      .values(proposals.slice(at, at + 200).map(toRow))
      .onConflict((oc) =>
        oc.column('id').doUpdateSet((eb) => ({
          days: eb.ref('excluded.days'),
          level: eb.ref('excluded.level'),
          onset: eb.ref('excluded.onset'),
          expires: eb.ref('excluded.expires'),
          state: eb.ref('excluded.state'),
          event: eb.ref('excluded.event'),
          notes: eb.ref('excluded.notes'),
          signature: eb.ref('excluded.signature'),
          updated_at: eb.ref('excluded.updated_at'),
          decided_by: eb.ref('excluded.decided_by'),
          decided_at: eb.ref('excluded.decided_at'),
          dismissal: eb.ref('excluded.dismissal'),
          crisis_id: eb.ref('excluded.crisis_id'),
          events: eb.ref('excluded.events'),
        })),
      )
      .execute();
  }
}

export async function insertHistory(
  db: Db,
  events: readonly {
    readonly proposalId: string;
    readonly number: number;
    readonly at: Date;
    readonly event: ProposalEvent | 'propose';
    readonly reason: string;
    readonly level: Level;
    readonly entryId: string | null;
    readonly actor: string | null;
  }[],
): Promise<void> {
  for (let at = 0; at < events.length; at += 500) {
    await db
      .insertInto('crises.proposal_event')
      .values(
        events.slice(at, at + 500).map(({ proposalId, entryId, ...event }) => ({
          ...event,
          proposal_id: proposalId,
          entry_id: entryId,
        })),
      )
      .execute();
  }
}

export async function historyOf(db: Db, proposalId: string): Promise<ProposalHistory[]> {
  const rows = await db
    .selectFrom('crises.proposal_event as e')
    .leftJoin('crises.alert_entry as a', 'a.id', 'e.entry_id')
    .select(['e.number', 'e.at', 'e.event', 'e.reason', 'e.level', 'e.entry_id', 'e.actor'])
    .select(['a.message_id', 'a.identifier'])
    .where('e.proposal_id', '=', proposalId)
    .orderBy('e.number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    at: row.at,
    event: row.event as ProposalHistory['event'],
    reason: row.reason,
    level: row.level as Level,
    entryId: row.entry_id,
    messageId: row.message_id,
    identifier: row.identifier,
    actor: row.actor,
  }));
}

export interface ProposalFilter {
  /** INSEE codes; undefined: everywhere. */
  readonly departments?: readonly string[] | undefined;
  /** Waiting or updated, and not over at this instant. */
  readonly openAt?: Date | undefined;
  /** Newest first, after this one. */
  readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
}

export async function listProposals(
  db: Db,
  filter: ProposalFilter,
  limit: number,
): Promise<Proposal[]> {
  const { departments, openAt, after } = filter;
  let query = db.selectFrom('crises.proposal').selectAll();
  if (departments) query = query.where('department', 'in', [...departments, '']);
  if (openAt)
    query = query.where('state', 'in', ['waiting', 'updated']).where('expires', '>', openAt);
  if (after) {
    query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`);
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toProposal);
}

export async function proposalById(db: Db, id: string): Promise<Proposal | undefined> {
  const row = await db
    .selectFrom('crises.proposal')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toProposal(row);
}

export async function lockProposals(db: Db, ids: readonly string[]): Promise<Proposal[]> {
  const rows = await db
    .selectFrom('crises.proposal')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toProposal);
}

/** Open proposals whose end has come, locked. */
export async function endedProposals(db: Db, now: Date): Promise<Proposal[]> {
  const rows = await db
    .selectFrom('crises.proposal')
    .selectAll()
    .where('state', 'in', ['waiting', 'updated'])
    .where('expires', '<=', now)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toProposal);
}

export async function countWaiting(db: Db, now: Date): Promise<number> {
  const row = await db
    .selectFrom('crises.proposal')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', ['waiting', 'updated'])
    .where('expires', '>', now)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Departments of open proposals that came from one message; undefined when it made none. */
export async function departmentsOfMessage(db: Db, messageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('crises.proposal_event as e')
    .innerJoin('crises.alert_entry as a', 'a.id', 'e.entry_id')
    .innerJoin('crises.proposal as p', 'p.id', 'e.proposal_id')
    .select('p.department')
    .distinct()
    .where('a.message_id', '=', messageId)
    .execute();
  return rows.map((row) => row.department);
}

interface Row {
  id: string;
  sender: string;
  sender_name: string;
  hazard_key: string;
  hazard: string;
  department: string;
  exercise: boolean;
  days: unknown;
  level: string;
  onset: Date;
  expires: Date;
  state: string;
  event: string;
  notes: string[];
  signature: string;
  created_at: Date;
  updated_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  dismissal: string | null;
  crisis_id: string | null;
  events: number;
}

function toProposal(row: Row): Proposal {
  return {
    id: row.id,
    senderName: row.sender_name,
    episode: {
      sender: row.sender,
      hazardKey: row.hazard_key,
      hazard: row.hazard as Hazard,
      department: row.department,
      exercise: row.exercise,
      days: row.days as Record<string, EpisodeDay>,
    },
    level: row.level as Level,
    onset: row.onset,
    expires: row.expires,
    state: row.state as ProposalState,
    event: row.event,
    notes: row.notes,
    signature: row.signature as SignatureState,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    dismissal: row.dismissal,
    crisisId: row.crisis_id,
    events: row.events,
  };
}

function toRow({ episode, ...proposal }: Proposal) {
  return {
    id: proposal.id,
    sender: episode.sender,
    sender_name: proposal.senderName,
    hazard_key: episode.hazardKey,
    hazard: episode.hazard,
    department: episode.department,
    exercise: episode.exercise,
    days: JSON.stringify(episode.days),
    level: proposal.level,
    onset: proposal.onset,
    expires: proposal.expires,
    state: proposal.state,
    event: proposal.event,
    notes: [...proposal.notes],
    signature: proposal.signature,
    created_at: proposal.createdAt,
    updated_at: proposal.updatedAt,
    decided_by: proposal.decidedBy,
    decided_at: proposal.decidedAt,
    dismissal: proposal.dismissal,
    crisis_id: proposal.crisisId,
    events: proposal.events,
  };
}
