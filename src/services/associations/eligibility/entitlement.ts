import type { Context } from '#platform/context.ts';
import { standingIn } from '../domain/eligibility/life.ts';
import { selectCurrent } from './queries.ts';

/** Where an association stands with a programme today, for those who sell or give under it. */
export type Entitlement =
  | { readonly state: 'eligible'; readonly decisionId: string; readonly expiresOn: string | null }
  /** `waiting`: a person has to decide; `none`: nobody asked, or what was decided is over. */
  | { readonly state: 'none' | 'waiting' | 'excluded' };

export async function entitlementOf(
  ctx: Context,
  organisationId: string,
  pack: string,
): Promise<Entitlement> {
  const decision = await selectCurrent(ctx.db, organisationId, pack);
  if (!decision) return { state: 'none' };
  const { id, state, expiresOn } = decision;
  const standing = standingIn(state);
  if (standing === 'eligible') return { state: standing, decisionId: id, expiresOn };
  return { state: standing === 'over' ? 'none' : standing };
}
