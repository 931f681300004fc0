import type { Context } from '#platform/context.ts';
import { type OnSite, onSite } from './attendance/on-site.ts';
import { holderNames } from './holders.ts';
import type { Crisis } from './queries/crises.ts';
import { latestEntries, type SealedEntry } from './queries/log.ts';
import {
  callsOf,
  type Need,
  type NeedCall,
  needsOf,
  type Site,
  sitesOf,
  type WaveRow,
  wavesOf,
} from './queries/needs.ts';

/** Everything that the live board shows of a crisis. */
export interface Board {
  readonly crisis: Crisis;
  readonly sites: readonly Site[];
  readonly needs: readonly Need[];
  readonly calls: ReadonlyMap<string, NeedCall>;
  readonly waves: readonly WaveRow[];
  readonly log: readonly SealedEntry[];
  /** Who is where now, by site id. */
  readonly onSite: ReadonlyMap<string, OnSite>;
  /** Names of the associations in charge, by id. */
  readonly holders: ReadonlyMap<string, string>;
}

export async function loadBoard(ctx: Context, crisis: Crisis): Promise<Board> {
  const [sites, needs, calls, waves, log] = await Promise.all([
    sitesOf(ctx.db, crisis.id),
    needsOf(ctx.db, crisis.id),
    callsOf(ctx.db, crisis.id),
    wavesOf(ctx.db, crisis.id, 8),
    latestEntries(ctx.db, crisis.id, 6),
  ]);
  return {
    crisis,
    sites,
    needs,
    calls: new Map(calls.map((call) => [call.needId, call])),
    waves,
    log,
    onSite: await onSite(ctx, crisis.id),
    holders: await holderNames(ctx, needs),
  };
}
