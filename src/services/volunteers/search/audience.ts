import type { Context } from '#platform/context.ts';
import { type Reach, reach } from '#platform/geo/index.ts';
import {
  type AudienceCriteria,
  type AudienceTerms,
  EXCLUSIONS,
  type Exclusion,
  termsOf,
} from './criteria.ts';
import {
  countByReason,
  countEligible,
  countHolders,
  reasonsOf,
  type SelectedRow,
  selectEligible,
} from './queries/audience.ts';

/** People in reach = the sum of `excluded` + `eligible`; each person counts once. */
export interface AudienceFunnel {
  readonly inReach: number;
  /** In the order of EXCLUSIONS, without the reasons that hold for nobody. */
  readonly excluded: readonly { readonly reason: Exclusion; readonly count: number }[];
  readonly eligible: number;
}

export interface SelectedPerson {
  readonly volunteerId: string;
  /** Kilometres from the site, or from the zone. */
  readonly distanceKm: number;
  /** Verified, working, and not refused. */
  readonly channels: readonly ('email' | 'sms')[];
  /** In the days of the alert budget, or 30. */
  readonly recentAlerts: number;
  /** The chance that the draw had of choosing this person: 1, but for the last group of equals. */
  readonly propensity: number;
}

export type Explanation =
  /** No such person in the directory: unknown, erased, or sign-up not finished. */
  | { readonly standing: 'not_listed' }
  | { readonly standing: 'out_of_zone'; readonly reasons: readonly Exclusion[] }
  | {
      readonly standing: 'excluded';
      /** All that hold; the first is the one the funnel counts. */
      readonly reasons: readonly Exclusion[];
      readonly distanceKm: number;
    }
  | { readonly standing: 'eligible'; readonly distanceKm: number };

/** Who is in reach and why the others are out, before anything is sent. */
export async function audienceFunnel(
  ctx: Context,
  criteria: AudienceCriteria,
): Promise<AudienceFunnel> {
  const where = reachOf(criteria);
  const rows = await countByReason(ctx.db, where, termsOf(criteria));
  const counts = new Map(rows.map(({ reason, count }) => [reason, count]));
  return {
    inReach: rows.reduce((sum, { count }) => sum + count, 0),
    excluded: EXCLUSIONS.flatMap((reason) => {
      const count = counts.get(reason);
      return count ? [{ reason, count }] : [];
    }),
    eligible: counts.get(null) ?? 0,
  };
}

/** How many can be called: `eligible` of the funnel, without the reasons of the others. */
export async function audienceCount(ctx: Context, criteria: AudienceCriteria): Promise<number> {
  return countEligible(ctx.db, reachOf(criteria), termsOf(criteria));
}

/**
 * The next people to call, in order: the rarest of the need's skills first (of those the person holds
 * and the need requires or prefers), then fewest recent alerts, nearest, and a draw that `seed` repeats.
 */
export async function selectAudience(
  ctx: Context,
  criteria: AudienceCriteria,
  options: { readonly limit: number; readonly seed: number },
): Promise<SelectedPerson[]> {
  const where = reachOf(criteria);
  const terms = termsOf(criteria);
  const rarity = await rarityOf(ctx, where, terms);
  const rows = await selectEligible(ctx.db, where, terms, { ...options, rarity });
  const last = rows.at(-1);
  const isLast = (row: SelectedRow) =>
    row.rarest === last?.rarest && row.alerts === last.alerts && row.km === last.km;
  const drawn = rows.filter(isLast).length;
  return rows.map((row) => ({
    volunteerId: row.volunteer_id,
    distanceKm: row.km,
    channels: CHANNELS[row.channels] ?? [],
    recentAlerts: row.alerts,
    propensity: isLast(row) ? drawn / row.equals : 1,
  }));
}

/** Why a person would or would not be called. */
export async function explainPerson(
  ctx: Context,
  criteria: AudienceCriteria,
  volunteerId: string,
): Promise<Explanation> {
  const found = await reasonsOf(ctx.db, volunteerId, reachOf(criteria), termsOf(criteria));
  if (!found) return { standing: 'not_listed' };
  const reasons = EXCLUSIONS.filter((reason) => found.reasons[reason]);
  if (found.km === null) return { standing: 'out_of_zone', reasons };
  if (reasons.length > 0) return { standing: 'excluded', reasons, distanceKm: found.km };
  return { standing: 'eligible', distanceKm: found.km };
}

const CHANNELS: Readonly<Record<number, readonly ('email' | 'sms')[]>> = {
  1: ['email'],
  2: ['sms'],
  3: ['email', 'sms'],
};

function reachOf({ zone, extraKm, site }: AudienceCriteria): Reach {
  return reach(zone, { ...(extraKm ? { extraKm } : {}), ...(site ? { from: site } : {}) });
}

/** Ranks the need's skills by how few of the eligible hold them, 1 the rarest. */
async function rarityOf(
  ctx: Context,
  where: Reach,
  terms: AudienceTerms,
): Promise<ReadonlyMap<number, number>> {
  const ids = [
    ...new Set([...terms.requirements.flatMap(({ anyOf }) => anyOf), ...terms.preferred]),
  ];
  // One skill that everybody must hold orders nobody.
  if (ids.length < 2 && terms.preferred.length === 0) return new Map();
  const holders = await countHolders(ctx.db, where, terms, ids);
  const ranked = holders.sort((a, b) => a.count - b.count || a.id - b.id);
  return new Map(ranked.map(({ id }, index) => [id, index + 1]));
}
