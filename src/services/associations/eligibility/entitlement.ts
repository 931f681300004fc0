import type { Context } from '#platform/context.ts';
import { countsAsEligible } from '../domain/eligibility/life.ts';
import { selectCurrent } from './queries.ts';

/** Where an association stands with a programme today, for those who sell or give under it. */
export type Entitlement =
  | { readonly state: 'eligible'; readonly decisionId: string; readonly expiresOn: string | null }
  /** `waiting`: a person has to decide; `none`: nobody asked, or what was decided is over. */
  | { readonly state: 'none' | 'waiting' | 'excluded' };

const EXCLUDED = new Set(['auto_excluded', 'excluded', 'upheld']);

export async function entitlementOf(
  ctx: Context,
  organisationId: string,
  pack: string,
): Promise<Entitlement> {
  const decision = await selectCurrent(ctx.db, organisationId, pack);
  if (!decision) return { state: 'none' };
  const { id, state, expiresOn } = decision;
  if (countsAsEligible(state)) return { state: 'eligible', decisionId: id, expiresOn };
  return { state: EXCLUDED.has(state) ? 'excluded' : 'waiting' };
}
