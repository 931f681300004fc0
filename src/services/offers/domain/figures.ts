import { publicCount, publicTable } from '#platform/kernel/small-counts.ts';
import type { Cents } from './money.ts';

/** Counted in the database, as it is. Associations, beside each figure, say how many it is about. */
export interface RawFigures {
  readonly decisions: {
    readonly byStanding: Readonly<Record<string, number>>;
    readonly byDepartment: Readonly<Record<string, number>>;
    readonly byReason: Readonly<Record<string, number>>;
    readonly atOnce: number;
    readonly reviewed: number;
    readonly medianReviewDays: number | null;
  };
  readonly savings: {
    readonly cents: Cents;
    readonly associations: number;
    readonly unknownSeats: number;
  };
  readonly uses: { readonly libre: number; readonly total: number; readonly associations: number };
  readonly delays: {
    readonly accepted: number;
    readonly medianAcceptDays: number | null;
    readonly delivered: number;
    readonly medianDeliverDays: number | null;
  };
  readonly quotas: readonly {
    readonly slug: string;
    readonly name: string;
    /** That have a cycle under way. */
    readonly associations: number;
    readonly taken: number;
    /** Of one association. */
    readonly seats: number;
  }[];
}

/** Undefined: about fewer than five, not told. */
export interface PublicFigures {
  readonly standings: ReturnType<typeof publicTable<string>>;
  readonly departments: ReturnType<typeof publicTable<string>>;
  /** Not parts of a whole: several weigh in one decision. */
  readonly reasons: Readonly<Record<string, number | undefined>>;
  readonly atOncePercent: number | undefined;
  readonly reviewDays: number | undefined;
  readonly savings: Cents | undefined;
  readonly librePercent: number | undefined;
  readonly acceptDays: number | undefined;
  readonly deliverDays: number | undefined;
  readonly quotas: readonly {
    readonly slug: string;
    readonly name: string;
    readonly percent: number | undefined;
  }[];
}

/** What everybody may read: nothing about fewer than five decisions, orders or associations. */
export function publicFigures(raw: RawFigures): PublicFigures {
  const { decisions, savings, uses, delays, quotas } = raw;
  const decided = decisions.atOnce + decisions.reviewed;
  return {
    // Empty cells say nothing of anybody, and would hide a full one beside them.
    standings: publicTable(
      Object.fromEntries(Object.entries(decisions.byStanding).filter(([, count]) => count > 0)),
    ),
    departments: publicTable(decisions.byDepartment),
    reasons: Object.fromEntries(
      Object.entries(decisions.byReason).map(([code, count]) => [code, publicCount(count)]),
    ),
    // A share of so many gives the other part away: both are large, or neither is told.
    atOncePercent: [decisions.atOnce, decisions.reviewed].every(isTold)
      ? percent(decisions.atOnce, decided)
      : undefined,
    reviewDays: about(decisions.reviewed, decisions.medianReviewDays),
    savings: about(savings.associations, savings.cents),
    librePercent: about(uses.associations, percent(uses.libre, uses.total)),
    acceptDays: about(delays.accepted, delays.medianAcceptDays),
    deliverDays: about(delays.delivered, delays.medianDeliverDays),
    quotas: quotas.map(({ slug, name, associations, taken, seats }) => ({
      slug,
      name,
      percent: about(associations, percent(taken, associations * seats)),
    })),
  };
}

/** None, or enough to be told. */
function isTold(count: number): boolean {
  return count === 0 || publicCount(count) !== undefined;
}

function about(count: number, value: number | null): number | undefined {
  return publicCount(count) === undefined ? undefined : (value ?? undefined);
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
