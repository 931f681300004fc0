import type { Context } from '#platform/context.ts';
import { entitlementOf } from '#services/associations/index.ts';

export type Eligibility = 'eligible' | 'excluded' | 'review';

/** The programme whose associations publish missions. */
const PROGRAMME = 'associations-1901';

/** What was decided about the association; as long as nobody asked, a person looks at its missions. */
export async function eligibilityOf(ctx: Context, organisationId: string): Promise<Eligibility> {
  const { state } = await entitlementOf(ctx, organisationId, PROGRAMME);
  return state === 'eligible' || state === 'excluded' ? state : 'review';
}
