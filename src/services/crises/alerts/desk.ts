import type { Context } from '#platform/context.ts';
import { type Episode, summaryOf } from '../domain/proposal/episode.ts';
import type { Change, Judgement } from '../domain/proposal/judge.ts';
import { isAtLeast, type Level } from '../domain/proposal/level.ts';
import type { Received } from '../domain/proposal/received.ts';
import { nextProposalState, type ProposalEvent } from '../domain/proposal/states.ts';
import type { insertHistory, Proposal } from './queries/proposals.ts';

type HistoryRow = Parameters<typeof insertHistory>[1][number];

interface Circumstances {
  readonly entryId: string;
  readonly received: Received;
  readonly senderName: string;
}

/** The proposals of a few senders on the desk while their messages are judged one after the other. */
export class ProposalDesk {
  readonly #current = new Map<string, Proposal>();
  readonly #byEpisode = new Map<Episode, string>();
  readonly #changed = new Set<string>();
  readonly #news = new Map<string, 'new' | 'raised'>();
  readonly #history: HistoryRow[] = [];

  constructor(proposals: readonly Proposal[]) {
    for (const proposal of proposals) this.#put(proposal);
  }

  /** Those that a message may still change. */
  episodes(): Episode[] {
    return [...this.#current.values()]
      .filter(({ state }) => state !== 'cancelled' && state !== 'expired')
      .map((proposal) => proposal.episode);
  }

  apply(ctx: Context, judgement: Judgement, about: Circumstances): void {
    for (const change of judgement.changes) {
      const id = change.before && this.#byEpisode.get(change.before);
      const before = id ? this.#current.get(id) : undefined;
      if (before) this.#change(ctx, before, change, about);
      else this.#propose(ctx, change, about);
    }
  }

  result(): { proposals: Proposal[]; history: HistoryRow[] } {
    const proposals = [...this.#changed].map((id) => this.#current.get(id) as Proposal);
    return { proposals, history: this.#history };
  }

  /** What officers should hear of: new, or now graver. */
  news(from: Level): { proposal: Proposal; news: 'new' | 'raised' }[] {
    return [...this.#news].flatMap(([id, news]) => {
      const proposal = this.#current.get(id) as Proposal;
      const open =
        proposal.state === 'waiting' || proposal.state === 'updated' || news === 'raised';
      return open && isAtLeast(proposal.level, from) ? [{ proposal, news }] : [];
    });
  }

  #propose(ctx: Context, { after, decision }: Change, about: Circumstances): void {
    const summary = summaryOf(after);
    if (!summary) return;
    const id = ctx.ids.next<'proposal'>();
    const now = ctx.clock.now();
    this.#put({
      id,
      senderName: about.senderName.slice(0, 200),
      episode: after,
      level: summary.level,
      onset: new Date(summary.onset),
      expires: new Date(summary.expires),
      state: 'waiting',
      event: eventOf(about.received),
      notes: decision.notes,
      signature: about.received.signature,
      createdAt: now,
      updatedAt: now,
      decidedBy: null,
      decidedAt: null,
      dismissal: null,
      crisisId: null,
      events: 1,
    });
    this.#record(ctx, id, 'propose', decision.reason, summary.level, about);
    this.#news.set(id, 'new');
  }

  #change(ctx: Context, before: Proposal, { after, decision }: Change, about: Circumstances): void {
    const event = eventFor(decision.effect, decision.reason);
    const state = nextProposalState(before.state, event) ?? before.state;
    const summary = summaryOf(after);
    this.#byEpisode.delete(before.episode);
    this.#put({
      ...before,
      // What is lifted keeps its last figures, for the record.
      episode: summary ? after : { ...after, days: {} },
      level: summary?.level ?? before.level,
      onset: summary ? new Date(summary.onset) : before.onset,
      expires: summary ? new Date(summary.expires) : before.expires,
      state,
      event: eventOf(about.received) || before.event,
      notes: decision.notes.length > 0 ? decision.notes : before.notes,
      signature: about.received.signature,
      updatedAt: ctx.clock.now(),
      events: before.events + 1,
      // A dismissal that a graver alert reopens is no longer one; the history keeps it.
      ...(before.state === 'dismissed' &&
        state === 'updated' && { dismissal: null, decidedBy: null, decidedAt: null }),
    });
    this.#record(ctx, before.id, event, decision.reason, summary?.level ?? before.level, about);
    if (event === 'raise' && !this.#news.has(before.id)) this.#news.set(before.id, 'raised');
  }

  #put(proposal: Proposal): void {
    this.#current.set(proposal.id, proposal);
    this.#byEpisode.set(proposal.episode, proposal.id);
  }

  #record(
    ctx: Context,
    proposalId: string,
    event: ProposalEvent | 'propose',
    reason: string,
    level: Level,
    about: Circumstances,
  ): void {
    this.#changed.add(proposalId);
    this.#history.push({
      proposalId,
      number: this.#current.get(proposalId)?.events ?? 1,
      at: ctx.clock.now(),
      event,
      reason,
      level,
      entryId: about.entryId,
      actor: null,
    });
  }
}

function eventFor(effect: Change['decision']['effect'], reason: string): ProposalEvent {
  if (effect === 'cancel') return 'cancel';
  if (reason === 'level_raised') return 'raise';
  return effect === 'merge' && reason === 'reissue' ? 'note' : 'change';
}

function eventOf({ alert }: Received): string {
  const info =
    alert.infos.find((one) => one.language?.toLowerCase().startsWith('fr')) ?? alert.infos[0];
  return (info?.event ?? '').replaceAll('\0', '').slice(0, 200);
}
